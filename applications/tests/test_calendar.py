"""The calendar between two days: interviews, deadlines and open tasks, on the person's own clock."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import User
from applications import calendar_items
from applications.factories import make_application, make_contact, make_interview
from applications.models import Task
from applications.services.applications import delete_application
from applications.services.interviews import cancel_interview
from jobs.factories import JobFactory
from jobtracker.testing.answers import refused_fields

CALENDAR = "/api/v1/calendar/"
MARCH = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def between(api: APIClient, first: str, last: str) -> list[Any]:
    """The entries of these days."""
    answer = api.get(CALENDAR, {"from": first, "to": last})
    assert answer.status_code == 200, answer.content
    items: list[Any] = answer.json()["items"]
    return items


def test_everything_is_there_in_order_on_the_persons_own_clock(api: APIClient, user: User) -> None:
    api.patch("/api/v1/profile/", {"time_zone": "America/New_York"})
    job = JobFactory.create(owner=user, title="Engineer", company="Acme", deadline_on=date(2026, 12, 2))
    application = make_application(user, ("applied", MARCH), job=job)
    # Ten in the morning in Tokyo is eight in the evening before in New York.
    interview = make_interview(
        user, application, starts_at=datetime(2026, 12, 3, 10, 0), time_zone="Asia/Tokyo", title="Pairing"
    )
    task = Task.objects.create(
        owner=user, title="Ask", due_on=date(2026, 12, 2), due_time=time(9, 30), application=application
    )
    whole_day = Task.objects.create(owner=user, title="Rest", due_on=date(2026, 12, 1), snoozed_until=date(2026, 12, 2))
    shown_job = {"id": job.pk, "title": "Engineer", "company": "Acme"}
    nothing: dict[str, Any] = dict.fromkeys(
        ["starts_at", "ends_at", "time_zone", "time", "application", "job", "state"]
    )
    assert between(api, "2026-12-02", "2026-12-02") == [
        {**nothing, "type": "deadline", "id": job.pk, "title": "Engineer", "on": "2026-12-02", "job": shown_job},
        {**nothing, "type": "task", "id": whole_day.pk, "title": "Rest", "on": "2026-12-02", "state": "open"},
        {
            **nothing,
            "type": "task",
            "id": task.pk,
            "title": "Ask",
            "on": "2026-12-02",
            "time": "09:30:00",
            "application": application.pk,
            "job": shown_job,
            "state": "open",
        },
        {
            "type": "interview",
            "id": interview.pk,
            "title": "Pairing",
            "starts_at": "2026-12-03T01:00:00Z",
            "ends_at": "2026-12-03T02:00:00Z",
            "time_zone": "Asia/Tokyo",
            "on": "2026-12-02",
            "time": "20:00:00",
            "application": application.pk,
            "job": shown_job,
            "state": "scheduled",
        },
    ]
    assert between(api, "2026-12-01", "2026-12-01") == between(api, "2026-12-03", "2026-12-09") == []


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "UTC", "Europe/Berlin", "Pacific/Kiritimati"])
def test_a_day_ends_at_midnight_of_the_person(zone: str, api: APIClient, user: User) -> None:
    api.patch("/api/v1/profile/", {"time_zone": zone})
    application = make_application(user, ("applied", MARCH))
    # On the day on which clocks are set back in Berlin, which has 25 hours.
    for at in ("2026-10-24T23:59", "2026-10-25T00:00", "2026-10-25T23:59", "2026-10-26T00:00"):
        make_interview(
            user, application, title=at, starts_at=datetime.fromisoformat(at), duration_minutes=1, time_zone=zone
        )
    assert [item["title"] for item in between(api, "2026-10-25", "2026-10-25")] == [
        "2026-10-25T00:00",
        "2026-10-25T23:59",
    ]


def test_what_began_before_and_goes_on_is_there(api: APIClient, user: User) -> None:
    make_interview(user, kind="take_home", starts_at=datetime(2026, 11, 20, tzinfo=UTC), duration_minutes=7 * 1440)
    [item] = between(api, "2026-11-23", "2026-11-24")
    assert (item["title"], item["on"]) == ("Take-home", "2026-11-20")
    assert between(api, "2026-11-27", "2026-11-30") == []


def test_what_is_done_archived_or_out_of_sight_is_not_there(api: APIClient, user: User, other_user: User) -> None:
    day = date(2026, 12, 1)
    gone = make_application(user, ("applied", MARCH), job=JobFactory.create(owner=user))
    make_interview(user, gone)
    for owner, values in (
        (user, {"done_at": timezone.now()}),
        (user, {"application": gone}),
        (other_user, {}),
    ):
        Task.objects.create(owner=owner, title="x", due_on=day, **values)
    Task.objects.create(owner=user, title="x")
    JobFactory.create(owner=user, deadline_on=day, is_archived=True)
    JobFactory.create(owner=other_user, deadline_on=day)
    make_interview(other_user)
    delete_application(actor=user, application_id=gone.pk)
    assert between(api, "2026-12-01", "2026-12-01") == []


def test_a_cancelled_interview_is_there_as_such(api: APIClient, user: User) -> None:
    interview = make_interview(user)
    cancel_interview(actor=user, interview_id=interview.pk)
    assert [item["state"] for item in between(api, "2026-12-01", "2026-12-01")] == ["cancelled"]


@pytest.mark.parametrize(
    ("days", "refused"),
    [
        ({"from": "2026-12-02", "to": "2026-12-01"}, {"from": ["from_after_to"]}),
        ({"from": "2026-01-01", "to": "2027-02-06"}, {"to": ["too_far"]}),
        ({"from": "tomorrow"}, {"from": ["invalid"]}),
        ({"to": "2026-02-30"}, {"to": ["invalid"]}),
        ({"from": "0001-01-01", "to": "0001-01-02"}, {"from": ["out_of_range"]}),
        ({"from": "9999-12-31"}, {"from": ["out_of_range"]}),
        ({"since": "2026-12-02"}, {"since": ["unknown"]}),
    ],
)
def test_days_that_cannot_be_are_refused(days: dict[str, str], refused: dict[str, list[str]], api: APIClient) -> None:
    assert refused_fields(api.get(CALENDAR, days)) == refused


def test_four_hundred_days_are_shown(api: APIClient) -> None:
    assert between(api, "2026-01-01", "2027-02-05") == []


def test_more_than_anybody_looks_at_is_refused(api: APIClient, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_items, "MAX_ITEMS", 2)
    for days in range(3):
        Task.objects.create(owner=user, title="x", due_on=date(2026, 12, 1) + timedelta(days=days))
    assert len(between(api, "2026-12-01", "2026-12-02")) == 2
    assert refused_fields(api.get(CALENDAR, {"from": "2026-12-01", "to": "2026-12-03"})) == {"to": ["too_many"]}


def test_without_days_it_is_the_next_month_also_past_midnight(api: APIClient, user: User) -> None:
    api.patch("/api/v1/profile/", {"time_zone": "Pacific/Kiritimati"})
    for days in (0, 31, 32):
        Task.objects.create(owner=user, title=str(days), due_on=date(2026, 11, 24) + timedelta(days=days))
    # It is tomorrow there; an hour later than the first answer another day has begun.
    with time_machine.travel(datetime(2026, 11, 24, 9, 30, tzinfo=UTC), tick=False):
        assert [item["title"] for item in api.get(CALENDAR).json()["items"]] == ["0", "31"]
    with time_machine.travel(datetime(2026, 11, 24, 10, 30, tzinfo=UTC), tick=False):
        assert [item["title"] for item in api.get(CALENDAR).json()["items"]] == ["31", "32"]


def test_it_costs_the_same_queries_however_full_it_is_and_is_kept_until_something_changes(
    api: APIClient, user: User
) -> None:
    days = {"from": "2026-12-01", "to": "2026-12-31"}

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            api.get(CALENDAR, days)
        return len(captured)

    def fill(count: int) -> None:
        for _ in range(count):
            make_interview(user, interviewers=[make_contact(user)])
            JobFactory.create(owner=user, deadline_on=date(2026, 12, 31))
            Task.objects.create(owner=user, title="x", due_on=date(2026, 12, 31))

    fill(1)
    few = queries()
    fill(10)
    assert queries() == few == 6
    answer = api.get(CALENDAR, days)
    assert len(answer.json()["items"]) == 33
    assert api.get(CALENDAR, days, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    Task.objects.update(done_at=timezone.now())
    assert len(api.get(CALENDAR, days).json()["items"]) == 22
