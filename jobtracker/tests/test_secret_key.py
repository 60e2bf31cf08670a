"""The secret key is made once, however many processes start at the same time, and is the owner's alone."""

import multiprocessing
import stat
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path

from jobtracker.secret_key import load_or_create_secret_key

PROCESSES = 8
ROUNDS = 5


def _load(path: Path, start: Barrier, results: "SimpleQueue[str]") -> None:
    start.wait(timeout=30)
    results.put(load_or_create_secret_key(path))


def test_eight_processes_that_start_at_once_have_the_same_key(tmp_path: Path) -> None:
    # Forked, for they must be there within a moment of each other.
    context = multiprocessing.get_context("fork")
    for number in range(ROUNDS):
        path = tmp_path / f"new{number}" / "secret_key"
        start, results = context.Barrier(PROCESSES), context.SimpleQueue()
        processes = [context.Process(target=_load, args=(path, start, results)) for _ in range(PROCESSES)]
        for process in processes:
            process.start()
        keys = [results.get() for _ in processes]
        for process in processes:
            process.join(timeout=30)
        assert [process.exitcode for process in processes] == [0] * PROCESSES
        assert set(keys) == {path.read_text()}
        assert len(keys[0]) == 64
        assert list(path.parent.iterdir()) == [path]


def test_only_the_owner_may_read_the_key(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    load_or_create_secret_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_that_is_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    path.write_text("kept from long ago\n")
    assert load_or_create_secret_key(path) == "kept from long ago"


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    assert load_or_create_secret_key(tmp_path / "one") != load_or_create_secret_key(tmp_path / "two")
