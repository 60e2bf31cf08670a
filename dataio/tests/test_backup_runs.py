"""Backups and restores through the API, done by workers, of which some die."""

import os
import signal
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import User
from applications.models import Application, Stage
from dataio.models import Run, Upload
from dataio.runs import performing
from dataio.runs.leases import Cancelled, Work
from dataio.runs.performing import perform
from dataio.tests.archives import backup_of, changed
from dataio.tests.whole_accounts import differences_of, fill, state_of
from jobs.models import Job
from jobtracker.testing.answers import error_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def sent(monkeypatch: pytest.MonkeyPatch) -> list[uuid.UUID]:
    """Runs of which the workers were told."""
    told: list[uuid.UUID] = []
    monkeypatch.setattr(performing, "_send", told.append)
    return told


def upload(api: APIClient, backup: bytes) -> Any:
    return api.post("/api/v1/restores/", {"file": SimpleUploadedFile("backup.zip", backup)}, format="multipart")


def tried(api: APIClient, backup: bytes) -> dict[str, Any]:
    """A restore after its dry run."""
    answer = upload(api, backup)
    assert answer.status_code == 201, answer.content
    perform(uuid.UUID(answer.json()["id"]))
    run: dict[str, Any] = api.get(f"/api/v1/runs/{answer.json()['id']}/").json()
    return run


def commit(api: APIClient, run: dict[str, Any], **choices: Any) -> Any:
    return api.post(f"/api/v1/restores/{run['id']}/commit/", choices, format="json")


def test_a_backup_is_made_tried_and_restored(
    api: APIClient, user: User, other_user: User, client_of: Any, sent: list[uuid.UUID]
) -> None:
    fill(user, with_sample=False)
    asked = api.post("/api/v1/runs/", {"kind": "backup"}, format="json").json()
    perform(uuid.UUID(asked["id"]))
    run = api.get(f"/api/v1/runs/{asked['id']}/").json()
    assert (run["state"], run["percent"], run["problem"]) == ("done", 100, None)
    assert run["result"]["counts"]["applications"] == Application.objects.filter(owner=user).count()
    assert (run["file"]["media_type"], run["file"]["name"][-4:]) == ("application/zip", ".zip")
    backup = api.get(run["file"]["url"]).getvalue()

    theirs = client_of(other_user)
    dry = tried(theirs, backup)
    assert (dry["kind"], dry["state"], dry["result"]["is_dry_run"], dry["result"]["problems"]) == (
        *("restore", "done", True, []),
    )
    assert dry["result"]["of"]["email"] == user.email
    assert not Job.objects.filter(owner=other_user).exists()

    answer = commit(theirs, dry)
    assert (answer.status_code, sent[-1]) == (202, uuid.UUID(answer.json()["id"]))
    perform(sent[-1])
    perform(sent[-1])  # told twice
    run = theirs.get(f"/api/v1/runs/{sent[-1]}/").json()
    assert (run["state"], run["result"]["is_dry_run"]) == ("done", False)
    assert run["result"] | {"is_dry_run": True} == dry["result"]
    assert differences_of(state_of(user), state_of(other_user)) == []
    again = commit(theirs, dry)
    assert (again.status_code, error_of(again)["code"]) == (409, "restored_already")


def test_what_is_no_backup_is_refused_at_once(api: APIClient) -> None:
    for content in (b"Title,Company\n", b"PK\x05\x06" + bytes(18)):
        answer = upload(api, content)
        assert (answer.status_code, error_of(answer)["fields"].keys()) == (400, {"file"})
    assert not Upload.objects.exists()
    assert not Run.objects.exists()


def test_a_backup_that_cannot_be_tried_now_is_not_kept(api: APIClient, user: User) -> None:
    for _ in range(performing.MAX_UNFINISHED):
        performing.queue_run(actor=user, kind="backup", parameters={})
    answer = upload(api, backup_of(user))
    assert (answer.status_code, error_of(answer)["code"]) == (409, "too_many_runs")
    assert not Upload.objects.exists()


def test_a_dry_run_with_problems_is_not_committed(api: APIClient, user: User) -> None:
    user.skills.create(name="Python")
    run = tried(api, changed(backup_of(user), "skills", lambda rows: rows[0].update(level="best")))
    assert (run["state"], [one["column"] for one in run["result"]["problems"]]) == ("done", ["level"])
    assert error_of(commit(api, run))["code"] == "has_problems"


def test_a_damaged_backup_fails_with_the_reason(api: APIClient, user: User) -> None:
    backup = bytearray(backup_of(user))
    # In the middle of what is packed of the first file.
    backup[100] ^= 1
    run = tried(api, bytes(backup))
    assert (run["state"], run["problem"]["code"]) == ("failed", "corrupted")
    assert error_of(commit(api, run))["code"] == "not_tried"


def test_what_has_come_in_the_way_since_the_dry_run_fails(
    api: APIClient, user: User, other_user: User, client_of: Any
) -> None:
    fill(user, with_sample=False)
    theirs = client_of(other_user)
    dry = tried(theirs, backup_of(user))
    answer = commit(theirs, dry, replace_profile=False).json()
    Stage.objects.create(owner=other_user, name="Phone", status="offer", position=0, color="#000000")
    perform(uuid.UUID(answer["id"]))
    run = Run.objects.get(pk=answer["id"])
    assert run.problem is not None
    assert (run.state, run.problem["code"]) == ("failed", "has_problems")
    assert "stages, row" in run.problem["message"]
    assert not Job.objects.filter(owner=other_user).exists()
    # It can be tried once more.
    assert commit(theirs, dry).status_code == 202


def test_a_restore_that_is_cancelled_leaves_nothing(
    api: APIClient, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(user, with_sample=False)
    jobs = Job.objects.filter(owner=user).count()
    Job.objects.filter(source="board").update(external_reference="")
    run = commit(api, tried(api, backup_of(user))).json()

    def report(work: Work, done: int, total: int) -> None:
        if done > total * 3 // 4:
            raise Cancelled

    monkeypatch.setattr(Work, "report", report)
    perform(uuid.UUID(run["id"]))
    assert Run.objects.get(pk=run["id"]).state == "cancelled"
    assert Job.objects.filter(owner=user).count() == jobs


def test_a_worker_that_is_killed_leaves_nothing_half_done_and_another_one_restores_once(
    user: User, other_user: User, client_of: Any
) -> None:
    fill(user, with_sample=False)
    theirs = client_of(other_user)
    run_id = uuid.UUID(commit(theirs, tried(theirs, backup_of(user))).json()["id"])
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        _die_before_the_commit(run_id, writes)
    os.close(writes)
    assert os.read(reads, 1) == b"!", "the child did not come to the end of its transaction"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reads)
    run = Run.objects.get(pk=run_id)
    assert (run.state, run.attempts) == ("running", 1)
    assert not Job.objects.filter(owner=other_user).exists()
    Run.objects.filter(pk=run_id).update(leased_until=timezone.now() - timedelta(seconds=1))
    perform(run_id)
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("done", 2)
    assert differences_of(state_of(user), state_of(other_user)) == []


def _die_before_the_commit(run_id: uuid.UUID, writes: int) -> None:
    """In a child process: restore, and wait for death once all rows are there. Does not return."""
    try:
        # The parent's connection stays the parent's.
        kept = connections["default"]
        del connections["default"]
        end = Work.end

        def wait(work: Work, state: Run.State, **values: Any) -> None:
            end(work, state, **values)
            os.write(writes, b"!")
            signal.pause()

        Work.end = wait  # type: ignore[assignment, method-assign]  # this process is about to die
        perform(run_id)
        del kept
    finally:
        os._exit(1)


def test_somebody_elses_restore_is_not_there(api: APIClient, user: User, other_user: User, client_of: Any) -> None:
    run = tried(api, backup_of(user))
    assert commit(client_of(other_user), run).status_code == 404
