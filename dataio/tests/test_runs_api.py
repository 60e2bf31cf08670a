"""The API of runs: what is asked for, what comes of it, and its file."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import storages
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import User
from dataio.models import Run
from dataio.runs import performing
from dataio.runs.leases import take_up
from dataio.runs.performing import perform
from dataio.tests.test_runs_matrix import make_done_run, make_run
from jobs.factories import JobFactory
from jobtracker.testing.answers import error_of, refused_fields

pytestmark = pytest.mark.django_db(transaction=True)

RUNS = "/api/v1/runs/"


@pytest.fixture(autouse=True)
def _nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(performing, "_send", lambda run_id: None)


def _begin(api: APIClient, **parameters: Any) -> Any:
    return api.post(RUNS, {"kind": "export", "parameters": parameters})


@pytest.mark.parametrize("file_format", ["csv", "json", "ndjson", "xlsx"])
def test_an_export_becomes_a_file(api: APIClient, user: User, file_format: str) -> None:
    JobFactory.create_batch(3, owner=user)
    JobFactory.create()
    run = _begin(api, resource="jobs", format=file_format).json()
    assert (run["state"], run["percent"], run["file"]) == ("queued", 0, None)
    perform(run["id"])
    done = api.get(f"{RUNS}{run['id']}/").json()
    assert (done["state"], done["percent"], done["result"], done["problem"]) == ("done", 100, {"rows": 3}, None)
    assert done["file"]["name"] == f"jobs-{timezone.localdate()}.{file_format}"
    answer: Any = api.get(done["file"]["url"])
    content = b"".join(answer.streaming_content)
    assert len(content) == done["file"]["size"] == int(answer.headers["Content-Length"])
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{done["file"]["name"]}"'
    assert answer.headers["Content-Type"].startswith(done["file"]["media_type"])
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    if file_format != "xlsx":
        direct = api.get("/api/v1/exports/jobs/", {"format": file_format}).getvalue()
        assert content == direct


def test_filters_order_and_columns_are_those_of_the_list(api: APIClient, user: User) -> None:
    for title, skills in (("Cook", []), ("Python engineer", []), ("Engineer", ["Python"])):
        JobFactory.create(owner=user, title=title, skills=skills, description="")
    run = _begin(
        api, resource="jobs", format="csv", query={"search": ["python"]}, fields=["title", "id"], bom=True
    ).json()
    perform(run["id"])
    answer: Any = api.get(f"{RUNS}{run['id']}/file/")
    content = b"".join(answer.streaming_content)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows[0] == ["title", "id"]
    assert [row[0] for row in rows[1:]] == ["Python engineer", "Engineer"]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"kind": "nonsense", "parameters": {}}, {"kind": ["invalid_choice"]}),
        ({"kind": "export"}, {"parameters.resource": ["required"], "parameters.format": ["required"]}),
        ({"kind": "export", "parameters": []}, {"parameters": ["not_an_object"]}),
        (
            {"kind": "export", "parameters": {"resource": "jobs", "format": "csv", "colour": "red"}},
            {"parameters.colour": ["unknown"]},
        ),
        (
            {"kind": "export", "parameters": {"resource": "jobs", "format": "csv", "query": {"colour": ["red"]}}},
            {"parameters.query.colour": ["unknown"]},
        ),
        (
            {"kind": "export", "parameters": {"resource": "jobs", "format": "csv", "fields": ["colour"]}},
            {"parameters.fields": ["unknown"]},
        ),
        (
            {"kind": "export", "parameters": {"resource": "jobs", "format": "doc"}},
            {"parameters.format": ["invalid_choice"]},
        ),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(api: APIClient, body: Any, fields: dict[str, list[str]]) -> None:
    assert refused_fields(api.post(RUNS, body)) == fields
    assert not Run.objects.exists()


def test_there_is_no_file_before_it_is_done_nor_after_it_expired(api: APIClient, user: User) -> None:
    assert api.get(f"{RUNS}{make_run(user).pk}/file/").status_code == 404
    done = make_done_run(user)
    # Before the sweeper comes.
    Run.objects.filter(pk=done.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert api.get(f"{RUNS}{done.pk}/file/").status_code == 404
    assert api.get(f"{RUNS}{done.pk}/").json()["file"] is None


def test_a_file_that_the_storage_has_lost_is_not_found(api: APIClient, user: User) -> None:
    done = make_done_run(user)
    storages["documents"].delete(Run.objects.get(pk=done.pk).file_key)
    assert api.get(f"{RUNS}{done.pk}/file/").status_code == 404


def test_deleting_a_run_removes_its_file(api: APIClient, user: User) -> None:
    done = make_done_run(user)
    key = Run.objects.get(pk=done.pk).file_key
    assert api.delete(f"{RUNS}{done.pk}/").status_code == 204
    assert not storages["documents"].exists(key)
    assert not Run.objects.exists()


def test_what_is_worked_on_is_cancelled_first(api: APIClient, user: User) -> None:
    run = make_run(user)
    assert take_up(run.pk)
    answer = api.delete(f"{RUNS}{run.pk}/")
    assert (answer.status_code, error_of(answer)["code"]) == (409, "run_is_at_work")
    assert api.post(f"{RUNS}{run.pk}/cancel/").json()["is_cancelled"] is True


def test_runs_are_narrowed_by_kind_and_state(api: APIClient, user: User) -> None:
    waiting, done = make_run(user), make_done_run(user)

    def listed(**query: Any) -> list[str]:
        return [row["id"] for row in api.get(RUNS, query).json()["results"]]

    assert listed() == listed(kind="export") == [str(done.pk), str(waiting.pk)]
    assert listed(state="done") == [str(done.pk)]
    assert listed(state=["queued", "running"]) == [str(waiting.pk)]
    assert refused_fields(api.get(RUNS, {"kind": "nonsense"})) == {"kind": ["invalid_choice"]}


def test_a_query_that_the_list_no_longer_takes_fails_with_the_reason(user: User) -> None:
    parameters = {"resource": "jobs", "format": "csv", "query": {"posted_from": ["x"]}, "fields": [], "bom": False}
    run = Run.objects.create(owner=user, kind="export", parameters=parameters)
    perform(run.pk)
    run.refresh_from_db()
    assert run.problem is not None
    assert (run.state, run.problem["code"]) == ("failed", "validation_error")
    assert "posted_from" in run.problem["message"]
