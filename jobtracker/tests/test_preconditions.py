"""Nobody writes over what they have not seen, if they ask for that."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import User
from applications.factories import make_application
from applications.models import Application
from jobs.factories import JobFactory
from jobs.models import Job
from jobtracker.testing.answers import error_of
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row

ClientOf = Callable[[User], APIClient]


@pytest.fixture
def job_address(user: User) -> str:
    """The address of a posting."""
    return f"/api/v1/jobs/{JobFactory.create(owner=user).pk}/"


@pytest.fixture
def application_address(user: User) -> str:
    """The address of an application."""
    return f"/api/v1/applications/{make_application(user, ('applied', timezone.now())).pk}/"


def tag(client: APIClient, address: str) -> str:
    """The tag of what is at an address now."""
    found = client.get(address).headers["ETag"]
    assert re.fullmatch(r'"[0-9a-f]+"', found)
    return str(found)


@pytest.mark.parametrize("kind", ["job_address", "application_address"])
def test_a_tag_changes_with_each_change_and_with_nothing_else(
    kind: str, api: APIClient, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue(kind)
    before = tag(api, address)
    assert tag(api, address) == before
    changed = api.patch(address, {"notes": "Changed"})
    assert changed.headers["ETag"] == tag(api, address) != before


def test_what_was_made_has_its_tag_at_once(api: APIClient) -> None:
    made = api.post("/api/v1/jobs/", {"title": "Engineer", "company": "Acme"})
    assert made.headers["ETag"] == tag(api, f"/api/v1/jobs/{made.json()['id']}/")


Write = Callable[[APIClient, str, str], Any]
WRITES: dict[str, tuple[str, Write]] = {
    "job patch": ("job_address", lambda c, a, t: c.patch(a, {"notes": "x"}, headers={"If-Match": t})),
    "job put": ("job_address", lambda c, a, t: c.put(a, {"title": "T", "company": "C"}, headers={"If-Match": t})),
    "job delete": ("job_address", lambda c, a, t: c.delete(a, headers={"If-Match": t})),
    "application patch": ("application_address", lambda c, a, t: c.patch(a, {"notes": "x"}, headers={"If-Match": t})),
    "application delete": ("application_address", lambda c, a, t: c.delete(a, headers={"If-Match": t})),
    "move": (
        "application_address",
        lambda c, a, t: c.post(f"{a}move/", {"status": "offer"}, headers={"If-Match": t}),
    ),
}


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("stale", ['"0"', '"not-a-tag"', "nonsense", 'W/"0"', '"0", "1"'])
def test_a_write_to_what_has_changed_is_refused_with_the_tag_of_what_is(
    name: str, stale: str, api: APIClient, request: pytest.FixtureRequest
) -> None:
    kind, write = WRITES[name]
    address = request.getfixturevalue(kind)
    current = tag(api, address)
    before = every_row()
    refused = write(api, address, stale)
    assert (refused.status_code, error_of(refused)["code"]) == (412, "stale")
    assert refused.headers["ETag"] == current
    assert every_row() == before


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("form", ["{}", '"0", {}', "*"])
def test_a_write_to_what_was_seen_is_made(name: str, form: str, api: APIClient, request: pytest.FixtureRequest) -> None:
    kind, write = WRITES[name]
    address = request.getfixturevalue(kind)
    assert write(api, address, form.format(tag(api, address))).status_code in (200, 204)


def test_a_weak_tag_never_matches(api: APIClient, job_address: str) -> None:
    weak = f"W/{tag(api, job_address)}"
    assert api.patch(job_address, {"notes": "x"}, headers={"If-Match": weak}).status_code == 412


def test_a_move_makes_what_was_seen_of_the_application_stale(api: APIClient, application_address: str) -> None:
    seen = tag(api, application_address)
    assert api.post(f"{application_address}move/", {"status": "interview"}).headers["ETag"] != seen
    assert api.patch(application_address, {"notes": "x"}, headers={"If-Match": seen}).status_code == 412


@pytest.mark.django_db(transaction=True)
def test_of_many_who_have_seen_the_same_one_writes(user: User, client_of: ClientOf, job_address: str) -> None:
    clients = [client_of(user) for _ in range(6)]
    seen = tag(clients[0], job_address)
    answers = at_once(
        *(
            lambda client=client, number=number: client.patch(
                job_address, {"notes": f"{number}"}, headers={"If-Match": seen}
            )
            for number, client in enumerate(clients)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412, 412, 412]


@pytest.mark.django_db(transaction=True)
def test_changes_of_different_fields_at_the_same_time_all_survive(
    user: User, client_of: ClientOf, job_address: str
) -> None:
    changes = [{"notes": "N"}, {"title": "T"}, {"tags": ["a"]}, {"description": "D"}, {"is_archived": True}]
    answers = at_once(*(lambda change=change: client_of(user).patch(job_address, change) for change in changes))
    assert {answer.status_code for answer in answers} == {200}
    job = Job.objects.get()
    assert (job.notes, job.title, job.tags, job.description, job.is_archived) == ("N", "T", ["a"], "D", True)


def test_an_application_that_is_gone_is_missing_and_not_stale(api: APIClient, application_address: str) -> None:
    seen = tag(api, application_address)
    Application.objects.all().delete()
    assert api.patch(application_address, {"notes": "x"}, headers={"If-Match": seen}).status_code == 404
