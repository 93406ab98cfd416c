"""Only one server of a machine serves a data folder."""

import os
import signal
import socket
import subprocess
import sys

import pytest

from commonweal.site import exits
from commonweal.site.data_folder import FolderLock, data_folder

ADDRESS = "http://127.0.0.1:8000/"
pytestmark = pytest.mark.any_database

HOLD = f"""
import sys, time
from pathlib import Path
from commonweal.site.data_folder import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print(lock.why_not("{ADDRESS}") or "held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def server(tmp_path):
    """A process that holds the folder, as a server does."""
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_folder_is_what_the_environment_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert data_folder({}) == data_folder({"COMMONWEAL_DATA": " "}) == tmp_path / "var"
    assert data_folder({"COMMONWEAL_DATA": "~/there"}).name == "there"


def test_a_second_server_is_told_where_the_first_one_is(server, tmp_path):
    fault = FolderLock(tmp_path).why_not("http://127.0.0.1:8001/")
    assert fault.startswith(f"The data folder {tmp_path} is served already at {ADDRESS}. Stop that server with Ctrl-C")
    assert "COMMONWEAL_DATA=other" in fault


def test_kill_9_lets_go_of_the_folder(server, tmp_path):
    server.send_signal(signal.SIGKILL)
    server.wait(10)
    lock = FolderLock(tmp_path)
    assert [lock.why_not(ADDRESS), lock.why_not(ADDRESS)] == [None, None]
    lock.release()
    other = FolderLock(tmp_path)
    assert other.why_not(ADDRESS) is None
    other.release()


def test_each_machine_has_a_lock_of_its_own(server, tmp_path, monkeypatch):
    monkeypatch.setattr(socket, "gethostname", lambda: "another")
    lock = FolderLock(tmp_path)
    assert lock.why_not(ADDRESS) is None
    lock.release()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    fault = FolderLock(tmp_path / "file" / "data").why_not(ADDRESS)
    assert fault.startswith(f"The data folder {tmp_path / 'file' / 'data'} cannot be written (Not a directory).")


@pytest.mark.parametrize("command", [["serve"], ["demo"]], ids=" ".join)
def test_commands_that_serve_refuse_before_they_do_anything(server, tmp_path, command):
    asked = [sys.executable, "-m", "commonweal.site.cli", *command, "--port", "8119"]
    environment = {
        **os.environ,
        "COMMONWEAL_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "commonweal.site.settings.local",
    }
    answer = subprocess.run(asked, capture_output=True, text=True, check=False, env=environment)
    assert (answer.returncode, answer.stderr.count("\n")) == (exits.NOT_READY, 1)
    assert f"is served already at {ADDRESS}" in answer.stderr
    assert not (tmp_path / "commonweal.sqlite3").exists()
