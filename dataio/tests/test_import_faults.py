"""Imports while something goes wrong: what is cancelled at work, and two tabs that want different things at once."""

import errno
import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, connections
from psycopg.conninfo import make_conninfo
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import delete_account
from dataio.imports.services import start_commit, start_import
from dataio.models import Import, ImportRow, Run, SourceRow
from dataio.runs import leases, performing
from dataio.runs.performing import cancel_run, perform, queue_run
from dataio.tests.import_files import commit, csv_text, performed, read_in
from jobs.models import Job
from jobtracker.testing.concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)

HEADER = ("Title", "Company", "URL", "Description")
ROWS = 20_000
SIGN_EVERY_SECONDS = 0.5
# A sign of life, and to roll back what was written.
CANCEL_SECONDS = 10.0


@pytest.fixture(autouse=True)
def sent(monkeypatch: pytest.MonkeyPatch) -> list[uuid.UUID]:
    """Runs of which the workers were told: here the tests do them."""
    told: list[uuid.UUID] = []
    monkeypatch.setattr(performing, "_send", told.append)
    return told


def _file(rows: int) -> str:
    described = "A description of some length, whose words are looked up. " * 8
    lines = [(f"Engineer {n}", f"Firm {n}", f"https://firm{n}.example/jobs/{n}", described) for n in range(rows)]
    return csv_text(HEADER, *lines)


# --- Cancelling ---------------------------------------------------------------------------------------------------


@contextmanager
def _at_work(run_id: uuid.UUID) -> Iterator[threading.Thread]:
    """A worker that does the run."""

    def work() -> None:
        try:
            perform(run_id)
        finally:
            connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield worker
    finally:
        worker.join(120)


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _executes(beginning: str) -> bool:
    """Whether some connection to this database executes a statement that begins so."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND state = 'active' AND ltrim(query, E' \n') LIKE %s",
            [f"{beginning}%"],
        )
        return bool(cursor.rowcount)


def _cancelled_in(user: User, run_id: uuid.UUID, statement: str) -> float:
    """Cancel the run while it executes the statement; after how many seconds it had stopped."""
    with _at_work(run_id) as worker:
        _until(lambda: _executes(statement))
        asked = time.monotonic()
        cancel_run(actor=user, run_id=run_id)
        worker.join(120)
        return time.monotonic() - asked


def test_an_import_that_is_cancelled_at_work_ends_within_seconds_and_writes_nothing(
    user: User, api: APIClient, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, Any], None]
) -> None:
    monkeypatch.setattr(leases, "_SIGN_EVERY_SECONDS", SIGN_EVERY_SECONDS)
    of_import = start_import(actor=user, content=ContentFile(_file(ROWS).encode(), name="many.csv"))
    assert of_import.run_id is not None
    seconds = {"preview": _cancelled_in(user, of_import.run_id, "COPY import_read")}
    shown = api.get(f"/api/v1/imports/{of_import.pk}/").json()
    assert (shown["state"], shown["problem"]["code"]) == ("cancelled", "cancelled")
    assert not ImportRow.objects.exists()

    # Read anew, as a person may ask for, and written.
    assert api.patch(f"/api/v1/imports/{of_import.pk}/", {}, format="json").status_code == 200
    of_import = performed(Import.objects.get(pk=of_import.pk))
    assert of_import.verdicts == {"new": ROWS}
    of_import = start_commit(actor=user, import_id=of_import.pk, mode="all_or_nothing", duplicates="skip")
    assert of_import.run_id is not None
    seconds["commit"] = _cancelled_in(user, of_import.run_id, "INSERT INTO jobs_job")
    assert api.get(f"/api/v1/imports/{of_import.pk}/").json()["state"] == "ready"
    assert (Job.objects.count(), SourceRow.objects.count()) == (0, 0)
    assert set(Run.objects.values_list("state", flat=True)) == {"cancelled", "done"}
    for name, value in seconds.items():
        record_property(f"seconds until a cancelled {name} of {ROWS} rows had stopped", round(value, 1))
        assert value < CANCEL_SECONDS


def test_a_statement_that_takes_minutes_is_cancelled(
    user: User, monkeypatch: pytest.MonkeyPatch, sent: list[uuid.UUID]
) -> None:
    monkeypatch.setattr(leases, "_SIGN_EVERY_SECONDS", 0.05)

    def sleep(work: leases.Work) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(60)")

    monkeypatch.setattr(performing, "performer_of", lambda kind: sleep)
    run = queue_run(actor=user, kind="slow", parameters={})
    assert _cancelled_in(user, run.pk, "SELECT pg_sleep") < CANCEL_SECONDS
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("cancelled", 1)


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_connection_that_fails_is_no_verdict_on_the_run(
    user: User, monkeypatch: pytest.MonkeyPatch, is_ours: bool
) -> None:
    def fail(work: leases.Work) -> None:
        with connection.cursor() as cursor:
            if is_ours:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            else:
                raise psycopg.OperationalError("COPY broke off")

    monkeypatch.setattr(performing, "performer_of", lambda kind: fail)
    run = queue_run(actor=user, kind="broken", parameters={})
    with pytest.raises(leases.DATABASE_ERRORS):
        at_once(lambda: perform(run.pk))
    run.refresh_from_db()
    # Its lease lapses, and it is taken up again.
    assert (run.state, run.problem) == ("running", None)


@pytest.mark.parametrize("error", [psycopg.ProgrammingError("no such column"), IntegrityError("twice")])
def test_a_statement_that_never_goes_well_is_not_tried_again_and_again(
    user: User, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    assert _failed_with(user, monkeypatch, error)["code"] == "internal_error"


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "/secret"), psycopg.errors.DiskFull("COPY: base/1")])
def test_a_full_disk_is_what_the_run_says(user: User, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    said = _failed_with(user, monkeypatch, error)
    assert said["code"] == "insufficient_storage"
    assert "no room" in said["message"]


def test_of_a_file_that_does_not_fit_no_half_is_left(
    user: User, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    storage = "jobtracker.durable_storage.DurableFileSystemStorage"
    settings.STORAGES = settings.STORAGES | {"documents": {"BACKEND": storage, "OPTIONS": {"location": str(tmp_path)}}}

    def fill(file: File[bytes], chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"the first half"
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(File, "chunks", fill)
    run = queue_run(
        actor=user,
        kind="export",
        parameters={"resource": "jobs", "format": "csv", "query": {}, "fields": [], "bom": False},
    )
    perform(run.pk)
    run.refresh_from_db()
    assert (run.state, run.file_key) == ("failed", "")
    assert run.problem is not None
    assert run.problem["code"] == "insufficient_storage"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def _failed_with(user: User, monkeypatch: pytest.MonkeyPatch, error: Exception) -> dict[str, str]:
    """The problem of a run whose work raises this."""

    def fail(work: leases.Work) -> None:
        raise error

    monkeypatch.setattr(performing, "performer_of", lambda kind: fail)
    run = queue_run(actor=user, kind="broken", parameters={})
    perform(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert run.problem is not None
    said: dict[str, str] = run.problem
    return said


# --- An account that goes -----------------------------------------------------------------------------------------


def test_an_account_goes_while_its_import_is_written(
    user: User, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, Any], None]
) -> None:
    monkeypatch.setattr(leases, "_SIGN_EVERY_SECONDS", SIGN_EVERY_SECONDS)
    of_import = read_in(user, _file(3))
    waiting = queue_run(actor=user, kind="export", parameters={})
    of_import = start_commit(actor=user, import_id=of_import.pk, mode="all_or_nothing", duplicates="skip")
    assert of_import.run_id is not None
    with _connection() as other:
        # It comes to a stop when its postings are written, which keep the person's row.
        other.execute("LOCK TABLE dataio_sourcerow IN SHARE MODE")
        with _at_work(of_import.run_id):
            try:
                _until(lambda: _executes("INSERT INTO dataio_sourcerow"))
                asked = time.monotonic()
                with ThreadPoolExecutor(1) as pool:
                    deletion = pool.submit(_deleted, user)
                    _until(lambda: not _executes("INSERT INTO dataio_sourcerow"))
                    seconds = time.monotonic() - asked
                    other.rollback()
                    deletion.result(20)
            finally:
                other.rollback()
    record_property("seconds until an import had stopped whose account goes", round(seconds, 1))
    assert seconds < CANCEL_SECONDS
    assert (User.objects.count(), Job.objects.count(), Run.objects.count()) == (0, 0, 0)
    perform(waiting.pk)  # of which a worker hears only now


def _deleted(user: User) -> None:
    try:
        delete_account(user=user)
    finally:
        connections.close_all()


@contextmanager
def _connection() -> Iterator[psycopg.Connection[Any]]:
    """A connection to the test database beside Django's."""
    name = connections["default"].settings_dict["NAME"]
    with psycopg.connect(make_conninfo(os.environ["DATABASE_URL"], dbname=name)) as other:
        yield other


# --- Two tabs -----------------------------------------------------------------------------------------------------


@pytest.fixture
def tabs(client_of: Callable[[User | None], APIClient], user: User) -> Callable[..., list[Any]]:
    """Sends requests at once, each from a tab of its own; the answers in their order."""

    def send(of_import: Import, *requests: tuple[str, str, Any]) -> list[Any]:
        def sender(method: str, path: str, body: Any) -> Callable[[], Any]:
            client = client_of(user)
            address = f"/api/v1/imports/{of_import.pk}/{path}"
            return lambda: getattr(client, method)(address, body, format="json")

        return at_once(*[sender(*request) for request in requests])

    return send


Request = tuple[str, str, Any]
COMMIT: Request = ("post", "commit/", {"mode": "all_or_nothing", "duplicates": "skip"})
PATCH: Request = ("patch", "", {})
UNDO: Request = ("post", "undo/", {})
DELETE: Request = ("delete", "", None)
CANCEL: Request = ("post", "cancel/", {})


def _codes(answers: list[Any]) -> list[int]:
    for answer in answers:
        if answer.status_code == 409:
            assert answer.json()["error"]["code"] in ("wrong_state", "run_is_over"), answer.content
    return sorted(answer.status_code for answer in answers)


def test_of_two_commits_at_once_one_is_done(user: User, tabs: Callable[..., list[Any]]) -> None:
    of_import = read_in(user, _file(3))
    assert _codes(tabs(of_import, COMMIT, COMMIT, COMMIT)) == [202, 409, 409]
    of_import.refresh_from_db()
    performed(of_import)
    assert Job.objects.count() == 3
    assert Run.objects.filter(kind="import_commit").count() == 1


def test_what_comes_while_it_is_read_written_or_taken_back_is_refused(
    user: User, tabs: Callable[..., list[Any]]
) -> None:
    of_import = start_import(actor=user, content=ContentFile(_file(3).encode(), name="x.csv"))
    assert _codes(tabs(of_import, PATCH, COMMIT, UNDO, DELETE)) == [409, 409, 409, 409]
    performed(of_import)
    assert _codes(tabs(of_import, UNDO)) == [409]
    assert _codes(tabs(of_import, COMMIT)) == [202]
    assert _codes(tabs(of_import, PATCH, COMMIT, UNDO, DELETE)) == [409, 409, 409, 409]
    of_import.refresh_from_db()
    performed(of_import)
    assert _codes(tabs(of_import, COMMIT, PATCH, CANCEL)) == [409, 409, 409]
    assert _codes(tabs(of_import, UNDO, UNDO)) == [202, 409]
    assert _codes(tabs(of_import, PATCH, COMMIT, DELETE)) == [409, 409, 409]
    of_import.refresh_from_db()
    performed(of_import)
    assert _codes(tabs(of_import, UNDO, COMMIT)) == [409, 409]
    assert not Job.objects.filter(trashed_at=None).exists()


@pytest.mark.parametrize("others", [(PATCH, COMMIT), (COMMIT, DELETE), (PATCH, DELETE), (DELETE, DELETE)])
def test_of_what_excludes_each_other_one_is_done(
    user: User, tabs: Callable[..., list[Any]], others: tuple[Any, ...]
) -> None:
    of_import = read_in(user, _file(1))
    codes = _codes(tabs(of_import, *others))
    assert codes[0] in (200, 202, 204)
    assert codes[1] in (404, 409)


def test_undoing_and_deleting_at_once_leaves_one_of_them(user: User, tabs: Callable[..., list[Any]]) -> None:
    of_import = commit(read_in(user, _file(2)))
    codes = _codes(tabs(of_import, UNDO, DELETE))
    assert codes in ([202, 409], [204, 404])


def test_cancelling_while_it_is_written_comes_before_or_after(user: User, tabs: Callable[..., list[Any]]) -> None:
    of_import = read_in(user, _file(20))
    of_import = start_commit(actor=user, import_id=of_import.pk, mode="all_or_nothing", duplicates="skip")
    assert of_import.run_id is not None
    with _at_work(of_import.run_id):
        assert set(_codes(tabs(of_import, CANCEL, DELETE))) <= {202, 204, 404, 409}
    assert Job.objects.count() in (0, 20)


def test_a_commit_keeps_neither_signing_in_nor_other_work_waiting(user: User) -> None:
    of_import = read_in(user, _file(3))
    of_import = start_commit(actor=user, import_id=of_import.pk, mode="all_or_nothing", duplicates="skip")
    assert of_import.run_id is not None
    with _connection() as other:
        other.execute("LOCK TABLE dataio_sourcerow IN SHARE MODE")
        with _at_work(of_import.run_id):
            try:
                _until(lambda: _executes("INSERT INTO dataio_sourcerow"))
                with connection.cursor() as cursor:
                    cursor.execute("SET lock_timeout = '2s'")
                queue_run(actor=user, kind="export", parameters={})
                User.objects.filter(pk=user.pk).update(first_name="Ann")
            finally:
                other.rollback()
                with connection.cursor() as cursor:
                    cursor.execute("RESET lock_timeout")
    assert Job.objects.count() == 3
