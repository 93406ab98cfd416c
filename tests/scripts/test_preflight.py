import socket
import subprocess
from pathlib import Path

import pytest

from scripts import preflight, uv

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.any_database


def refusal(capsys, check, *arguments) -> str:
    """The one sentence with which a check refuses; its exit code is the one for *not ready*."""
    with pytest.raises(SystemExit) as end:
        check(*arguments)
    assert end.value.code == 3
    return capsys.readouterr().err


def program(folder: Path, name: str, script: str) -> None:
    """Put a program of our own on a PATH of one folder."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def only_path(tmp_path, monkeypatch):
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_taken_port_is_refused_with_another(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        sentence = refusal(capsys, preflight.check_port, str(port))
    assert sentence.startswith(f"Port {port} is in use by another program.")
    assert f"PORT={port + 1}" in sentence


@pytest.mark.parametrize("port", ["0", "65536", "-1", "abc", "", "8000x", "٨٠٠٠"])
def test_what_is_no_port_is_refused(capsys, port):
    said = refusal(capsys, preflight.check_port, port)
    assert said == f"PORT={port} is not a port. Choose a number from 1024 to 65535.\n"


def test_file_in_place_of_a_folder_is_refused(capsys, tmp_path):
    (tmp_path / "file").write_text("")
    said = refusal(capsys, preflight.check_folders, [tmp_path / "file" / "data"])
    assert "is a file, but a folder is needed there" in said


def test_folder_that_nobody_can_write_is_refused_even_to_root(capsys):
    said = refusal(capsys, preflight.check_folders, [Path("/proc/commonweal/data")])
    assert said.startswith("The folder /proc/commonweal/data cannot be written: ")


def test_folder_that_can_be_made_is_not_made_yet(tmp_path):
    preflight.check_folders([tmp_path / "a" / "b"])
    assert list(tmp_path.iterdir()) == []


def test_missing_node_is_named(capsys, only_path):
    assert refusal(capsys, preflight.check_tools).startswith("Node 20 or newer with npm is needed")


@pytest.mark.parametrize(("version", "is_refused"), [("v18.19.0", True), ("v20.20.0", False), ("v24.1.0", False)])
def test_old_node_is_refused(capsys, only_path, version, is_refused):
    program(only_path, "node", f"echo {version}")
    program(only_path, "npm", "")
    if is_refused:
        assert refusal(capsys, preflight.check_tools).startswith(f"Node 20 or newer is needed; found {version}.")
    else:
        preflight.check_tools()


def test_python_without_pip_and_uv_is_refused(capsys, only_path, monkeypatch):
    monkeypatch.setattr(uv.importlib.util, "find_spec", lambda _name: None)
    assert refusal(capsys, preflight.check_tools).startswith("Neither uv nor pip is installed.")


def test_old_python_is_refused_in_one_sentence(only_path):
    program(only_path, "python3", 'case "$2" in *exit*) exit 1;; *) echo Python 3.9.2;; esac')
    asked = ["/bin/sh", str(ROOT / "scripts" / "with_python"), "-c", "print('ran')"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False, env={"PATH": str(only_path)})
    assert answer.returncode == 3
    assert answer.stderr.startswith("Commonweal needs Python 3.11 or newer; found: Python 3.9.2.")
    assert answer.stdout == ""


def test_too_old_uv_is_not_used(only_path):
    program(only_path, "uv", "echo uv 0.4.30")
    assert not uv._is_new_enough(str(only_path / "uv"))
