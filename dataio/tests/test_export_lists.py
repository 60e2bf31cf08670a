"""An export has exactly the rows of its list, in the list's order, for every filter and every order."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from applications.factories import make_application, make_board
from applications.filters.applications import ApplicationFilter
from applications.models import Application
from applications.services.applications import update_application
from applications.tests.test_bulk import FILTERS as APPLICATION_VALUES
from applications.tests.test_bulk import STAGE_NEEDED
from applications.views.applications import ApplicationViewSet
from jobs.factories import JobFactory
from jobs.filters import JobFilter
from jobs.models import Job
from jobs.tests.test_bulk import FILTERS as JOB_VALUES
from jobs.views import JobViewSet
from jobtracker.list_resources import rows_of_list

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _orders(view: Any) -> list[str]:
    names = [name for name in view.ordering_fields if name not in ("trashed_at", "relevance")]
    return [f"{sign}{name}" for name in names for sign in ("", "-")]


def _same_everywhere(api: APIClient, user: User, name: str, query: dict[str, Any]) -> list[int]:
    """The ids that the list, its export and a run's query have in the same order."""
    listed = []
    page = api.get(f"/api/v1/{name}/", {**query, "page_size": 5}).json()
    while True:
        listed += [row["id"] for row in page["results"]]
        if not page["next"]:
            break
        page = api.get(page["next"]).json()
    answer: Any = api.get(f"/api/v1/exports/{name}/", {**query, "format": "json", "fields": "id"})
    assert [row["id"] for row in json.loads(answer.getvalue())] == listed
    cells = api.get(f"/api/v1/exports/{name}/", {**query, "format": "csv", "fields": "id"})
    assert [int(line) for line in cells.getvalue().split()[1:]] == listed
    parameters = {key: [value] if isinstance(value, str) else value for key, value in query.items()}
    assert [row.pk for row in rows_of_list(name, parameters, user)] == listed
    return listed


@pytest.fixture
def postings(user: User) -> list[int]:
    """Ten that the samples of filters find, and four that differ in all they go by."""
    user.currency = "EUR"
    user.save()
    for number in range(10):
        JobFactory.create(
            owner=user, title=f"Rust lead {number % 3}", company="Acme", locations=["Bern"],
            remote_option=("remote", "hybrid")[number % 2], job_type="contract",
            experience_level=("mid", "senior")[number % 2], availability="open", source="Board", skills=["Rust"],
            tags=["x"], salary_min=5 + number % 2, salary_currency="EUR", salary_period="year",
            posted_on=f"2026-05-0{1 + number % 4}", deadline_on=f"2026-06-0{1 + number % 2}",
        )  # fmt: skip
    for number in range(4):
        JobFactory.create(
            owner=user, title="Cook", company="Bistro", locations=[["Oslo"], []][number % 2], remote_option="on_site",
            job_type="part_time", experience_level="", availability="closed", source="", skills=[], tags=[],
            description="", requirements="", posted_on=None, deadline_on=None, is_archived=True,
        )  # fmt: skip
    for job in Job.objects.filter(company="Acme"):
        make_application(user, ("applied", MONDAY), job=job)
    return list(Job.objects.filter(company="Acme").values_list("pk", flat=True))


@pytest.mark.parametrize("name", [*JobFilter.base_filters, "all", ""])
def test_every_filter_of_postings(name: str, api: APIClient, user: User, postings: list[int]) -> None:
    names = list(JobFilter.base_filters) if name == "all" else [name] if name else []
    found = _same_everywhere(api, user, "jobs", {each: JOB_VALUES[each] for each in names})
    if name:
        assert set(postings) <= set(found)


@pytest.mark.parametrize("ordering", [*_orders(JobViewSet), "company,-posted_on", "location,-title"])
@pytest.mark.parametrize("filters", [{}, {"search": "rust"}])
def test_every_order_of_postings(
    ordering: str, filters: dict[str, str], api: APIClient, user: User, postings: list[int]
) -> None:
    assert _same_everywhere(api, user, "jobs", {**filters, "ordering": ordering})


@pytest.fixture
def applied(user: User) -> dict[str, str | list[str]]:
    """Eight applications that the samples of filters find, and three others; a value for each filter."""
    for number in range(8):
        job = JobFactory.create(
            owner=user, title=f"Engineer {number % 3}", deadline_on=[None, "2026-06-01"][number % 2]
        )
        since = MONDAY + timedelta(hours=number % 3)
        found = make_application(user, ("interested", MONDAY - timedelta(days=number)), ("applied", since), job=job)
        update_application(actor=user, application_id=found.pk, changes={"tags": ["a", "b"]})
    for status in ("interested", "interview", "rejected"):
        other = make_application(user, (status, MONDAY), job=JobFactory.create(owner=user, title="Cook"))
        update_application(actor=user, application_id=other.pk, changes={"priority": Application.Priority.HIGH})
    stage = make_board(user).first("applied").pk
    return APPLICATION_VALUES | {"job": str(Application.objects.earliest("pk").job_id), "stage": str(stage)}


@pytest.mark.parametrize("name", [*ApplicationFilter.base_filters, "all", ""])
def test_every_filter_of_applications(
    name: str, api: APIClient, user: User, applied: dict[str, str | list[str]]
) -> None:
    names = set(applied) if name == "all" else {name} if name else set()
    names |= {"entered"} if name in STAGE_NEEDED else set()
    assert _same_everywhere(api, user, "applications", {each: applied[each] for each in names})


@pytest.mark.parametrize("ordering", [*_orders(ApplicationViewSet), "status,-company", "-priority,title"])
@pytest.mark.parametrize("filters", [{}, {"search": "engineer"}])
def test_every_order_of_applications(
    ordering: str, filters: dict[str, str], api: APIClient, user: User, applied: dict[str, str | list[str]]
) -> None:
    assert _same_everywhere(api, user, "applications", {**filters, "ordering": ordering})
