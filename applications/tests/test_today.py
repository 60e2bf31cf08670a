"""The page of today, against a computation that looks at one row after the other, around midnights everywhere."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from accounts.models import User
from applications.cadence import DEFAULT_RULES
from applications.factories import make_application
from applications.models import Application, Contact, Interview, Task
from applications.services.applications import delete_application, restore_application
from applications.services.tasks import create_task
from applications.tests.test_suggestions import interview
from applications.tests.worlds import DAYS, MOMENT, SECONDS, ZONES, World, instant, midnight
from applications.today import today_of
from jobs.factories import JobFactory
from jobs.models import Job

TODAY, TASKS = "/api/v1/today/", "/api/v1/tasks/"
# A Monday.
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MONDAY = NOON.date()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PARTS = ("overdue", "due", "unfinished", "interviews", "deadlines", "stale", "suggestions")


@pytest.fixture
def noon() -> Any:
    """It is noon of a Monday, in UTC."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def page(api: APIClient) -> Any:
    """The page of today."""
    response = api.get(TODAY)
    assert response.status_code == 200, response.content
    return response.json()


def entries(shown: Any) -> dict[str, list[Any]]:
    """The ids of each part's entries: of tasks, interviews, postings and applications."""
    return {
        **{name: [one["id"] for one in shown[name]] for name in ("overdue", "due", "unfinished", "interviews")},
        "deadlines": [(one["type"], one["job"]["id"], one["application"]) for one in shown["deadlines"]],
        **{name: [one["application"]["id"] for one in shown[name]] for name in ("stale", "suggestions")},
    }


# --- The naive computation --------------------------------------------------------------------------------------


def naive(user: User, now: datetime) -> dict[str, Any]:
    """The same page, from all rows."""
    zone = ZoneInfo(user.time_zone)
    today = now.astimezone(zone).date()
    monday = today
    while monday.weekday() != 0:
        monday -= DAY
    tasks: dict[str, list[Any]] = {"overdue": [], "due": []}
    for task in Task.objects.filter(owner=user, done_at=None, trashed_at=None):
        days = [day for day in (task.due_on, task.snoozed_until) if day is not None]
        if (task.application is not None and task.application.trashed_at is not None) or not days:
            continue
        place = ((max(days), task.due_time is None, task.due_time or time(), task.pk), task.pk)
        if max(days) < today:
            tasks["overdue"].append(place)
        elif max(days) == today:
            tasks["due"].append(place)
    planned = [
        one
        for one in Interview.objects.filter(owner=user, state="scheduled", trashed_at=None)
        if one.application.trashed_at is None
    ]
    over = sorted((one for one in planned if one.ends_at <= now), key=lambda one: one.pk)
    interviews = [
        (one.starts_at, one.pk)
        for one in planned
        if one.ends_at > now and one.starts_at.astimezone(zone).date() <= today + 7 * DAY
    ]
    applications = list(Application.objects.filter(owner=user, trashed_at=None))
    postings = []
    for job in Job.objects.filter(owner=user, trashed_at=None, is_archived=False, deadline_on__isnull=False):
        to_it = [one for one in applications if one.job_id == job.pk]
        if today <= job.deadline_on <= today + 7 * DAY and all(one.status == "interested" for one in to_it):
            postings.append((job.deadline_on, job.pk, to_it[0].pk if to_it else None))
    return {
        "date": today,
        **{name: [pk for _, pk in sorted(places)] for name, places in tasks.items()},
        "unfinished": [one.pk for one in sorted(over, key=lambda one: one.ends_at, reverse=True)],
        "interviews": [pk for _, pk in sorted(interviews)],
        "postings": [(job, application) for _, job, application in sorted(postings)],
        "offers": {one.pk for one in applications if one.status == "offer"},
        "week": monday,
        "done": sum(one.applied_on is not None and monday <= one.applied_on < monday + 7 * DAY for one in applications),
    }


def put_tasks(world: World, applications: list[Application]) -> None:
    """Tasks for days around today, some of them put off."""

    def near() -> date | None:
        days = world.random.choice([None, -1, 0, 1, world.random.randint(-9, 9)])
        return None if days is None else world.today + days * DAY

    for _ in range(24):
        due_on = near()
        due_time = world.random.choice([None, time(0), time(9, 30), time(23, 59, 59)])
        Task.objects.create(
            owner=world.user,
            title="Do",
            application=world.random.choice([None, *applications]),
            due_on=due_on,
            due_time=None if due_on is None else due_time,
            snoozed_until=world.random.choice([None, near()]),
            done_at=world.random.choice([None, None, None, world.now]),
            **world.in_trash(),
        )


def put_interviews(world: World, applications: list[Application]) -> None:
    """Interviews that begin at the edges of the seven days, or end about now."""
    for _ in range(16):
        zone = world.user.time_zone
        edge = midnight(zone, world.today + world.random.choice([0, 1, 7, 8, 9]) * DAY)
        length = timedelta(seconds=world.random.choice([60, 3_600, 86_400, 31 * 86_400]))
        about_now = world.now - length
        starts_at = world.random.choice([edge, edge, about_now]) + world.random.choice([-MOMENT, timedelta(0), MOMENT])
        interview(
            world.random.choice(applications),
            starts_at + length,
            starts_at=starts_at,
            state=world.random.choice(["scheduled", "scheduled", "scheduled", "completed", "cancelled"]),
            **world.in_trash(),
        )


def put_postings(world: World) -> None:
    """Postings with deadlines around the next seven days, and what became of them; applied dates around this week."""
    for _ in range(20):
        days = world.random.choice([None, -1, 0, 1, 6, 7, 7, 8])
        deadline = None if days is None else world.today + days * DAY
        job = JobFactory.create(owner=world.user, deadline_on=deadline, is_archived=world.random.random() < 1 / 8)
        status = world.random.choice([None, None, "interested", "interested", "applied", "offer", "withdrawn"])
        if status is not None:
            application = make_application(world.user, (status, world.now), job=job)
            applied_on = world.today + world.random.randint(-7, 7) * DAY if status != "interested" else None
            Application.objects.filter(pk=application.pk).update(applied_on=applied_on)
            if world.random.random() < 1 / 6:
                delete_application(actor=world.user, application_id=application.pk)


@settings(max_examples=30)
@given(zone=ZONES, day=DAYS, seconds=SECONDS, seed=st.integers(0, 2**32))
def test_it_shows_what_looking_at_each_row_finds(
    zone: str, day: date, seconds: int, seed: int, user: User, other_user: User
) -> None:
    now = instant(zone, day, seconds)
    user.time_zone = zone
    with time_machine.travel(now, tick=False), transaction.atomic():
        user.save()
        world = World(user, now, DEFAULT_RULES, seed)
        visible, trashed = (make_application(user, ("interview", now)) for _ in range(2))
        of_somebody_else = make_application(other_user, ("offer", now))
        interview(of_somebody_else, now + DAY)
        Task.objects.create(owner=other_user, title="Do", due_on=world.today)
        put_tasks(world, [visible, trashed])
        put_interviews(world, [visible, visible, visible, trashed])
        put_postings(world)
        delete_application(actor=user, application_id=trashed.pk)

        shown, expected = today_of(user), naive(user, now)
        assert shown.date == expected["date"]
        assert [one.pk for one in shown.overdue] == expected["overdue"]
        assert [one.pk for one in shown.due] == expected["due"]
        assert [one.pk for one in shown.unfinished] == expected["unfinished"]
        assert [one.pk for one in shown.interviews] == expected["interviews"]
        found = [(one.job.pk, one.application_id) for one in shown.deadlines if one.type == "posting"]
        assert found == expected["postings"]
        assert {one.application_id for one in shown.deadlines if one.type == "offer"} == expected["offers"]
        assert (shown.goal.week_start, shown.goal.done) == (expected["week"], expected["done"])
        assert shown.counts == {name: len(getattr(shown, name)) for name in PARTS}
        transaction.set_rollback(True)


# --- The edges of days, one by one ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "last_moment", "today"),
    [
        ("UTC", "2026-03-02T23:59:59.999999Z", date(2026, 3, 2)),
        ("Etc/GMT+12", "2026-03-03T11:59:59.999999Z", date(2026, 3, 2)),
        ("Pacific/Kiritimati", "2026-03-02T09:59:59.999999Z", date(2026, 3, 2)),
        # The days on which clocks go forward and back have 23 and 25 hours.
        ("Europe/Berlin", "2026-03-29T21:59:59.999999Z", date(2026, 3, 29)),
        ("Europe/Berlin", "2026-10-25T22:59:59.999999Z", date(2026, 10, 25)),
        ("America/New_York", "2026-03-09T03:59:59.999999Z", date(2026, 3, 8)),
        ("America/New_York", "2026-11-02T04:59:59.999999Z", date(2026, 11, 1)),
        # The clock leaps over midnight: the next day begins at one.
        ("Africa/Cairo", "2026-04-23T21:59:59.999999Z", date(2026, 4, 23)),
    ],
)
def test_the_day_ends_at_the_persons_own_midnight(
    zone: str, last_moment: str, today: date, api: APIClient, user: User
) -> None:
    User.objects.filter(pk=user.pk).update(time_zone=zone)
    late, due, next_one = (
        create_task(actor=user, values={"title": "Do", "due_on": today + n * DAY}).pk for n in (-1, 0, 1)
    )
    with time_machine.travel(last_moment, tick=False) as clock:
        shown = page(api)
        assert (shown["date"], shown["time_zone"]) == (today.isoformat(), zone)
        assert (entries(shown)["overdue"], entries(shown)["due"]) == ([late], [due])
        clock.shift(timedelta(microseconds=1))
        shown = page(api)
        assert shown["date"] == (today + DAY).isoformat()
        assert (entries(shown)["overdue"], entries(shown)["due"]) == ([late, due], [next_one])


def test_a_day_that_was_left_out_has_no_page_of_its_own(api: APIClient, user: User) -> None:
    User.objects.filter(pk=user.pk).update(time_zone="Pacific/Apia")
    tasks = [create_task(actor=user, values={"title": "Do", "due_on": date(2011, 12, day)}).pk for day in (29, 30, 31)]
    with time_machine.travel("2011-12-30T09:59:59Z", tick=False) as clock:
        assert (page(api)["date"], entries(page(api))["due"]) == ("2011-12-29", tasks[:1])
        clock.shift(1)
        shown = page(api)
        assert (shown["date"], entries(shown)["overdue"], entries(shown)["due"]) == ("2011-12-31", tasks[:2], tasks[2:])


def test_an_interview_is_there_until_it_ends_and_from_the_seventh_day_before_it_on(api: APIClient, user: User) -> None:
    User.objects.filter(pk=user.pk).update(time_zone="Europe/Berlin")
    application = make_application(user, ("interview", NOON))
    # At 10:00 on Sunday 5 April there; clocks went forward on 29 March.
    ends_at = datetime(2026, 4, 5, 9, tzinfo=UTC)
    one = interview(application, ends_at)
    moments: dict[str, tuple[list[int], list[int]]] = {
        "2026-03-28T22:59:59Z": ([], []),
        "2026-03-28T23:00:00Z": ([one.pk], []),
        "2026-04-05T08:30:00Z": ([one.pk], []),
        "2026-04-05T08:59:59Z": ([one.pk], []),
        # From then on, and until it is said, how it went is to be said.
        "2026-04-05T09:00:00Z": ([], [one.pk]),
        "2026-10-05T09:00:00Z": ([], [one.pk]),
    }
    for moment, expected in moments.items():
        with time_machine.travel(moment, tick=False):
            shown = entries(page(api))
            assert (shown["interviews"], shown["unfinished"]) == expected, moment


@pytest.mark.parametrize(
    ("zone", "midnight_there"),
    [
        ("Pacific/Kiritimati", "2026-03-01T10:00:00Z"),
        ("Etc/GMT+12", "2026-03-02T12:00:00Z"),
        # Its clocks leap over this midnight.
        ("Africa/Cairo", "2026-04-23T22:00:00Z"),
    ],
)
def test_an_interview_until_midnight_is_unfinished_on_the_next_day(
    zone: str, midnight_there: str, api: APIClient, user: User
) -> None:
    User.objects.filter(pk=user.pk).update(time_zone=zone)
    ends_at = datetime.fromisoformat(midnight_there)
    one = interview(make_application(user, ("interview", ends_at - DAY)), ends_at, time_zone=zone)
    with time_machine.travel(ends_at - timedelta(microseconds=1), tick=False) as clock:
        before = page(api)
        assert (entries(before)["interviews"], entries(before)["unfinished"]) == ([one.pk], [])
        clock.shift(timedelta(microseconds=1))
        after = page(api)
        assert (entries(after)["interviews"], entries(after)["unfinished"]) == ([], [one.pk])
    assert date.fromisoformat(after["date"]) == date.fromisoformat(before["date"]) + DAY


@pytest.mark.parametrize(
    ("action", "body"),
    [("complete", {"outcome": "passed"}), ("cancel", {}), ("move", {"starts_at": "2026-03-03T12:00:00Z"})],
)
def test_what_is_said_of_an_interview_finishes_it_and_planned_again_it_is_back(
    action: str, body: dict[str, str], api: APIClient, user: User, noon: Any
) -> None:
    one = interview(make_application(user, ("interview", NOON - DAY)), NOON - HOUR)
    assert entries(page(api))["unfinished"] == [one.pk]
    assert api.post(f"/api/v1/interviews/{one.pk}/{action}/", body).status_code == 200
    assert entries(page(api))["unfinished"] == []
    assert entries(page(api))["interviews"] == ([one.pk] if action == "move" else [])
    if action != "move":
        api.post(f"/api/v1/interviews/{one.pk}/reopen/")
        assert entries(page(api))["unfinished"] == [one.pk]


@pytest.mark.parametrize(
    ("zone", "last_moment", "week"),
    [
        ("Pacific/Kiritimati", "2026-03-08T09:59:59Z", "2026-03-02"),
        ("America/New_York", "2026-03-09T03:59:59Z", "2026-03-02"),
    ],
)
def test_the_week_begins_on_the_persons_own_monday(
    zone: str, last_moment: str, week: str, api: APIClient, user: User
) -> None:
    User.objects.filter(pk=user.pk).update(time_zone=zone, weekly_goal=3)
    for day in (1, 2, 8, 9):
        application = make_application(user, ("applied", datetime(2026, 2, 1, tzinfo=UTC)))
        Application.objects.filter(pk=application.pk).update(applied_on=date(2026, 3, day))
    with time_machine.travel(last_moment, tick=False) as clock:
        assert page(api)["goal"] == {"target": 3, "done": 2, "week_start": week}
        clock.shift(1)
        assert page(api)["goal"] == {"target": 3, "done": 1, "week_start": "2026-03-09"}


# --- The whole page ---------------------------------------------------------------------------------------------


def fill(user: User, count: int) -> None:
    """So many entries for each part."""
    for _ in range(count):
        contact = Contact.objects.create(owner=user, name="Grace")
        silent = make_application(user, ("applied", NOON - 12 * DAY))
        about = {"application": silent, "contact": contact}
        create_task(actor=user, values={"title": "Late", "due_on": MONDAY - DAY, **about})
        create_task(actor=user, values={"title": "Due", "due_on": MONDAY, **about})
        interview(make_application(user, ("interview", NOON)), NOON + DAY)
        interview(make_application(user, ("interview", NOON)), NOON)
        make_application(user, ("offer", NOON), job=JobFactory.create(owner=user, deadline_on=MONDAY - DAY))
        make_application(user, ("interested", NOON), job=JobFactory.create(owner=user, deadline_on=MONDAY))


@pytest.mark.parametrize("count", [1, 12])
def test_it_costs_the_same_queries_however_much_there_is(count: int, api: APIClient, user: User, noon: Any) -> None:
    fill(user, count)
    with CaptureQueriesContext(connection) as captured:
        shown = page(api)
    assert (
        {name: len(shown[name]) for name in PARTS}
        == shown["counts"]
        == {name: 2 * count if name == "deadlines" else count for name in PARTS}
    )
    # The session and its person, and eleven.
    assert len(captured) == 13, "\n".join(query["sql"] for query in captured)


def test_an_empty_page_is_one(api: APIClient, noon: Any) -> None:
    assert page(api) == {
        "date": "2026-03-02",
        "time_zone": "UTC",
        **{name: [] for name in PARTS},
        "goal": {"target": None, "done": 0, "week_start": "2026-03-02"},
        "counts": dict.fromkeys(PARTS, 0),
    }


def test_each_part_shows_its_first_entries_and_counts_all(
    api: APIClient, user: User, noon: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("applications.today.MAX_ENTRIES", 2)
    fill(user, 3)
    shown = page(api)
    assert {name: len(shown[name]) for name in PARTS} == dict.fromkeys(PARTS, 2)
    assert shown["counts"] == {name: 6 if name == "deadlines" else 3 for name in PARTS}
    assert [one["type"] for one in shown["deadlines"]] == ["offer", "offer"]


def test_what_goes_to_the_trash_leaves_the_page_and_comes_back_with_its_application(
    api: APIClient, user: User, noon: Any
) -> None:
    application = make_application(user, ("interview", NOON - 40 * DAY))
    task = create_task(actor=user, values={"title": "Due", "due_on": MONDAY, "application": application})
    interview(application, NOON + DAY)
    over = interview(application, NOON)
    other = make_application(user, ("applied", NOON - 40 * DAY))
    before = page(api)
    assert entries(before) | {"interviews": 1} == {
        "overdue": [],
        "due": [task.pk],
        "unfinished": [over.pk],
        "interviews": 1,
        "deadlines": [],
        "stale": [other.pk],
        "suggestions": [other.pk],
    }
    delete_application(actor=user, application_id=application.pk)
    delete_application(actor=user, application_id=other.pk)
    assert page(api)["counts"] == dict.fromkeys(PARTS, 0)
    restore_application(actor=user, application_id=application.pk)
    restore_application(actor=user, application_id=other.pk)
    assert page(api) == before


def test_stale_is_what_is_silent_for_longer_than_its_rule_also_when_nothing_is_suggested(
    api: APIClient, user: User, noon: Any
) -> None:
    ten, thirty = (make_application(user, ("applied", NOON - days * DAY)).pk for days in (10, 30))
    make_application(user, ("applied", NOON - 9 * DAY))
    make_application(user, ("interested", NOON - 90 * DAY))
    shown = page(api)
    assert [(one["application"]["id"], one["days"]) for one in shown["stale"]] == [(thirty, 30), (ten, 10)]
    for one in shown["suggestions"]:
        api.post("/api/v1/suggestions/snooze/", {"key": one["key"], "days": 1})
    shown = page(api)
    # Who does not give up is asked to follow up.
    assert [one["suggestion"] for one in shown["suggestions"]] == ["follow_up"]
    assert entries(shown)["stale"] == [thirty, ten]


def test_its_actions_change_it_at_once(api: APIClient, user: User, noon: Any) -> None:
    first, second = (create_task(actor=user, values={"title": "Due", "due_on": MONDAY}).pk for _ in range(2))
    assert entries(page(api))["due"] == [first, second]
    api.post(f"{TASKS}{first}/complete/")
    api.post(f"{TASKS}{second}/snooze/", {"days": 1})
    assert entries(page(api))["due"] == []
    noon.move_to(NOON + DAY)
    assert entries(page(api))["due"] == [second]
    noon.move_to(NOON + 2 * DAY)
    assert entries(page(api))["overdue"] == [second]
