"""Long work: done once, by whichever worker, however often one of them dies."""

import io
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from accounts.models import User
from dataio.models import Run
from dataio.runs import kinds, leases, performing
from dataio.runs.leases import Cancelled, Lost, Work, take_up
from dataio.runs.performing import cancel_run, finish_with_file, perform, queue_run, sweep_runs
from jobtracker.errors import Conflict, InvalidInput
from jobtracker.testing.concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)

KIND = "test"


def _write(work: Work, text: bytes = b"a report") -> None:
    finish_with_file(work, io.BytesIO(text), name="report.txt", media_type="text/plain", result={"rows": 1})


@pytest.fixture(autouse=True)
def sent(monkeypatch: pytest.MonkeyPatch) -> list[uuid.UUID]:
    """Runs of which the workers were told."""
    told: list[uuid.UUID] = []
    monkeypatch.setattr(performing, "_send", told.append)
    return told


@pytest.fixture
def does(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Says what a run of the tests' kind does."""
    return lambda performer: monkeypatch.setitem(kinds._kinds, KIND, kinds.Kind(performer, None))


@pytest.fixture
def run(user: User) -> Run:
    return queue_run(actor=user, kind=KIND, parameters={})


def _lapse(run: Run) -> None:
    now = timezone.now()
    Run.objects.filter(pk=run.pk).update(
        leased_until=now - timedelta(seconds=1), updated_at=now - timedelta(seconds=31)
    )


def _files() -> list[str]:
    try:
        return [f"{owner}/{name}" for owner in storages["documents"].listdir("runs")[0] for name in _names(owner)]
    except FileNotFoundError:
        return []


def _names(owner: str) -> list[str]:
    return storages["documents"].listdir(f"runs/{owner}")[1]


def test_a_run_makes_its_file(run: Run, does: Any, sent: list[uuid.UUID]) -> None:
    assert sent == [run.pk]
    does(_write)
    perform(run.pk)
    run.refresh_from_db()
    assert (run.state, run.percent, run.attempts, run.result) == ("done", 100, 1, {"rows": 1})
    assert (run.file_name, run.media_type, run.file_size) == ("report.txt", "text/plain", 8)
    assert storages["documents"].open(run.file_key).read() == b"a report"
    perform(run.pk)  # told twice
    run.refresh_from_db()
    assert run.attempts == 1


def test_of_many_workers_one_takes_it_up(run: Run) -> None:
    taken = at_once(*[lambda: take_up(run.pk)] * 6)
    assert len([one for one in taken if one is not None]) == 1


def test_what_a_dead_worker_left_is_taken_up_once_and_its_ghost_changes_nothing(
    run: Run, does: Any, sent: list[uuid.UUID]
) -> None:
    ghost = take_up(run.pk)
    assert ghost is not None
    assert take_up(run.pk) is None
    _lapse(run)
    sent.clear()
    assert sweep_runs() == 1
    assert sent == [run.pk]
    does(lambda work: _write(work, b"the second one's"))
    perform(run.pk)
    before = _files()
    with pytest.raises(Lost):
        _write(Work(ghost), b"the ghost's")
    run.refresh_from_db()
    assert storages["documents"].open(run.file_key).read() == b"the second one's"
    assert _files() == before
    assert run.attempts == 2


def test_what_kills_every_worker_is_given_up(run: Run, sent: list[uuid.UUID]) -> None:
    for _ in range(leases.MAX_ATTEMPTS):
        assert take_up(run.pk)
        _lapse(run)
    sent.clear()
    sweep_runs()
    run.refresh_from_db()
    assert run.problem is not None
    assert (run.state, run.problem["code"]) == ("failed", "worker_died")
    assert sent == []
    assert take_up(run.pk) is None


def test_signs_of_life_prolong_the_lease_and_bring_the_percentage(
    run: Run, does: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "_SIGN_EVERY_SECONDS", 0.02)

    def slow(work: Work) -> None:
        work.report(1, 3)
        _lapse(run)
        _wait_for(lambda: Run.objects.filter(pk=run.pk, leased_until__gt=timezone.now()).exists())
        assert Run.objects.get(pk=run.pk).percent == 33
        _write(work)

    does(slow)
    perform(run.pk)
    run.refresh_from_db()
    assert run.state == "done"


def test_a_run_that_is_cancelled_stops_and_leaves_nothing(
    run: Run, user: User, does: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "_SIGN_EVERY_SECONDS", 0.02)
    ends: list[type[BaseException]] = []

    def endless(work: Work) -> None:
        cancel_run(actor=user, run_id=run.pk)
        try:
            _wait_for(lambda: work.report(1, 2))
        except Cancelled as stop:
            ends.append(type(stop))
            raise

    does(endless)
    perform(run.pk)
    run.refresh_from_db()
    assert (run.state, run.file_key, ends) == ("cancelled", "", [Cancelled])
    with pytest.raises(Conflict):
        cancel_run(actor=user, run_id=run.pk)


def test_a_run_whose_worker_died_is_cancelled_by_the_sweeper(run: Run, user: User, sent: list[uuid.UUID]) -> None:
    assert take_up(run.pk)
    assert cancel_run(actor=user, run_id=run.pk).state == "running"
    _lapse(run)
    sent.clear()
    assert sweep_runs() == 1
    run.refresh_from_db()
    assert (run.state, sent) == ("cancelled", [])


def test_a_run_that_waits_is_cancelled_at_once(run: Run, user: User) -> None:
    assert cancel_run(actor=user, run_id=run.pk).state == "cancelled"
    assert take_up(run.pk) is None


@pytest.mark.parametrize(
    ("error", "code"),
    [(InvalidInput("file", "empty", "It is empty."), "validation_error"), (ZeroDivisionError(), "internal_error")],
)
def test_a_run_that_fails_says_why(run: Run, does: Any, error: Exception, code: str) -> None:
    def failing(work: Work) -> None:
        raise error

    does(failing)
    perform(run.pk)
    run.refresh_from_db()
    assert run.problem is not None
    assert (run.state, run.problem["code"], run.lease) == ("failed", code, None)


def test_what_the_broker_lost_is_sent_again(run: Run, sent: list[uuid.UUID]) -> None:
    sent.clear()
    assert sweep_runs() == 0
    Run.objects.filter(pk=run.pk).update(updated_at=timezone.now() - timedelta(minutes=1))
    assert sweep_runs() == 1
    assert sent == [run.pk]
    assert sweep_runs() == 0, "it was sent just now"


def test_a_file_expires(run: Run, does: Any) -> None:
    does(_write)
    perform(run.pk)
    assert len(_files()) >= 1
    Run.objects.filter(pk=run.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    key = Run.objects.get(pk=run.pk).file_key
    sweep_runs()
    run.refresh_from_db()
    assert (run.state, run.file_key) == ("expired", "")
    assert not storages["documents"].exists(key)


def test_nobody_has_more_than_a_few_at_once(user: User) -> None:
    for _ in range(performing.MAX_UNFINISHED):
        queue_run(actor=user, kind=KIND, parameters={})
    with pytest.raises(Conflict):
        queue_run(actor=user, kind=KIND, parameters={})


def _wait_for(condition: Any) -> Iterator[None] | None:
    deadline = timezone.now() + timedelta(seconds=10)
    while not condition():
        assert timezone.now() < deadline
    return None
