"""Runs that come to an error in the middle of their rows end, and say why; their worker goes on."""

import errno
import io
import os
import signal
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from accounts.models import User
from dataio.runs import performing
from dataio.runs.performing import perform, queue_run
from jobs.factories import JobFactory

pytestmark = pytest.mark.django_db(transaction=True)

ENDED_WITHIN_SECONDS = 30


ROOM = 10_000


class FullDisk(io.BytesIO):
    """A file for which there is soon no room."""

    def write(self, content: Any, /) -> int:
        if self.tell() + len(content) > ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(content)

    def writelines(self, lines: Iterable[Any], /) -> None:
        for line in lines:
            self.write(line)


@pytest.fixture(autouse=True)
def at_most_a_while() -> Iterator[None]:
    """What waits for itself would wait for ever."""

    def give_up(*_: Any) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    # Again and again: whatever cleans up behind it may wait as well.
    signal.setitimer(signal.ITIMER_REAL, ENDED_WITHIN_SECONDS, 1)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def _problem_of(user: User, kind: str, parameters: dict[str, Any]) -> str:
    run = queue_run(actor=user, kind=kind, parameters=parameters)
    perform(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert run.problem is not None
    return str(run.problem["code"])


@pytest.fixture(autouse=True)
def postings(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """More of them than one block has room for."""
    monkeypatch.setattr(performing, "_send", lambda run_id: None)
    JobFactory.create_batch(4, owner=user, description=os.urandom(20_000).hex())


def _export(file_format: str) -> dict[str, Any]:
    return {"resource": "jobs", "format": file_format, "query": {}, "fields": [], "bom": False}


@pytest.mark.parametrize("file_format", ["csv", "json", "ndjson", "xlsx"])
def test_an_export_for_which_there_is_no_room(user: User, file_format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: FullDisk())
    assert _problem_of(user, "export", _export(file_format)) == "insufficient_storage"


def test_a_backup_for_which_there_is_no_room(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: FullDisk())
    assert _problem_of(user, "backup", {}) == "insufficient_storage"


@pytest.mark.parametrize(
    ("file_format", "bound", "code"),
    [
        ("xlsx", "dataio.exporting.sheets.MAX_ROWS", "too_many_rows"),
        ("pdf", "dataio.reports.lists.MAX_ROWS", "list_too_large"),
    ],
)
def test_an_export_of_too_many_rows(
    user: User, file_format: str, bound: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bound, 1)
    assert _problem_of(user, "export", _export(file_format)) == code
