"""Calendars elsewhere: what they read at a secret address, and that nobody reads it without knowing the secret."""

import io
import logging
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, NoReturn
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from prometheus_client import generate_latest
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.data_versions import data_version
from accounts.models import User
from applications import calendar_events
from applications.factories import make_application, make_contact, make_interview
from applications.models import Application, CalendarFeed, Interview, Task
from applications.services import calendars
from applications.services.applications import delete_application, move_application, restore_application
from applications.services.calendars import create_feed
from applications.services.interviews import (
    cancel_interview,
    complete_interview,
    delete_interview,
    move_interview,
    purge_interview,
    reopen_interview,
    restore_interview,
    update_interview,
)
from applications.views import calendars as calendar_views
from jobs.factories import JobFactory
from jobs.services import update_job
from jobtracker import metrics
from jobtracker.errors import Conflict
from jobtracker.logs import line_formatter
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.calendars import Component, ReadCalendar
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row

FEEDS = "/api/v1/calendar-feeds/"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def application(user: User) -> Application:
    """An application that was sent."""
    job = JobFactory.create(owner=user, title="Engineer; Backend", company="Acme, Inc.")
    return make_application(user, ("applied", datetime(2026, 3, 2, 9, 0, tzinfo=UTC)), job=job)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands unless it is set, so that each change is seen to have its own instant."""
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calendars may be read more often than they are elsewhere."""
    monkeypatch.setattr(calendar_views, "READS_A_MINUTE", 100)


class Elsewhere:
    """A calendar of another maker, which reads one person's dates."""

    def __init__(self, api: APIClient, **values: Any) -> None:
        made = api.post(FEEDS, {"name": "Work", **values})
        assert made.status_code == 201, made.content
        self.id: int = made.json()["id"]
        self.url: str = made.json()["url"]
        self.tag = ""

    @property
    def path(self) -> str:
        """The address without the host, which is the tests'."""
        return self.url.removeprefix("http://testserver")

    def get(self, **headers: str) -> Any:
        """What is answered to somebody who shows nothing but the address."""
        return Client(raise_request_exception=False).get(self.path, headers=headers)

    def read(self) -> ReadCalendar:
        """The calendar; its tag is another one exactly if its bytes are."""
        answer = self.get()
        assert answer.status_code == 200, answer.content
        again = self.get(**{"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", answer.headers["ETag"])
        self.tag = answer.headers["ETag"]
        return ReadCalendar(answer.content)

    def only(self) -> Component:
        """The one event in the calendar."""
        [event] = self.read().events
        return event


@pytest.fixture
def elsewhere(api: APIClient) -> Elsewhere:
    """One that reads everything."""
    return Elsewhere(api)


def make_task(owner: User, **values: Any) -> Task:
    """Something to do, today unless said otherwise."""
    return Task.objects.create(owner=owner, **{"title": "Follow up", "due_on": date(2026, 12, 2), **values})


# --- What is read -----------------------------------------------------------------------------------------------


def test_an_interview_is_read_as_it_was_agreed_upon(user: User, application: Application, elsewhere: Elsewhere) -> None:
    grace = make_contact(user, name="Grace", role="Team lead")
    interview = make_interview(
        user,
        application,
        starts_at=datetime(2026, 12, 1, 10, 0),
        time_zone="America/New_York",
        url="https://meet.example.org/x",
        interviewers=[grace, make_contact(user, name="Ada")],
        preparation="A secret plan",
    )
    complete_interview(actor=user, interview_id=interview.pk, outcome="failed", feedback="A private thought")
    calendar = elsewhere.read()
    [event] = calendar.events
    assert event.value("UID") == f"{interview.uid}@jobtracker"
    assert event.value("DTSTART") == "20261201T100000"
    assert calendar.when(event) == datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
    assert calendar.when(event, "DTEND") == datetime(2026, 12, 1, 16, 0, tzinfo=UTC)
    assert event.text("SUMMARY") == "Technical · Acme, Inc."
    assert event.text("DESCRIPTION").splitlines() == [
        "Technical: Engineer; Backend, Acme, Inc.",
        "With Ada, Grace (Team lead)",
        "https://meet.example.org/x",
    ]
    assert (event.text("LOCATION"), event.value("URL")) == ("https://meet.example.org/x",) * 2
    assert event.value("CATEGORIES") == "Interview,Technical"
    assert event.named("VALARM")[0].value("TRIGGER") == "-PT30M"
    assert calendar.calendar.text("NAME") == "Work"
    # What a person has noted is nobody's business where the calendar is kept.
    assert not any(word in line for line in calendar.lines for word in ("plan", "thought", "failed", "Failed"))


def test_each_change_is_read_as_one(
    clock: time_machine.Traveller, user: User, application: Application, elsewhere: Elsewhere
) -> None:
    interview = make_interview(user, application)
    uid = elsewhere.only().value("UID")
    seen: list[tuple[int, str]] = []

    def after(act: Callable[..., object] | None, **values: Any) -> tuple[str, str, Any]:
        """What is read after a change: state, title and beginning; a later revision of the very same event."""
        former = elsewhere.tag
        clock.shift(10)
        if act is not None:
            act(actor=user, **values)
        calendar = elsewhere.read()
        [event] = calendar.events
        assert event.value("UID") == uid
        revision = int(event.value("SEQUENCE")), event.value("DTSTAMP")
        assert (elsewhere.tag != former) == (act is not None)
        # As programs compare two revisions of an event (RFC 5546, 2.1.5).
        assert not seen or (revision > seen[-1] if act is not None else revision == seen[-1])
        seen.append(revision)
        return event.value("STATUS"), event.text("SUMMARY"), calendar.when(event)

    pk = {"interview_id": interview.pk}
    later = DECEMBER + timedelta(days=1)
    title = "Technical · Acme, Inc."
    assert after(None) == ("CONFIRMED", title, DECEMBER)
    assert after(update_interview, **pk, changes={"title": "Pairing"}) == (
        "CONFIRMED", "Pairing · Acme, Inc.", DECEMBER,
    )  # fmt: skip
    assert after(update_interview, **pk, changes={"title": ""}) == ("CONFIRMED", title, DECEMBER)
    assert after(move_interview, **pk, starts_at=later) == ("CONFIRMED", title, later)
    assert after(None) == ("CONFIRMED", title, later)
    assert after(cancel_interview, **pk) == ("CANCELLED", title, later)
    assert after(reopen_interview, **pk) == ("CONFIRMED", title, later)
    assert after(delete_interview, **pk) == ("CANCELLED", title, later)
    assert after(None) == ("CANCELLED", title, later)
    assert after(restore_interview, **pk) == ("CONFIRMED", title, later)
    assert after(delete_application, application_id=application.pk) == ("CANCELLED", title, later)
    assert after(restore_application, application_id=application.pk) == ("CONFIRMED", title, later)
    assert after(update_job, job_id=application.job_id, changes={"company": "Ajax"}) == (
        "CONFIRMED", "Technical · Ajax", later,
    )  # fmt: skip
    delete_interview(actor=user, interview_id=interview.pk)
    purge_interview(actor=user, interview_id=interview.pk)
    assert elsewhere.read().events == []


def test_what_calendars_do_not_show_changes_no_byte(
    clock: time_machine.Traveller, user: User, application: Application, elsewhere: Elsewhere
) -> None:
    make_interview(user, application)
    make_task(user, application=application)
    elsewhere.read()
    former = elsewhere.tag
    clock.shift(timedelta(hours=3))
    other = make_application(user, ("applied", NOW))
    move_application(actor=user, application_id=other.pk, status="screening")
    make_contact(user)
    make_task(user, due_on=None)
    elsewhere.read()
    assert elsewhere.tag == former


def test_deadlines_and_tasks_are_read_as_days_or_times(
    user: User, application: Application, elsewhere: Elsewhere
) -> None:
    user.time_zone = "Europe/Berlin"
    user.save()
    update_job(
        actor=user, job_id=application.job_id, changes={"deadline_on": date(2026, 12, 31), "url": "https://x.org"}
    )
    make_task(user, title="A day", application=application)
    make_task(user, title="A time", due_time="09:30")
    make_task(user, title="Put off", snoozed_until=date(2026, 12, 9))
    make_task(user, title="Never mind", snoozed_until=date(2026, 11, 9))
    # The clocks are set forward over it, and show it twice.
    make_task(user, title="Skipped", due_on=date(2027, 3, 28), due_time="02:30")
    make_task(user, title="Twice", due_on=date(2027, 10, 31), due_time="02:30")
    make_task(user, title="Done", done_at=timezone.now())
    make_task(user, title="Some day", due_on=None)
    calendar = elsewhere.read()
    assert {name: calendar.when(event) for name, event in calendar.by_summary().items()} == {
        "Apply by today · Engineer; Backend, Acme, Inc.": date(2026, 12, 31),
        "A day": date(2026, 12, 2),
        "A time": datetime(2026, 12, 2, 8, 30, tzinfo=UTC),
        "Put off": date(2026, 12, 9),
        "Never mind": date(2026, 12, 2),
        "Skipped": datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
        "Twice": datetime(2027, 10, 31, 0, 30, tzinfo=UTC),
    }
    events = calendar.by_summary()
    deadline = events["Apply by today · Engineer; Backend, Acme, Inc."]
    assert calendar.when(deadline, "DTEND") == date(2027, 1, 1)
    assert deadline.value("URL") == "https://x.org"
    assert events["A day"].text("DESCRIPTION") == "Engineer; Backend, Acme, Inc."
    assert {event.value("TRANSP") for event in events.values()} == {"TRANSPARENT"}
    assert [event.named("VALARM") for event in events.values()] == [[]] * 7
    uids = {name: event.value("UID") for name, event in events.items()}
    Task.objects.update(title="Renamed", updated_at=timezone.now())
    renamed = {event.value("UID") for event in elsewhere.read().events}
    assert renamed == set(uids.values())


@pytest.mark.parametrize("shown", ["interviews", "deadlines", "tasks"])
def test_a_calendar_shows_what_it_is_asked_for(
    shown: str, api: APIClient, user: User, application: Application
) -> None:
    make_interview(user, application)
    make_task(user)
    update_job(actor=user, job_id=application.job_id, changes={"deadline_on": date(2026, 12, 31)})
    choice = {name: name == shown for name in ("interviews", "deadlines", "tasks")}
    elsewhere = Elsewhere(api, **choice)
    category = {"interviews": "Interview,Technical", "deadlines": "Deadline", "tasks": "Task"}[shown]
    assert elsewhere.only().value("CATEGORIES") == category
    api.patch(f"{FEEDS}{elsewhere.id}/", dict.fromkeys(choice, True))
    assert len(elsewhere.read().events) == 3


@pytest.mark.parametrize(("minutes", "triggers"), [(None, []), (0, ["P0D"]), (1, ["-PT1M"]), (10_080, ["-P7D"])])
def test_an_alarm_is_as_early_as_it_is_asked_for(
    minutes: int | None, triggers: list[str], api: APIClient, user: User, application: Application
) -> None:
    make_interview(user, application)
    event = Elsewhere(api, alarm_minutes=minutes).only()
    assert [alarm.value("TRIGGER") for alarm in event.named("VALARM")] == triggers


def test_nobody_elses_dates_are_read(other_user: User, elsewhere: Elsewhere) -> None:
    make_interview(other_user)
    make_task(other_user)
    JobFactory.create(owner=other_user, deadline_on=date(2026, 12, 31))
    assert elsewhere.read().events == []


def test_what_is_out_of_sight_is_not_read(user: User, application: Application, elsewhere: Elsewhere) -> None:
    gone = {"trashed_at": timezone.now(), "trashed_with": uuid4()}
    JobFactory.create(owner=user, deadline_on=date(2026, 12, 31), **gone)
    JobFactory.create(owner=user, deadline_on=date(2026, 12, 31), is_archived=True)
    make_task(user, **gone)
    make_task(user, application=application)
    delete_application(actor=user, application_id=application.pk)
    assert elsewhere.read().events == []


def test_a_calendar_reaches_from_ninety_days_back_to_two_years_ahead(
    clock: time_machine.Traveller, user: User, application: Application, elsewhere: Elsewhere
) -> None:
    today = datetime(2026, 11, 23, tzinfo=UTC)
    for days in (-91, -90, -1, 0, 729, 730):
        make_interview(user, application, title=f"I{days}", starts_at=today + timedelta(days=days))
        make_task(user, title=f"T{days}", due_on=(today + timedelta(days=days)).date())
        JobFactory.create(owner=user, title=f"J{days}", company="C", deadline_on=(today + timedelta(days=days)).date())
    summaries = set(elsewhere.read().by_summary())
    assert summaries == {
        template.format(days)
        for template in ("I{} · Acme, Inc.", "T{}", "Apply by today · J{}, C")
        for days in (-90, -1, 0, 729)
    }


def test_of_too_many_dates_those_to_come_are_read_first(
    clock: time_machine.Traveller, user: User, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_events, "MOST_EVENTS", 4)
    for days in (-3, -2, -1, 0, 1, 2):
        make_task(user, title=f"T{days}", due_on=NOW.date() + timedelta(days=days))
    assert [event.text("SUMMARY") for event in elsewhere.read().events] == ["T-1", "T0", "T1", "T2"]
    monkeypatch.setattr(calendar_events, "MOST_EVENTS", 2)
    assert [event.text("SUMMARY") for event in elsewhere.read().events] == ["T0", "T1"]


def test_a_calendar_costs_the_same_queries_however_full_it_is(user: User, elsewhere: Elsewhere) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            elsewhere.get()
        return len(captured)

    elsewhere.get()
    application = make_application(user, ("applied", NOW))
    for _ in range(2):
        make_interview(user, application, interviewers=[make_contact(user)])
        make_task(user, application=application)
        JobFactory.create(owner=user, deadline_on=date(2026, 12, 31))
    few = queries()
    for _ in range(10):
        make_interview(user, application, interviewers=[make_contact(user)], time_zone="Asia/Tokyo")
        make_task(user, application=application)
        JobFactory.create(owner=user, deadline_on=date(2026, 12, 31))
    assert queries() == few == 8


# --- Its address ------------------------------------------------------------------------------------------------


def test_an_address_is_told_once_and_not_kept(api: APIClient, elsewhere: Elsewhere) -> None:
    secret = elsewhere.path.removeprefix("/calendar/").removesuffix(".ics")
    assert len(secret) == 43
    assert secret not in repr(every_row())
    shown = api.get(f"{FEEDS}{elsewhere.id}/").json()
    assert shown == api.get(FEEDS).json()["results"][0]
    assert set(shown) == {
        "id", "name", "interviews", "deadlines", "tasks", "alarm_minutes", "last_read_at", "created_at", "updated_at",
    }  # fmt: skip
    another = api.post(FEEDS, {"name": "Work"})
    assert another.headers["Cache-Control"] == "no-store"
    assert another.json()["url"] != elsewhere.url


def test_an_answer_with_an_address_is_not_kept_to_be_repeated(api: APIClient, elsewhere: Elsewhere) -> None:
    for address in (FEEDS, f"{FEEDS}{elsewhere.id}/regenerate/"):
        refused = api.post(address, {"name": "x"}, headers={"Idempotency-Key": "k"})
        assert (refused.status_code, error_of(refused)["code"]) == (400, "idempotency_key_refused")


def test_headers_keep_it_from_others(elsewhere: Elsewhere) -> None:
    answer = elsewhere.get()
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert not answer.cookies
    head = Client().head(elsewhere.path)
    assert (head.status_code, head.content, head.headers["ETag"]) == (200, b"", answer.headers["ETag"])
    for seen in (f"W/{answer.headers['ETag']}", f'"x", {answer.headers["ETag"]}', "*"):
        assert elsewhere.get(**{"If-None-Match": seen}).status_code == 304
    assert elsewhere.get(**{"If-None-Match": '"x"'}).status_code == 200
    assert Client().post(elsewhere.path).status_code == 405


def test_a_revoked_address_is_a_plain_404(api: APIClient, elsewhere: Elsewhere) -> None:
    assert elsewhere.get().status_code == 200
    assert api.delete(f"{FEEDS}{elsewhere.id}/").status_code == 204
    gone, never = elsewhere.get(), Client().get("/calendar/x.ics")
    for answer in (gone, never):
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/plain; charset=utf-8")
        assert answer.headers["Cache-Control"] == "no-store"
    assert gone.content == never.content == b"There is no calendar at this address.\n"
    # Whoever asks is signed in or not, and knows a tag or not.
    assert api.get(elsewhere.path, headers={"If-None-Match": "*"}).content == never.content


@pytest.mark.parametrize("secret", ["x" * 4_000, "%00", "%ff", "%F0%9F%98%80", "..", "a%2Fb", "' OR 1=1 --"])
def test_whatever_is_guessed_is_a_plain_404(secret: str, db: None) -> None:
    assert Client().get(f"/calendar/{secret}.ics").status_code in (404, 503)  # the latter: the page that is not built


def test_another_address_ends_the_former_one(api: APIClient, elsewhere: Elsewhere) -> None:
    answer = api.post(f"{FEEDS}{elsewhere.id}/regenerate/")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert elsewhere.get().status_code == 404
    elsewhere.url = answer.json()["url"]
    assert elsewhere.get().status_code == 200


def test_the_address_of_somebody_who_is_disabled_opens_nothing(user: User, elsewhere: Elsewhere) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert elsewhere.get().status_code == 404


def test_a_read_is_noted_once_a_minute_and_changes_nothing_else(
    clock: time_machine.Traveller, api: APIClient, user: User, elsewhere: Elsewhere
) -> None:
    def read_at() -> tuple[str, str]:
        shown = api.get(f"{FEEDS}{elsewhere.id}/").json()
        return shown["last_read_at"], shown["updated_at"]

    _, updated_at = read_at()
    version = data_version(user.pk)
    for seconds, noted in ((0, "12:00:00"), (59, "12:00:00"), (2, "12:01:01")):
        clock.shift(seconds)
        elsewhere.get()
        assert read_at() == (f"2026-11-23T{noted}Z", updated_at)
    assert data_version(user.pk) == version


def test_of_many_calendars_each_is_read_so_often_and_guesses_as_those_of_strangers(
    api: APIClient, settings: Settings, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RATE_API = 20
    monkeypatch.setattr(calendar_views, "READS_A_MINUTE", 3)
    another = Elsewhere(api)
    assert [elsewhere.get().status_code for _ in range(4)] == [200, 200, 200, 429]
    assert [another.get().status_code for _ in range(3)] == [200] * 3
    guesses = [Client().get("/calendar/guess.ics") for _ in range(3)]
    assert [guess.status_code for guess in guesses] == [404, 404, 429]
    assert guesses[-1].headers["Content-Type"] == "text/plain; charset=utf-8"
    assert 1 <= int(guesses[-1].headers["Retry-After"]) <= 60
    # They are counted with whatever else a stranger asks for.
    assert Client().get("/api/v1/schema/").status_code == 429
    assert Client().get("/calendar/guess.ics", REMOTE_ADDR="203.0.113.7").status_code == 404


def test_a_secret_is_in_no_line_and_no_label(
    api: APIClient, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = elsewhere.path.removeprefix("/calendar/").removesuffix(".ics")
    handlers = []
    for json_lines in (True, False):
        handler = logging.StreamHandler(io.StringIO())
        handler.setFormatter(line_formatter(json_lines=json_lines))
        logging.getLogger().addHandler(handler)
        handlers.append(handler)

    def crash(feed: CalendarFeed) -> NoReturn:
        raise ZeroDivisionError("while the calendar was written")

    def ask_the_database_for_nonsense(feed: CalendarFeed) -> bytes:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")
        return b""

    try:
        statuses = [
            elsewhere.get().status_code,
            elsewhere.get(**{"If-None-Match": "*"}).status_code,
            Client().post(elsewhere.path).status_code,
            Client().get(f"{elsewhere.path}?x={secret}", headers={"Referer": elsewhere.url}).status_code,
        ]
        for failure in (crash, ask_the_database_for_nonsense):
            monkeypatch.setattr(calendar_views, "feed_file", failure)
            with transaction.atomic():
                answer = elsewhere.get()
                transaction.set_rollback(True)
            assert secret not in answer.content.decode()
            statuses.append(answer.status_code)
        api.delete(f"{FEEDS}{elsewhere.id}/")
        statuses.append(elsewhere.get().status_code)
        for wrong in (f"{elsewhere.path}/", elsewhere.path.removesuffix(".ics"), f"/api/v1{elsewhere.path}"):
            Client(raise_request_exception=False).get(wrong)
    finally:
        for handler in handlers:
            logging.getLogger().removeHandler(handler)
    assert statuses == [200, 304, 405, 200, 500, 500, 404]
    for handler in handlers:
        text = handler.stream.getvalue()
        assert text.count("/calendar/<str:secret>.ics") >= 7
        assert "ZeroDivisionError" in text
        assert secret not in text
    page = generate_latest(metrics._own).decode()
    assert 'route="/calendar/<str:secret>.ics"' in page
    assert secret not in page


# --- Keeping them -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"name": ""}, {"name": ["blank"]}),
        ({"name": "x" * 101}, {"name": ["max_length"]}),
        ({"name": "\0"}, {"name": ["null_characters_not_allowed"]}),
        ({"alarm_minutes": -1}, {"alarm_minutes": ["min_value"]}),
        ({"alarm_minutes": 10_081}, {"alarm_minutes": ["max_value"]}),
        (dict.fromkeys(["interviews", "deadlines", "tasks"], False), {"interviews": ["shows_nothing"]}),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(
    values: dict[str, Any], refused: dict[str, list[str]], api: APIClient, elsewhere: Elsewhere
) -> None:
    before = every_row()
    assert refused_fields(api.post(FEEDS, {"name": "Work", **values})) == refused
    assert refused_fields(api.patch(f"{FEEDS}{elsewhere.id}/", values)) == refused
    assert every_row() == before


def test_only_what_was_seen_is_changed(api: APIClient, elsewhere: Elsewhere) -> None:
    url = f"{FEEDS}{elsewhere.id}/"
    stale = api.get(url).headers["ETag"]
    assert api.patch(url, {"name": "Phone"}, headers={"If-Match": stale}).json()["name"] == "Phone"
    before = every_row()
    for answer in (
        api.patch(url, {"name": "x"}, headers={"If-Match": stale}),
        api.post(f"{url}regenerate/", headers={"If-Match": stale}),
        api.delete(url, headers={"If-Match": stale}),
    ):
        assert answer.status_code == 412
    assert every_row() == before


@pytest.mark.django_db(transaction=True)
def test_nobody_has_too_many_also_when_they_are_made_at_once(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendars, "MAX_FEEDS", 2)

    def make() -> str:
        try:
            create_feed(actor=user, values={"name": "Phone"})
        except Conflict as refusal:
            return refusal.code
        return "made"

    assert sorted(at_once(*[make] * 4)) == ["made", "made", "too_many", "too_many"]


def test_a_service_refuses_a_name_that_is_none(user: User) -> None:
    with pytest.raises(ValidationError):
        create_feed(actor=user, values={"name": "  "})


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        (dict.fromkeys(["interviews", "deadlines", "tasks"], False), "calendar_feed_shows_something"),
        ({"alarm_minutes": 10_081}, "calendar_feed_alarm"),
    ],
)
def test_the_database_refuses_what_must_not_be(values: dict[str, Any], constraint: str, elsewhere: Elsewhere) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        CalendarFeed.objects.update(**values)


def test_the_database_refuses_a_secret_that_another_has(user: User, other_user: User) -> None:
    make = partial(CalendarFeed.objects.create, name="Phone", secret_digest="x" * 64)
    make(owner=user)
    with pytest.raises(IntegrityError, match="secret_digest"), transaction.atomic():
        make(owner=other_user)


# --- The file of one interview ----------------------------------------------------------------------------------


def test_one_interview_is_a_file_of_its_own(api: APIClient, user: User, application: Application) -> None:
    interview = make_interview(user, application)
    url = f"/api/v1/interviews/{interview.pk}/ics/"
    answer = api.get(url)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="interview-{interview.pk}.ics"'
    calendar = ReadCalendar(answer.content)
    [event] = calendar.events
    assert (event.value("UID"), calendar.when(event)) == (f"{interview.uid}@jobtracker", DECEMBER)
    assert event.named("VALARM") == []
    for accepted in ("text/calendar", "*/*"):
        assert (
            api.get(f"/api/v1/interviews/{interview.pk}/ics/", headers={"Accept": accepted}).content == answer.content
        )
    Interview.objects.all().delete()
    assert error_of(api.get(url))["code"] == "not_found"
