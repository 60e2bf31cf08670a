"""Searches and filters of applications."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from accounts.models import User
from applications.factories import make_application
from applications.models import Application
from jobs.factories import JobFactory
from jobtracker.testing.answers import refused_fields

LIST = "/api/v1/applications/"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
# In Auckland a day of March begins at 11 o'clock UTC of the day before.
ZONE = "Pacific/Auckland"
AHEAD = timedelta(hours=13)

pytestmark = pytest.mark.django_db


def applied_to(owner: User, notes: str = "", **posting: Any) -> Application:
    """An application to a posting of these fields."""
    job = JobFactory.create(owner=owner, **({"title": "Cook", "company": "Inn"} | posting))
    application = make_application(owner, ("applied", MONDAY), job=job)
    application.notes = notes
    application.save()
    return application


@pytest.mark.usefixtures("reads_of_search")
@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("gardener", ["a"]),
        ("gardner", ["a"]),
        ("gard", ["a"]),
        ("köln", ["a"]),
        ("pruning", ["a"]),
        ("phoned", ["a", "b"]),
        ("gardener phoned", ["a"]),  # one word in the posting, one in the notes
        ('"phoned twice"', ["b"]),
        ("phoned -twice", ["a"]),
        ("phoned -gardener", ["b"]),
        ("gardener OR cook", ["a", "b"]),
        ("-phoned", []),
        ("phonde", []),  # typos are for titles and companies
        ("gardener twice", []),
    ],
)
def test_a_search_looks_into_the_posting_and_the_notes(
    search: str, found: list[str], api: APIClient, user: User, other_user: User
) -> None:
    ids = {
        applied_to(user, "Phoned", title="Gardener", locations=["Köln"], skills=["Pruning"]).pk: "a",
        applied_to(user, "Phoned twice").pk: "b",
    }
    applied_to(other_user, "Phoned twice", title="Gardener")
    rows = api.get(LIST, {"search": search}).json()["results"]
    assert sorted(ids[row["id"]] for row in rows) == found


@pytest.mark.usefixtures("reads_of_search")
def test_what_the_posting_s_title_says_comes_first(api: APIClient, user: User) -> None:
    by_notes = applied_to(user, "python")
    by_skill = applied_to(user, skills=["Python"])
    by_title = applied_to(user, title="Python cook")
    rows = api.get(LIST, {"search": "python"}).json()["results"]
    assert [row["id"] for row in rows] == [by_title.pk, by_skill.pk, by_notes.pk]


def test_the_list_is_sorted_by_fields_of_the_posting_too(api: APIClient, user: User) -> None:
    first = applied_to(user, company="b", title="x", deadline_on="2026-01-01")
    second = applied_to(user, company="A", title="y", deadline_on="2026-01-02")
    third = applied_to(user, company="a", title="Z")
    for ordering, expected in {
        "company,title": [second, third, first],
        "company,-title": [third, second, first],
        "deadline_on": [first, second, third],
        "-deadline_on": [second, first, third],
    }.items():
        rows = api.get(LIST, {"ordering": ordering}).json()["results"]
        assert [row["id"] for row in rows] == [application.pk for application in expected], ordering


def test_statuses_are_sorted_as_they_follow_each_other(api: APIClient, user: User) -> None:
    for status in ("ghosted", "interested", "offer", "applied"):
        make_application(user, (status, MONDAY))
    rows = api.get(LIST, {"ordering": "status"}).json()["results"]
    assert [row["status"] for row in rows] == ["interested", "applied", "offer", "ghosted"]


STATUSES = ("applied", "screening", "interview", "offer")
INSTANTS = st.integers(0, 9).map(lambda n: MONDAY + timedelta(hours=11 * n))
HISTORIES = st.lists(st.tuples(st.sampled_from(STATUSES), INSTANTS), min_size=1, max_size=3).map(
    lambda steps: [
        step
        for place, step in enumerate(sorted(steps, key=lambda step: step[1]))
        if place == 0 or step[0] != sorted(steps, key=lambda step: step[1])[place - 1][0]
    ]
)
DAYS = st.integers(2, 6).map(lambda n: f"2026-03-0{n}")
QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "status": st.lists(st.sampled_from(STATUSES), min_size=1, max_size=2),
        "entered": st.lists(st.sampled_from(STATUSES), min_size=1, max_size=2),
        "entered_from": DAYS,
        "entered_to": DAYS,
        "status_since_from": DAYS,
        "status_since_to": DAYS,
        "applied_from": DAYS,
        "applied_to": DAYS,
    },
)


@settings(max_examples=60)
@given(histories=st.lists(HISTORIES, max_size=5), query=QUERIES)
def test_ranges_of_dates_and_of_stages_say_what_python_says(
    api: APIClient, user: User, histories: list[list[tuple[str, datetime]]], query: dict[str, Any]
) -> None:
    cache.clear()  # so that no request is one too many
    with transaction.atomic():
        user.time_zone = ZONE
        user.save()
        made = [(make_application(user, *steps), steps) for steps in histories]
        response = api.get(f"{LIST}?{urlencode(query, doseq=True)}")
        transaction.set_rollback(True)

    def within(name: str, day: str | None) -> bool:
        least, most = query.get(f"{name}_from", "0"), query.get(f"{name}_to", "9")
        return (day is None and (least, most) == ("0", "9")) or (day is not None and least <= day <= most)

    def day_of(instant: datetime) -> str:
        return (instant + AHEAD).date().isoformat()

    def is_expected(application: Application, steps: list[tuple[str, datetime]]) -> bool:
        applied_on = application.applied_on.isoformat() if application.applied_on else None
        entered = "entered" not in query or any(
            status in query["entered"] and within("entered", day_of(instant)) for status, instant in steps
        )
        stands = "status" not in query or application.status in query["status"]
        since = day_of(application.status_since)
        return entered and stands and within("status_since", since) and within("applied", applied_on)

    ranges = ("entered", "status_since", "applied")
    is_backwards = any(query.get(f"{name}_from", "0") > query.get(f"{name}_to", "9") for name in ranges)
    lacks_stage = "entered" not in query and ("entered_from" in query or "entered_to" in query)
    if is_backwards or lacks_stage:
        assert set(refused_fields(response)) <= {"entered", *(f"{name}_from" for name in ranges)}
        return
    expected = [application.pk for application, steps in made if is_expected(application, steps)]
    assert sorted(row["id"] for row in response.json()["results"]) == sorted(expected)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("entered_from=2026-01-01", "entered"),
        ("entered=applied&entered_from=x", "entered_from"),
        ("entered=asleep", "entered"),
        ("created_from=2026-02-02&created_to=2026-02-01", "created_from"),
        ("priority=urgent", "priority"),
        ("job=99999999999999999999", "job"),
        ("ordering=notes", "ordering"),
    ],
)
def test_a_bad_filter_is_refused_by_its_name(query: str, field: str, api: APIClient) -> None:
    assert list(refused_fields(api.get(f"{LIST}?{query}"))) == [field]
