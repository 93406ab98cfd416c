"""The ``commonweal`` command. Its own help loads neither Django nor the server.

Exit codes are those of ``site.exits``.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from commonweal.site import exits


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words, its line in the help, and where it is implemented.

    ``target`` names a module with ``main(arguments) -> int`` that starts without Django, or a
    management command.
    """

    words: str
    summary: str
    target: str

    @property
    def needs_django(self) -> bool:
        """Whether the command runs as a management command."""
        return "." not in self.target


COMMANDS = (
    Command("serve", "serve pages, sockets and jobs on one port until stopped", "commonweal.site.serve"),
    Command("demo", "build the worked example, print who can sign in, and serve it", "demo"),
    Command("migrate", "bring the database and the shipped content up to this version", "bring_up_to_date"),
    Command("check", "say whether this installation is sound", "check_installation"),
    Command("backup verify", "say whether a backup is whole", "verify_backup"),
    Command("backup", "back up rows and files while people work", "backup"),
    Command("restore", "bring a backup back into an empty installation", "restore"),
    Command("data import", "import a publisher's workbook of public figures", "import_data"),
    Command("framework validate", "check edition documents before they are loaded", "validate_framework"),
    Command("community create", "found a community with its first lead", "create_community"),
    Command("user add", "add a person", "add_user"),
    Command("user list", "list people and their roles", "list_users"),
    Command("user role", "give a person a role in a community", "set_role"),
    Command("user password", "set a person's password, typed or from a pipe", "set_password"),
    Command("user two-step-off", "turn two-step sign-in off for who lost phone and codes", "turn_off_two_step"),
    Command("user link", "print a sign-in link for a person, where no mail is sent", "make_sign_in_link"),
    Command("search rebuild", "build the index of words anew, while people search", "rebuild_search"),
    Command("vectors", "compare our statistical methods with published examples", "commonweal.site.vectors"),
    Command("worker", "run one more job process", "commonweal.site.worker"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        sys.stdout.write(usage())
        return exits.DONE if arguments else exits.USAGE
    if arguments[0] == "--version":
        sys.stdout.write(f"commonweal {_version()}\n")
        return exits.DONE
    command = find(arguments)
    if command is None:
        return _unknown(arguments)
    rest = arguments[len(command.words.split()) :]
    try:
        return _run(command, rest)
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped by Ctrl-C. What was done so far is kept; the same command goes on from there.\n")
        return exits.INTERRUPTED


def find(arguments: Sequence[str]) -> Command | None:
    """The command that the first word or the first two words name."""
    spoken = {" ".join(arguments[:n]) for n in (1, 2)}
    return next((command for command in COMMANDS if command.words in spoken), None)


def usage(first_word: str = "") -> str:
    """The help, of everything or of the commands that begin with one word."""
    shown = [command for command in COMMANDS if command.words.split()[0] == first_word] or list(COMMANDS)
    width = max(len(command.words) for command in shown) + 2
    lines = [f"  {command.words:<{width}}{command.summary}" for command in shown]
    return "\n".join(
        [
            "Usage: commonweal COMMAND [arguments]",
            "",
            *lines,
            "",
            "commonweal COMMAND --help says more about one. COMMONWEAL_DATA names the data folder (./var).",
            exits.HELP,
            "",
        ]
    )


def _unknown(arguments: Sequence[str]) -> int:
    """Help with half a command (``commonweal user``), refuse an unknown one."""
    first = arguments[0]
    is_half = any(command.words.split()[0] == first for command in COMMANDS)
    asks_for_help = is_half and arguments[-1] in {"-h", "--help"}
    if not asks_for_help:
        known = "needs one more word" if is_half else "is not a command"
        sys.stderr.write(f"commonweal: '{first}' {known}.\n")
    (sys.stdout if asks_for_help else sys.stderr).write(usage(first))
    return exits.DONE if asks_for_help else exits.USAGE


def _run(command: Command, arguments: list[str]) -> int:
    if not command.needs_django:
        run: Callable[[list[str]], int] = import_module(command.target).main
        return run(arguments)
    run_managed = import_module("commonweal.site.management.run").run_managed
    code: int = run_managed(command.target, command.words, arguments)
    return code


def _version() -> str:
    version: str = import_module("importlib.metadata").version("commonweal")
    return version


if __name__ == "__main__":
    sys.exit(main())
