"""Counts that every process of an installation shares."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from shutil import which

import pytest
from django.conf import settings
from django.core.cache import cache

from commonweal.site.caches import MachineCache, RedisFirstCache
from tests.answers.servers import throw_away_redis

NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture
def counts(tmp_path):
    return MachineCache(str(tmp_path / "new" / "counts.sqlite3"), {})


def test_what_is_stored_is_found_until_it_expires(counts):
    counts.set("tries", [2.5, 1.0], timeout=60)
    counts.set("gone", 1, timeout=0.05)
    counts.set("for-ever", {"a": None}, timeout=None)
    time.sleep(0.1)
    assert [counts.get(key, "nothing") for key in ("tries", "gone", "for-ever", "never")] == [
        [2.5, 1.0],
        "nothing",
        {"a": None},
        "nothing",
    ]


def test_what_expired_is_removed_from_the_file(counts):
    counts.set("gone", 1, timeout=0.05)
    time.sleep(0.1)
    counts.set("new", 1)
    assert counts._connection().execute("SELECT count(*) FROM entry").fetchone() == (1,)


def test_only_the_first_adds_until_it_is_deleted(counts):
    assert [counts.add("lock", True), counts.add("lock", True)] == [True, False]
    assert [counts.delete("lock"), counts.delete("lock")] == [True, False]
    assert counts.add("lock", True)


def test_a_value_can_be_kept_longer(counts):
    counts.set("tries", 1, timeout=0.2)
    assert [counts.touch("tries", 60), counts.touch("never", 60)] == [True, False]
    time.sleep(0.25)
    assert counts.get("tries") == 1
    counts.clear()
    assert counts.get("tries") is None


def test_of_many_threads_one_adds(counts):
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _n: counts.add("lock", True), range(64))) == 1


def test_processes_that_start_together_count_together(tmp_path):
    script = (
        "import sys; from commonweal.site.caches import MachineCache\n"
        "counts = MachineCache(sys.argv[1], {})\n"
        "print(sum(counts.add(f'key {n}', 1) for n in range(50)))"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "counts.sqlite3")]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE) for _process in range(4)]
    assert sum(int(process.communicate()[0]) for process in started) == 50


def test_the_throttle_of_this_installation_counts_in_the_data_folder():
    assert settings.CACHES["default"]["BACKEND"] == "commonweal.site.caches.MachineCache"
    cache.set("tries", [1.5])
    assert (settings.DATA_DIR / "counts.sqlite3").exists()
    assert cache.get("tries") == [1.5]


def test_without_an_answer_of_redis_this_machine_counts(tmp_path, caplog):
    counts = RedisFirstCache(NOBODY, {"OPTIONS": {"file": str(tmp_path / "counts.sqlite3")}})
    assert [counts.add("lock", True), counts.add("lock", True)] == [True, False]
    counts.set("tries", [1.5], timeout=60)
    assert (counts.get("tries"), counts.touch("tries", 9), counts.delete("tries")) == ([1.5], True, True)
    counts.clear()
    assert counts.get("lock") is None
    assert {record.message for record in caplog.records} == {"cache.redis_lost"}


@pytest.mark.slow
@pytest.mark.skipif(which("redis-server") is None, reason="Redis is not installed")
def test_redis_counts_for_every_machine(tmp_path):
    with throw_away_redis() as address:
        machines = [RedisFirstCache(address, {"OPTIONS": {"file": str(tmp_path / f"{n}.sqlite3")}}) for n in range(2)]
        time.sleep(0.3)
        assert [machine.add("lock", True, timeout=60) for machine in machines] == [True, False]
        machines[0].set("tries", [2.5, 1.0], timeout=60)
        assert machines[1].get("tries") == [2.5, 1.0]
        for machine in machines:
            machine._redis._cache.get_client(write=True).connection_pool.disconnect()
    assert list(tmp_path.iterdir()) == []
