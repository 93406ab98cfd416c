import subprocess
import sys

import pytest

from commonweal.site import cli, exits


def test_help_lists_every_command_and_the_exit_codes(capsys):
    assert cli.main(["--help"]) == exits.DONE
    printed = capsys.readouterr().out
    assert [command.words for command in cli.COMMANDS if f"  {command.words}  " not in printed] == []
    assert exits.HELP in printed


def test_help_loads_neither_django_nor_the_server():
    code = "import sys; from commonweal.site import cli; cli.main(['--help']); print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert [name for name in ("'django'", "'granian'", "'asyncio'", "'pydantic'") if name in loaded] == []


def test_supervisor_loads_no_django():
    code = "import sys; import commonweal.site.serve; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], exits.USAGE, "Usage: commonweal COMMAND"),
        (["fly"], exits.USAGE, "commonweal: 'fly' is not a command."),
        (["user"], exits.USAGE, "commonweal: 'user' needs one more word."),
        (["user", "fly"], exits.USAGE, "commonweal: 'user' needs one more word."),
        (["user", "--help"], exits.DONE, "user link"),
    ],
)
def test_half_and_wrong_commands_say_what_there_is(capsys, arguments, code, words):
    assert cli.main(arguments) == code
    printed = capsys.readouterr()
    assert words in printed.out + printed.err


def test_a_refusal_is_a_sentence_and_nothing_before_it(tmp_path, monkeypatch):
    monkeypatch.setenv("COMMONWEAL_DATA", str(tmp_path))
    asked = [sys.executable, "-m", "commonweal.site.cli", "user", "list"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert answer.returncode == exits.NOT_READY
    assert answer.stderr.startswith("The database is ")


@pytest.mark.parametrize("command", cli.COMMANDS, ids=lambda command: command.words)
def test_every_command_explains_itself(command):
    asked = [sys.executable, "-m", "commonweal.site.cli", *command.words.split(), "--help"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert answer.returncode == exits.DONE, answer.stderr
    assert answer.stdout.startswith(f"usage: commonweal {command.words}")
    assert "Exit codes:" in " ".join(answer.stdout.split())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("serve --port abc", "The port is a number from 1024 to 65535, not “abc”."),
        ("demo --port abc", "The port is a number from 1024 to 65535, not “abc”."),
        ("serve --processes 0", "The number of processes is 1 or more, not “0”."),
        ("user link", "The following arguments are required: EMAIL."),
    ],
)
def test_wrong_arguments_are_one_sentence(words, sentence):
    asked = [sys.executable, "-m", "commonweal.site.cli", *words.split()]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert answer.returncode == exits.USAGE
    command = words.partition(" --")[0]
    assert answer.stderr == f"{sentence} “commonweal {command} --help” says more.\n"
