"""The disk full, and the database away ten seconds while people type: plain words, nothing lost, writing goes on."""

import asyncio
import errno
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.urls import reverse

from commonweal.kernel.models import Event
from commonweal.site.storage_faults import StorageFault, fault_of
from scripts.postgres import throw_away_cluster
from scripts.system_deps import postgres_programs
from tests.answers.pages import open_page
from tests.answers.servers import Stage, cookie_of
from tests.factories.people import make_community

AWAY_SECONDS = 10.0
WRITER = 0


def test_faults_of_storage_are_told_from_others():
    assert fault_of(OSError(errno.ENOSPC, "full")) is StorageFault.FULL
    assert fault_of(OSError(errno.EACCES, "no")) is None
    assert fault_of(OperationalError("server closed the connection")) is StorageFault.AWAY
    assert fault_of(InterfaceError("connection already closed")) is StorageFault.AWAY
    assert fault_of(ValueError("a bug")) is None
    assert fault_of(None) is None


@contextmanager
def full_database():
    """A real SQLite that may not grow by one page."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # no free pages are left inside
        cursor.execute("PRAGMA page_count")
        n_pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {n_pages}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 4294967294")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL's disk is not ours to fill; its code is tested above"
)
def test_act_on_a_full_disk_says_so_stores_nothing_and_works_when_there_is_room(client):
    community = make_community()
    client.force_login(community.members.get())
    client.raise_request_exception = False
    url = reverse("communities:invitations", args=[community.slug])
    fields = {"role": "reader", "language": "en", "words": "x" * 900}
    n_before = Event.objects.count()
    with full_database():
        answers = [client.post(url, {**fields, "emails": f"n{n}@example.org"}) for n in range(40)]
        n_then = Event.objects.count()
    refused = answers[-1]
    assert (refused.status_code, refused.headers.get("Retry-After")) == (503, "15")
    assert "The site has no room left" in refused.text
    assert "everything before it is kept" in refused.text
    assert n_then >= n_before
    assert client.post(url, {**fields, "emails": "nina@example.org"}).status_code == 302
    assert Event.objects.count() == n_then + 1


class Cluster:
    """The server behind an address: stopped under everybody who is connected, and started again."""

    def __init__(self, address: str) -> None:
        import psycopg

        with psycopg.connect(address) as asked:
            self.folder = Path(asked.execute("SHOW data_directory").fetchone()[0])
            self.pids = [row[0] for row in asked.execute("SELECT pid FROM pg_stat_activity")]

    def control(self, *words: str) -> None:
        """Ask ``pg_ctl``, as the user the folder belongs to."""
        as_owner = [] if os.geteuid() else ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
        command = [*as_owner, str(postgres_programs() / "pg_ctl"), "-D", str(self.folder), "-w", *words]
        subprocess.run(command, check=True, cwd=self.folder.parent, stdout=subprocess.DEVNULL)

    def restart_after(self, seconds: float) -> None:
        self.control("-m", "fast", "stop")  # the throw-away cluster keeps nothing after a crash
        time.sleep(seconds)
        self.control("-l", str(self.folder.parent / "log"), "start")

    def freeze(self, seconds: float) -> None:
        """Let no process of the server run for a while; connections stay open and nobody answers."""
        pids = [int((self.folder / "postmaster.pid").read_text().split()[0])]
        pids += [
            int(pid)
            for pid in subprocess.run(
                ["pgrep", "-P", str(pids[0])], capture_output=True, text=True, check=False
            ).stdout.split()
        ]
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(seconds)
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


@pytest.fixture(scope="module")
def on_postgres(tmp_path_factory):
    """A web process with one writer, on a PostgreSQL of its own."""
    if postgres_programs() is None:
        pytest.skip("PostgreSQL is not installed")
    with ExitStack() as stack:
        address = stack.enter_context(throw_away_cluster())
        stage = Stage(tmp_path_factory.mktemp("away"), address)
        stack.callback(stage.close)
        stage.set_up(1)
        stage.start_server()
        yield stage, Cluster(address)


def status_of(stage, path):
    """The status and the words of a page, as the writer sees it."""
    port = next(iter(stage.servers))
    request = Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": cookie_of(stage.facts, WRITER)})
    try:
        with urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        return refused.code, refused.read().decode()


async def type_through(stage, disturb, look=lambda: None, *, letter):
    """Type a key each tenth of a second while the store is away and a little longer; the text when all is saved."""
    port = next(iter(stage.servers))
    async with open_page(port, stage.facts["answer"], cookie_of(stage.facts, WRITER)) as page:
        await page.greet()
        await page.type(letter)
        await page.wait_until_saved()
        away = asyncio.create_task(asyncio.to_thread(disturb))
        seen = None
        n_keys = 1
        while not away.done() or n_keys < 20:
            await page.type(letter)
            n_keys += 1
            if n_keys == 20:
                seen = await asyncio.to_thread(look)
            await asyncio.sleep(0.1)
        await away
        await page.wait_for(lambda: page.n_saved == page.n_sent, seconds=40)
        await page.type(letter)
        await page.wait_until_saved()
        return page.text, n_keys + 1, seen


def stored_text(stage):
    return stage.query(f"str(log.replica_of({stage.facts['answer_id']})._fragment)")


@pytest.mark.slow
@pytest.mark.any_database
def test_database_restarted_after_ten_seconds_while_one_types(on_postgres):
    stage, cluster = on_postgres

    def look():
        return status_of(stage, "/c/bend/")

    text, n_keys, seen = asyncio.run(type_through(stage, lambda: cluster.restart_after(AWAY_SECONDS), look, letter="r"))
    assert seen[0] == 503
    assert "cannot reach its store just now" in seen[1]
    assert "r" * n_keys in text
    assert stored_text(stage) == text
    assert status_of(stage, "/c/bend/")[0] == 200


@pytest.mark.slow
@pytest.mark.any_database
def test_database_frozen_for_ten_seconds_while_one_types(on_postgres):
    stage, cluster = on_postgres
    text, n_keys, _seen = asyncio.run(type_through(stage, lambda: cluster.freeze(AWAY_SECONDS), letter="f"))
    assert "f" * n_keys in text
    assert stored_text(stage) == text
    assert status_of(stage, "/c/bend/")[0] == 200


@pytest.fixture
def small_disk(tmp_path):
    """A folder that holds 24 MB and no more, where this machine lets us make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)], check=False).returncode
    ):
        pytest.skip("only root can make a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.slow
@pytest.mark.any_database
def test_disk_full_while_one_types_on_sqlite(small_disk):
    stage = Stage(small_disk, "")
    try:
        stage.set_up(1)
        stage.start_server()
        ballast = small_disk / "ballast"

        def fill_and_make_room():
            n_bytes = shutil.disk_usage(small_disk).free + 1
            with pytest.raises(OSError, match="No space left"):
                ballast.write_bytes(b"\0" * n_bytes)
            time.sleep(AWAY_SECONDS)
            ballast.unlink()

        text, n_keys, _seen = asyncio.run(type_through(stage, fill_and_make_room, letter="d"))
        assert "d" * n_keys in text
        assert stored_text(stage) == text
        assert shutil.disk_usage(small_disk).free > 0
        with sqlite3.connect(small_disk / "commonweal.sqlite3") as checked:
            checked.create_function("REGEXP", 2, lambda pattern, text: re.search(pattern, text) is not None)
            assert checked.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        stage.close()
