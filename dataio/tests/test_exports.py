"""Exports: the rows of a list, all of them, in its order, in every format."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from accounts.models import User
from applications.factories import make_application, make_contact, make_document, make_interview
from dataio.cells import items_of, unguarded
from dataio.resources import APPLICATIONS, JOBS
from jobs.factories import JobFactory

pytestmark = pytest.mark.django_db

HOSTILE = '=HYPERLINK("http://x.example"),\n"é" 工程师 😀'


def _export(api: APIClient, what: str, **parameters: Any) -> Any:
    return api.get(f"/api/v1/exports/{what}/", parameters)


def _csv(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode(), newline="")))


def _job(user: User, **values: Any) -> Any:
    return JobFactory.create(owner=user, **values)


@pytest.fixture
def full_job(user: User) -> Any:
    """A posting with something in every column."""
    return _job(
        user,
        title=HOSTILE,
        company="'=quoted",
        locations=["Paris; France", 'The "Hub"'],
        remote_option="hybrid",
        job_type="full_time",
        experience_level="senior",
        salary_min=Decimal("1234.50"),
        salary_max=Decimal("99999999.99"),
        salary_currency="EUR",
        salary_period="year",
        skills=["C++", "R, S"],
        tags=["@home"],
        description="Line one\r\nline two",
        requirements="-3 degrees",
        url="https://example.org/?a=1&b=2",
        availability="open",
        source="Board",
        external_reference="+1",
        posted_on=date(2026, 3, 9),
        deadline_on=date(2026, 4, 1),
        notes="\ttab",
        is_archived=True,
    )


def test_every_value_of_a_posting_is_in_csv_and_in_json_as_the_api_has_it(api: APIClient, full_job: Any) -> None:
    shown = api.get(f"/api/v1/jobs/{full_job.pk}/").json()
    [as_json] = json.loads(_export(api, "jobs").getvalue())
    [as_line] = [json.loads(line) for line in _export(api, "jobs", format="ndjson").getvalue().splitlines()]
    [cells] = _csv(_export(api, "jobs", format="csv"))

    assert as_json == as_line
    assert list(as_json) == [column.name for column in JOBS.columns] == list(cells)
    for name, value in as_json.items():
        if name in ("created_at", "updated_at"):
            assert datetime.fromisoformat(value) == datetime.fromisoformat(shown[name]) == getattr(full_job, name)
        else:
            assert value == shown[name], name
    for name, cell in cells.items():
        value = as_json[name]
        if isinstance(value, list):
            assert items_of(unguarded(cell)) == value
        elif isinstance(value, bool):
            assert cell == ("t" if value else "f")
        else:
            assert unguarded(cell) == str(value)
            assert name in ("salary_min", "salary_max", "id") or not cell.startswith(tuple("=+-@\t"))


def test_applications_come_with_all_that_belongs_to_them(api: APIClient, user: User) -> None:
    job = _job(user, title="Engineer", company="Acme", locations=["Oslo"])
    moved_at = datetime(2026, 3, 4, 12, 30, 0, 5, tzinfo=UTC)
    application = make_application(
        user, ("applied", datetime(2026, 3, 2, 9, 0, tzinfo=UTC)), ("interview", moved_at), job=job
    )
    make_interview(user, application, title="Round; one", url="https://meet.example/1")
    contact = make_contact(user, name="Ada")
    api.post(f"/api/v1/contacts/{contact.pk}/link/", {"application": application.pk})
    version = make_document(user, title="CV 2026", name="cv.txt").versions.get()
    api.post(f"/api/v1/applications/{application.pk}/documents/", {"version": version.pk})

    [row] = json.loads(_export(api, "applications").getvalue())
    [cells] = _csv(_export(api, "applications", format="csv"))

    assert list(row) == [column.name for column in APPLICATIONS.columns] == list(cells)
    assert (row["job"], row["title"], row["company"], row["locations"]) == (job.pk, "Engineer", "Acme", ["Oslo"])
    assert (row["status"], row["stage"], row["priority"]) == ("interview", "", "normal")
    assert row["history"] == [
        {"status": "applied", "occurred_at": "2026-03-02T09:00:00.000000Z", "note": ""},
        {"status": "interview", "occurred_at": "2026-03-04T12:30:00.000005Z", "note": ""},
    ]
    [interview] = row["interviews"]
    assert (interview["title"], interview["kind"], interview["state"]) == ("Round; one", "technical", "scheduled")
    assert row["contacts"] == [{"name": "Ada", "role": "", "email": ""}]
    assert row["documents"] == [{"title": "CV 2026", "version": 1, "filename": "cv.txt"}]
    for name in ("history", "interviews", "contacts", "documents"):
        assert json.loads(cells[name]) == row[name]


@pytest.mark.parametrize("ordering", ["-posted_on", "posted_on", "company,-posted_on", "-salary_max_yearly,title"])
def test_the_order_is_that_of_the_list(api: APIClient, user: User, ordering: str) -> None:
    for number in range(7):
        day = date(2026, 1, 1 + number % 3) if number % 2 else None
        _job(user, company=f"C{number % 2}", posted_on=day)
    listed = api.get("/api/v1/jobs/", {"ordering": ordering}).json()["results"]
    exported = json.loads(_export(api, "jobs", ordering=ordering, fields="id").getvalue())
    assert [row["id"] for row in exported] == [row["id"] for row in listed]


def test_a_search_exports_what_it_finds_in_the_order_of_relevance(api: APIClient, user: User) -> None:
    _job(user, title="Cook", description="Knows a little Python")
    _job(user, title="Python engineer")
    _job(user, title="Gardener")
    _job(user, title="Engineer", skills=["Python"])
    listed = api.get("/api/v1/jobs/", {"search": "python"}).json()["results"]
    exported = _csv(_export(api, "jobs", search="python", fields="title,id", format="csv"))
    assert [row["title"] for row in exported] == ["Python engineer", "Engineer", "Cook"]
    assert [int(row["id"]) for row in exported] == [row["id"] for row in listed]


def test_filters_and_columns_are_chosen(api: APIClient, user: User) -> None:
    _job(user, title="Far", remote_option="remote")
    _job(user, title="Near", remote_option="on_site")
    answer = _export(api, "jobs", remote_option="remote", fields="company,title", format="csv")
    [row] = _csv(answer)
    assert list(row) == ["company", "title"]
    assert row["title"] == "Far"
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="jobs-')


def test_nobody_elses_rows_nor_those_in_the_trash(api: APIClient, user: User) -> None:
    JobFactory.create()
    gone = _job(user)
    api.delete(f"/api/v1/jobs/{gone.pk}/")
    assert json.loads(_export(api, "jobs").getvalue()) == []
    assert _export(api, "jobs", format="ndjson").getvalue() == b""
    assert len(_export(api, "jobs", format="csv").getvalue().splitlines()) == 1


@pytest.mark.parametrize(("file_format", "content"), [("json", b"[]\n"), ("ndjson", b""), ("csv", b"id,title\r\n")])
def test_a_filter_that_nothing_can_pass_makes_an_empty_file(
    api: APIClient, user: User, file_format: str, content: bytes
) -> None:
    make_application(user, ("applied", datetime(2026, 3, 2, 9, 0, tzinfo=UTC)))
    # There is no such stage, so that the database need not be asked at all.
    answer = _export(api, "applications", format=file_format, fields="id,title", stage="999999")
    assert (answer.status_code, answer.getvalue()) == (200, content)


def test_excel_gets_its_mark(api: APIClient, user: User) -> None:
    _job(user)
    assert _export(api, "jobs", format="csv", bom="true").getvalue().startswith(b"\xef\xbb\xbfid,")
    assert _export(api, "jobs", format="csv", bom="false").getvalue().startswith(b"id,")


def test_json_comes_in_pages_where_one_asks_for_them(api: APIClient, user: User) -> None:
    for _ in range(5):
        _job(user)
    whole = json.loads(_export(api, "jobs", fields="id,title").getvalue())
    page = _export(api, "jobs", fields="id,title", page_size=2, total="exact").json()
    rows = page["results"]
    assert page["total"] == {"count": 5, "exact": True}
    while page["next"]:
        page = api.get(page["next"]).json()
        rows += page["results"]
    assert rows == whole


@pytest.mark.parametrize(
    ("parameters", "field", "code"),
    [
        ({"fields": "title,nonsense"}, "fields", "unknown"),
        ({"fields": "title,title"}, "fields", "repeated"),
        ({"bom": "perhaps"}, "bom", "invalid"),
        ({"colour": "red"}, "colour", "unknown"),
        ({"ordering": "nonsense"}, "ordering", "unknown"),
        ({"posted_from": "yesterday"}, "posted_from", "invalid"),
        ({"page_size": "10", "format": "csv"}, "page_size", "not_in_this_format"),
        ({"page_size": "0"}, "page_size", "invalid"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(
    api: APIClient, parameters: dict[str, str], field: str, code: str
) -> None:
    answer = _export(api, "jobs", **parameters)
    assert answer.status_code == 400
    assert [problem["code"] for problem in answer.json()["error"]["fields"][field]] == [code]


@pytest.mark.django_db(transaction=True)
def test_who_hangs_up_stops_the_database_and_leaves_the_connection_usable(api: APIClient, user: User) -> None:
    # Far more than the sockets between the two hold.
    for _ in range(400):
        _job(user, description="x" * 40_000)
    answer = _export(api, "jobs", format="csv")
    next(iter(answer.streaming_content))
    before = connection.connection.info.backend_pid
    answer.close()
    assert api.get("/api/v1/jobs/").status_code == 200
    assert connection.connection.info.backend_pid == before
