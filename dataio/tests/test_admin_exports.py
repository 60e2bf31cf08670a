"""Staff save the rows of everybody as files, in the columns of the API."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from applications.factories import make_application
from dataio.cells import unguarded
from dataio.resources import APPLICATIONS, JOBS
from jobs.factories import JobFactory

pytestmark = pytest.mark.django_db

MARCH = datetime(2026, 3, 2, tzinfo=UTC)
JOBS_PAGE, APPLICATIONS_PAGE = "/admin/jobs/job/export/", "/admin/applications/application/export/"
HOSTILE = '=HYPERLINK("http://x.example")<script>alert(1)</script>'


@pytest.fixture
def staff(client: Client, user: User) -> Client:
    """A browser of somebody who may look at postings and applications, and nothing more."""
    user.is_staff = True
    user.save()
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_job", "view_application"]))
    client.force_login(user)
    return client


def _saved(client: Client, address: str, prefix: str, names: list[str], number: int = 1) -> Any:
    return client.post(
        address, {"resource": "0", "format": str(number), **{f"{prefix}_{name}": "on" for name in names}}
    )


def _rows(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode(), newline="")))


def test_every_column_of_the_api_with_the_owner(staff: Client, other_user: User) -> None:
    JobFactory.create(owner=other_user, title=HOSTILE)
    names = ["owner", *(column.name for column in JOBS.columns)]
    answer = _saved(staff, JOBS_PAGE, "adminjobs", names)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="jobs-')
    [row] = _rows(answer)
    assert list(row) == names
    assert row["owner"] == other_user.email
    assert row["title"] == f"'{HOSTILE}"
    assert unguarded(row["title"]) == HOSTILE


def test_filters_of_the_page_and_chosen_columns(staff: Client, user: User, other_user: User) -> None:
    make_application(user, ("applied", MARCH))
    make_application(other_user, ("interview", MARCH))
    names = [column.name for column in APPLICATIONS.columns]
    assert len(_rows(_saved(staff, APPLICATIONS_PAGE, "adminapplications", names))) == 2
    [row] = _rows(_saved(staff, f"{APPLICATIONS_PAGE}?status=applied", "adminapplications", ["owner", "status"]))
    assert row == {"owner": user.email, "status": "applied"}


def test_the_page_lists_the_columns(staff: Client) -> None:
    JobFactory.create(title=HOSTILE)
    text = staff.get(JOBS_PAGE).content.decode()
    assert all(f"adminjobs_{column.name}" in text for column in JOBS.columns)
    assert "<script>alert" not in text


@pytest.mark.parametrize("number", [0, 2])
def test_the_other_formats(staff: Client, number: int) -> None:
    JobFactory.create()
    assert _saved(staff, JOBS_PAGE, "adminjobs", ["title"], number).getvalue()[:2] == {0: b"PK", 2: b"[\n"}[number]


def test_who_may_not_look_may_not_export(client: Client, user: User) -> None:
    user.is_staff = True
    user.save()
    client.force_login(user)
    for address in (JOBS_PAGE, APPLICATIONS_PAGE):
        assert client.get(address).status_code == 403
        assert _saved(client, address, "adminjobs", ["title"]).status_code == 403
    assert b"/export/" not in client.get("/admin/").content
