"""A whole account's lists, taken out in each format and brought into another account, or back into this one."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from accounts.models import User
from applications.factories import make_application, make_board, make_contact, make_interview
from applications.models import Application, ApplicationContact, Contact, Interview
from applications.services.applications import move_application, update_application
from dataio.exporting.formats import write_rows
from dataio.resources import APPLICATIONS, JOBS, Resource
from dataio.tests.import_files import bring_in, csv_text, rows_of, verdicts_of
from jobs.factories import JobFactory
from jobs.models import Job

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
NASTY = '=1+1 "quoted"; \\back\\slash\r\nüñí 漢字 🎉 \x01\x7f \u2028 _x000D_ {"id": 1} \\N \\.'
# Numbers of rows, and when a row was last written, are each account's own.
_OWN = ("id", "job", "updated_at")


def _fill(user: User) -> None:
    for number in range(12):
        JobFactory.create(
            owner=user, title=f"Engineer {number}", company=f"Company {number % 3}", locations=["Paris; France", "Bo"],
            salary_min=number or None, salary_currency="EUR" if number else "", salary_period="year" if number else "",
            skills=["C++", '"R"'], tags=["@home"] * (number % 2), description=NASTY, requirements="-3 degrees",
            notes="'=x" + "é" * 40_000 * (number == 3), posted_on=date(2026, 3, 1 + number), deadline_on=None,
            url=f"https://example.org/jobs/{number}" if number % 2 else "", is_archived=number == 5,
            source="Board", external_reference=f"+{number}" if number % 4 == 0 else "",
        )  # fmt: skip
    JobFactory.create(owner=user, title=NASTY, company="'=" + NASTY, description="", salary_min=None, salary_max=None)
    stages = {stage.name: stage.pk for stage in make_board(user, ("Waiting; long", "applied")).stages}
    steps = ("interested", "applied", "screening", "interview", "rejected")
    for place, job in enumerate(Job.objects.filter(owner=user).order_by("pk")[4:]):
        history = [(status, AT + timedelta(days=day)) for day, status in enumerate(steps[: 1 + place % 5])]
        application = make_application(user, *history, job=job)
        changes = {"notes": NASTY * (1 + 700 * (place == 1)), "tags": ["a;b"], "priority": 1 + place % 3}
        update_application(actor=user, application_id=application.pk, changes=changes)
    staged = Application.objects.filter(owner=user, status="applied").earliest("pk")
    move_application(actor=user, application_id=staged.pk, stage=stages["Waiting; long"])
    open_ones = Application.objects.filter(owner=user, status="interview")
    ada = make_contact(user, name="Ada; =1", role="'Lead", email="ada@example.org")
    for number, application in enumerate(open_ones):
        make_interview(user, application, title=NASTY, preparation=NASTY, url="https://meet.example/1")
        contact = make_contact(user, name=f"Grace {number}", company=application.job.company)
        for each in (ada, contact):
            ApplicationContact.objects.create(owner=user, application=application, contact=each)
    Interview.objects.filter(owner=user).update(
        questions=[{"question": NASTY, "answer": ""}], skill_ratings=[{"skill": "=x", "rating": 5}], feedback=NASTY
    )


def _file(user: User, resource: Resource, file_format: str) -> bytes:
    model: Any = {"jobs": Job, "applications": Application}[resource.name]
    file = io.BytesIO()
    write_rows(
        model.objects.visible_to(user).order_by("-pk"),
        resource.columns,
        resource=resource,
        file_format=file_format,
        with_mark=False,
        file=file,
        told=lambda done, total: None,
    )
    return file.getvalue()


def _content(user: User) -> dict[str, list[dict[str, Any]]]:
    """What the lists of a person say, in their order, but for what is each account's own."""
    return {
        resource.name: [
            {name: value for name, value in row.items() if name not in _OWN}
            for row in json.loads(_file(user, resource, "json"))
        ]
        for resource in (JOBS, APPLICATIONS)
    }


in_every_format = pytest.mark.parametrize("file_format", ["csv", "json", "ndjson", "xlsx"])


@in_every_format
def test_it_is_the_same_there_and_a_second_time_brings_nothing(user: User, other_user: User, file_format: str) -> None:
    _fill(user)
    make_board(other_user, ("Waiting; long", "applied"))
    files = {resource.name: _file(user, resource, file_format) for resource in (JOBS, APPLICATIONS)}

    first = {name: bring_in(other_user, content, f"{name}.{file_format}") for name, content in files.items()}
    assert {name: each.verdicts for name, each in first.items()} == {"jobs": {"new": 13}, "applications": {"new": 9}}
    mine, theirs = _content(user), _content(other_user)
    for name, rows in mine.items():
        for row, other in zip(rows, theirs[name], strict=True):
            assert other == row
    people = Contact.objects.order_by("name").values_list("name", "role", "email")
    assert list(people.filter(owner=other_user)) == list(people.filter(owner=user))

    again = {name: bring_in(other_user, content, f"{name}.{file_format}") for name, content in files.items()}
    assert {name: each.verdicts for name, each in again.items()} == {"jobs": {"same": 13}, "applications": {"same": 9}}
    assert _content(other_user) == theirs


@in_every_format
def test_brought_back_into_the_same_account_nothing_is_new(user: User, file_format: str) -> None:
    _fill(user)
    before = _content(user)
    files = {resource.name: _file(user, resource, file_format) for resource in (JOBS, APPLICATIONS)}

    back = {name: bring_in(user, content, f"{name}.{file_format}") for name, content in files.items()}

    assert {name: each.verdicts for name, each in back.items()} == {"jobs": {"same": 13}, "applications": {"same": 9}}
    assert _content(user) == before
    assert Contact.objects.filter(owner=user).count() == 1 + Application.objects.filter(status="interview").count()


@in_every_format
@pytest.mark.parametrize("resource", [JOBS, APPLICATIONS], ids=lambda resource: resource.name)
def test_a_row_that_stands_there_twice_is_one(
    user: User, other_user: User, file_format: str, resource: Resource
) -> None:
    for number in range(3):
        make_application(user, ("applied", AT), job=JobFactory.create(owner=user, company=f"Company {number}"))
    content = _with_first_row_again(_file(user, resource, file_format), file_format)

    here, there, again = (
        bring_in(person, content, f"{resource.name}.{file_format}") for person in (user, other_user, other_user)
    )

    assert verdicts_of(here) == ["same"] * 4
    assert verdicts_of(there) == ["new", "new", "new", "same"]
    assert verdicts_of(again) == ["same"] * 4
    assert not any(row.problems or row.left_cells for each in (here, there, again) for row in rows_of(each))
    assert Job.objects.filter(owner=other_user).count() == 3


def _with_first_row_again(content: bytes, file_format: str) -> bytes:
    """The file, with its first row once more at its end, word for word."""
    match file_format:
        case "csv":
            rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
            return csv_text(*rows, rows[1]).encode()
        case "json":
            objects = json.loads(content)
            return json.dumps([*objects, objects[0]]).encode()
        case "ndjson":
            return content + content.partition(b"\n")[0] + b"\n"
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    sheet.append([cell.value for cell in sheet[2]])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
