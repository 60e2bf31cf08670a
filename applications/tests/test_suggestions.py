"""What is suggested, against a computation that looks at one application after the other; and what becomes of it."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from accounts.models import User
from applications.cadence import DEFAULT_RULES, Rule, application_of, cadence_of
from applications.factories import make_application
from applications.models import (
    Activity,
    Application,
    CadenceRule,
    Interview,
    StatusChange,
    SuggestionDecision,
    Task,
)
from applications.services.applications import delete_application, move_application
from applications.services.cadence import set_cadence
from applications.services.suggestions import accept_suggestion, dismiss_suggestion
from applications.services.tasks import complete_task, create_task, delete_task, purge_task
from applications.suggestions import find_stale, find_suggestions, suggestions_now
from applications.tests.waiting import release_together
from applications.tests.worlds import DAYS, SECONDS, ZONES, World, instant
from jobtracker.errors import InvalidInput
from jobtracker.testing.answers import refused_fields
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row

SUGGESTIONS, CADENCE = "/api/v1/suggestions/", "/api/v1/cadence/"
# A Friday.
NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
TRASHED: dict[str, Any] = {"trashed_at": NOON, "trashed_with": "0" * 32}
ClientOf = Callable[[User | None], APIClient]


@pytest.fixture
def noon() -> Any:
    """It is noon of a Friday, in UTC."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def touch(application: Application, at: datetime, kind: str = "email", **values: Any) -> Activity:
    """Something that was done about an application."""
    return Activity.objects.create(
        owner_id=application.owner_id, application=application, kind=kind, occurred_at=at, **values
    )


def interview(application: Application, ends_at: datetime, **values: Any) -> Interview:
    """An interview that takes an hour."""
    given = {"starts_at": ends_at - HOUR, "ends_at": ends_at, "time_zone": "UTC", "kind": "video", **values}
    return Interview.objects.create(owner_id=application.owner_id, application=application, **given)


def shown(user: User) -> list[tuple[int, str, int]]:
    """What is suggested: the application, what, and its days."""
    suggestions, count = suggestions_now(user, cadence_of(user))
    assert count == len(suggestions)
    return [(one.application.pk, one.key.partition(":")[0], one.days) for one in suggestions]


def only_key(user: User) -> str:
    """The key of the only suggestion."""
    [suggestion] = suggestions_now(user, cadence_of(user))[0]
    return suggestion.key


# --- The naive computation --------------------------------------------------------------------------------------


def all_applications(user: User) -> list[Application]:
    """Those that are not in the trash, with all that happened to them."""
    everything = Application.objects.prefetch_related("history", "activities", "interviews", "tasks")
    return [one for one in everything.filter(owner=user) if one.trashed_at is None]


def last_event(application: Application) -> datetime:
    """When anything happened last, or will happen by plan."""
    events: list[datetime] = [max(entry.occurred_at for entry in application.history.all())]
    events += [one.occurred_at for one in application.activities.all() if one.kind != "note" and one.trashed_at is None]
    events += [one.ends_at for one in _interviews(application)]
    events += [one.done_at for one in application.tasks.all() if one.done_at and one.trashed_at is None]
    return max(events)


def _interviews(application: Application) -> list[Interview]:
    return [one for one in application.interviews.all() if one.state != "cancelled" and one.trashed_at is None]


def naive_suggestions(user: User, rules: Sequence[Rule], now: datetime) -> list[tuple[str, str, datetime]]:
    """Key, title and basis of each suggestion, sorted as they are shown."""
    zone = ZoneInfo(user.time_zone)
    today = now.astimezone(zone).date()
    found = []
    decisions = list(SuggestionDecision.objects.filter(owner=user))
    for application in all_applications(user):
        due = []
        for rule in rules:
            ended = [one.ends_at for one in _interviews(application) if one.ends_at <= now]
            since = last_event(application) if rule.basis == "silence" else max(ended, default=None)
            if not rule.is_active or rule.status != application.status or since is None:
                continue
            if (today - since.astimezone(zone).date()).days < rule.days:
                continue
            if rule.suggestion != "thank_you" and any(one.ends_at > now for one in _interviews(application)):
                continue
            to_do = [one for one in application.tasks.all() if one.done_at is None and one.trashed_at is None]
            if any(one.kind == rule.suggestion for one in to_do):
                continue
            microseconds = (since - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
            key = f"{rule.code}:{application.pk}:{microseconds}"
            of_key = [one.hidden_until for one in decisions if one.suggestion == key]
            if any(hidden_until is None or hidden_until > today for hidden_until in of_key):
                continue
            due.append((since, application.pk, rule, key))
        if any(rule.suggestion == "ghosted" for _, _, rule, _ in due):
            due = [one for one in due if one[2].suggestion == "ghosted"]
        found += due
    found.sort(key=lambda one: (one[0], one[1], one[2].code))
    return [(key, rule.title, since) for since, _, rule, key in found]


def naive_stale(user: User, rules: Sequence[Rule], now: datetime) -> list[tuple[datetime, int]]:
    """Since when which application has been silent for too long."""
    zone = ZoneInfo(user.time_zone)
    found = []
    for application in all_applications(user):
        since = last_event(application)
        days = (now.astimezone(zone).date() - since.astimezone(zone).date()).days
        of_status = [
            rule for rule in rules if rule.status == application.status and rule.basis == "silence" and rule.is_active
        ]
        if any(days >= rule.days for rule in of_status):
            found.append((since, application.pk))
    return sorted(found)


RULES = st.one_of(
    st.just(list(DEFAULT_RULES)),
    st.lists(
        st.builds(
            Rule,
            code=st.sampled_from(["a", "b", "c", "d", "e", "f"]),
            status=st.sampled_from(["applied", "interview"]),
            basis=st.sampled_from(["silence", "interview"]),
            days=st.integers(1, 6),
            suggestion=st.sampled_from(["follow_up", "thank_you", "ghosted"]),
            title=st.sampled_from(["Ask", "Tell 'them' \"%s\" {0} €"]),
            is_active=st.sampled_from([True, True, True, False]),
        ),
        min_size=3,
        max_size=6,
        unique_by=lambda rule: rule.code,
    ),
)


@settings(max_examples=30)
@given(zone=ZONES, day=DAYS, seconds=SECONDS, rules=RULES, seed=st.integers(0, 2**32))
def test_it_suggests_what_looking_at_each_application_finds(
    zone: str, day: date, seconds: int, rules: list[Rule], seed: int, user: User, other_user: User
) -> None:
    now = instant(zone, day, seconds)
    user.time_zone = zone
    with time_machine.travel(now, tick=False), transaction.atomic():
        user.save()
        set_cadence(actor=user, rules=rules)
        world = World(user, now, rules, seed)
        world.applications(24)
        World(other_user, now, rules, seed).applications(2)
        cadence = cadence_of(user)
        assert list(cadence.rules) == rules

        def check() -> list[str]:
            with CaptureQueriesContext(connection) as captured:
                found = find_suggestions(user, cadence, now)
            assert len(captured) == 1
            shown = [(row["key"], row["title"], row["since"]) for row in found.rows]
            assert shown == naive_suggestions(user, rules, now)
            assert found.count == len(found.rows)
            return [key for key, _, _ in shown]

        keys = check()
        stale = find_stale(user, cadence, now)
        assert [(row["since"], row["application_id"]) for row in stale.rows] == naive_stale(user, rules, now)
        for key in keys[:2]:
            application_id = int(key.split(":")[1])
            one = find_suggestions(user, cadence, now, application_id=application_id)
            assert [row["key"] for row in one.rows] == [key for key in keys if f":{application_id}:" in key]
        for key in world.random.sample(keys, len(keys) * 2 // 3):
            days = world.random.choice([None, -1, 0, 1])
            SuggestionDecision.objects.create(
                owner=user,
                application_id=int(key.split(":")[1]),
                suggestion=key,
                hidden_until=None if days is None else world.today + days * DAY,
            )
        check()
        transaction.set_rollback(True)


# --- The defaults, day by day -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "days", "expected"),
    [
        ("interested", 90, []),
        ("offer", 90, []),
        ("applied", 9, []),
        ("applied", 10, ["applied-follow-up"]),
        ("applied", 29, ["applied-follow-up"]),
        ("applied", 30, ["applied-ghosted"]),
        ("screening", 6, []),
        ("screening", 7, ["screening-follow-up"]),
        ("screening", 30, ["screening-ghosted"]),
        ("interview", 29, []),
        ("interview", 30, ["interview-ghosted"]),
    ],
)
def test_silence_makes_suggestions(status: str, days: int, expected: list[str], user: User, noon: Any) -> None:
    application = make_application(user, (status, NOON - days * DAY))
    assert shown(user) == [(application.pk, code, days) for code in expected]


def test_an_interview_asks_for_thanks_and_then_for_how_it_went(user: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        application = make_application(user, ("interview", NOON - 2 * DAY))
        interview(application, NOON + HOUR)
        expected = {0: [], 1: ["thank-you"], 6: ["thank-you"], 7: ["follow-up", "thank-you"], 30: ["ghosted"]}
        for days, codes in expected.items():
            clock.move_to(NOON + days * DAY)
            assert [code.removeprefix("interview-") for _, code, _ in shown(user)] == codes, days
        # As soon as another round is planned nobody asks how the last one went.
        clock.move_to(NOON + 8 * DAY)
        interview(application, NOON + 9 * DAY)
        assert [code for _, code, _ in shown(user)] == ["interview-thank-you"]


@pytest.mark.parametrize("event", ["touch", "interview", "done task", "move"])
def test_what_happens_ends_the_silence(event: str, user: User, noon: Any) -> None:
    application = make_application(user, ("interested", NOON - 60 * DAY), ("applied", NOON - 12 * DAY))
    assert [days for _, _, days in shown(user)] == [12]
    if event == "touch":
        touch(application, NOON - 10 * DAY)
    elif event == "interview":
        interview(application, NOON - 10 * DAY)
    elif event == "done task":
        Task.objects.create(owner=user, application=application, title="Do", done_at=NOON - 10 * DAY)
    else:
        StatusChange.objects.filter(application=application, to_status="applied").delete()
        Application.objects.filter(pk=application.pk).update(status="interested")
        move_application(actor=user, application_id=application.pk, status="applied", occurred_at=NOON - 10 * DAY)
    assert [days for _, _, days in shown(user)] == [10]


def test_a_note_and_what_is_in_the_trash_or_cancelled_end_no_silence(user: User, noon: Any) -> None:
    application = make_application(user, ("applied", NOON - 12 * DAY))
    touch(application, NOON, "note")
    touch(application, NOON, **TRASHED)
    interview(application, NOON + DAY, state="cancelled")
    interview(application, NOON + DAY, **TRASHED)
    Task.objects.create(owner=user, application=application, title="Do", done_at=NOON, **TRASHED)
    assert [days for _, _, days in shown(user)] == [12]


def test_days_are_those_of_the_persons_calendar(user: User) -> None:
    user.time_zone = "America/New_York"
    user.save()
    # Late on 28 February there; clocks go forward on 8 March.
    make_application(user, ("applied", datetime(2026, 3, 1, 4, 59, tzinfo=UTC)))
    for moment, expected in (("2026-03-10T03:59:59Z", 0), ("2026-03-10T04:00:00Z", 1)):
        with time_machine.travel(moment, tick=False):
            assert len(shown(user)) == expected


def test_what_goes_to_the_trash_or_is_closed_is_not_suggested(user: User, noon: Any) -> None:
    first, second = (make_application(user, ("applied", NOON - 12 * DAY)) for _ in range(2))
    assert len(shown(user)) == 2
    delete_application(actor=user, application_id=first.pk)
    move_application(actor=user, application_id=second.pk, status="rejected")
    assert shown(user) == []


def test_a_list_costs_the_same_queries_however_long_it_is_and_shows_what_waits_longest(user: User, noon: Any) -> None:
    made = [make_application(user, ("applied", NOON - timedelta(days=12, hours=n))) for n in range(12)]
    with CaptureQueriesContext(connection) as captured:
        suggestions, count = suggestions_now(user, cadence_of(user))
    assert len(captured) == 3
    assert [one.application.pk for one in suggestions] == [one.pk for one in made[::-1]]
    found = find_suggestions(user, cadence_of(user), NOON, limit=5)
    assert (len(found.rows), found.count, count) == (5, 12, 12)


# --- Decisions --------------------------------------------------------------------------------------------------


def test_the_list_says_what_its_actions_need(api: APIClient, user: User, noon: Any) -> None:
    application = make_application(user, ("applied", NOON - 12 * DAY))
    answer = api.get(SUGGESTIONS).json()
    assert answer == {
        "count": 1,
        "results": [
            {
                "key": f"applied-follow-up:{application.pk}:1772971200000000",
                "suggestion": "follow_up",
                "title": "Follow up on your application",
                "since": "2026-03-08T12:00:00Z",
                "days": 12,
                "application": {
                    "id": application.pk,
                    "status": "applied",
                    "status_since": "2026-03-08T12:00:00Z",
                    "applied_on": "2026-03-08",
                    "priority": "normal",
                    "job": {
                        "id": application.job_id,
                        "title": application.job.title,
                        "company": application.job.company,
                        "locations": [],
                        "remote_option": "",
                        "url": "",
                        "availability": "unknown",
                    },
                },
            }
        ],
    }


def test_an_accepted_suggestion_is_a_task_for_today_once(api: APIClient, user: User, noon: Any) -> None:
    User.objects.filter(pk=user.pk).update(time_zone="Pacific/Kiritimati")
    application = make_application(user, ("applied", NOON - 12 * DAY))
    key = only_key(user)
    made = api.post(f"{SUGGESTIONS}accept/", {"key": key})
    assert (made.status_code, made.json()["application"]) == (201, None)
    task = made.json()["task"]
    assert (task["title"], task["kind"], task["application"], task["due_on"], task["suggestion"]) == (
        *("Follow up on your application", "follow_up", application.pk),
        *("2026-03-21", key),
    )
    again = api.post(f"{SUGGESTIONS}accept/", {"key": key})
    assert (again.status_code, again.json()) == (200, made.json())
    assert api.get(SUGGESTIONS).json() == {"count": 0, "results": []}
    assert Task.objects.count() == 1


def test_what_was_accepted_does_not_come_back_when_its_task_goes(user: User, noon: Any) -> None:
    make_application(user, ("applied", NOON - 12 * DAY))
    key = only_key(user)
    task = accept_suggestion(actor=user, key=key).task
    assert task is not None
    delete_task(actor=user, task_id=task.pk)
    assert shown(user) == []
    with pytest.raises(InvalidInput):
        accept_suggestion(actor=user, key=key)
    purge_task(actor=user, task_id=task.pk)
    assert shown(user) == []


def test_what_is_done_counts_anew(user: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        make_application(user, ("applied", NOON - 12 * DAY))
        key = only_key(user)
        task = accept_suggestion(actor=user, key=key).task
        assert task is not None
        complete_task(actor=user, task_id=task.pk)
        clock.move_to(NOON + 9 * DAY)
        assert shown(user) == []
        clock.move_to(NOON + 10 * DAY)
        assert only_key(user) != key


def test_nothing_is_suggested_that_is_on_the_list_of_things_to_do(user: User, noon: Any) -> None:
    application = make_application(user, ("applied", NOON - 12 * DAY))
    task = create_task(actor=user, values={"title": "Ask", "kind": "follow_up", "application": application})
    assert shown(user) == []
    delete_task(actor=user, task_id=task.pk)
    assert len(shown(user)) == 1


def test_an_accepted_ghosted_moves_the_application(api: APIClient, user: User, noon: Any) -> None:
    application = make_application(user, ("applied", NOON - 40 * DAY))
    answer = api.post(f"{SUGGESTIONS}accept/", {"key": (key := only_key(user))})
    assert (answer.status_code, answer.json()["task"]) == (200, None)
    assert (answer.json()["application"]["id"], answer.json()["application"]["status"]) == (application.pk, "ghosted")
    assert [change.to_status for change in application.history.order_by("pk")] == ["applied", "ghosted"]
    assert refused_fields(api.post(f"{SUGGESTIONS}accept/", {"key": key})) == {"key": ["does_not_exist"]}


def test_a_dismissed_suggestion_stays_away_until_something_happens(api: APIClient, user: User, noon: Any) -> None:
    application = make_application(user, ("applied", NOON - 25 * DAY))
    key = only_key(user)
    for _ in range(2):
        answer = api.post(f"{SUGGESTIONS}dismiss/", {"key": key})
        assert (answer.status_code, answer.json()) == (200, {"key": key, "hidden_until": None})
    assert shown(user) == []
    assert refused_fields(api.post(f"{SUGGESTIONS}accept/", {"key": key})) == {"key": ["does_not_exist"]}
    touch(application, NOON - 11 * DAY)
    assert shown(user) == [(application.pk, "applied-follow-up", 11)]


def test_whoever_does_not_give_up_is_asked_to_follow_up(user: User, noon: Any) -> None:
    application = make_application(user, ("applied", NOON - 40 * DAY))
    dismiss_suggestion(actor=user, key=only_key(user))
    assert shown(user) == [(application.pk, "applied-follow-up", 40)]


def test_a_suggestion_that_was_put_off_comes_back_on_its_day(api: APIClient, user: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        make_application(user, ("applied", NOON - 12 * DAY))
        key = only_key(user)
        answer = api.post(f"{SUGGESTIONS}snooze/", {"key": key, "days": 3})
        assert (answer.status_code, answer.json()) == (200, {"key": key, "hidden_until": "2026-03-23"})
        assert shown(user) == []
        assert api.post(f"{SUGGESTIONS}snooze/", {"key": key, "until": "2026-03-22"}).status_code == 200
        clock.move_to(datetime(2026, 3, 21, 23, 59, 59, tzinfo=UTC))
        assert shown(user) == []
        clock.shift(1)
        assert only_key(user) == key
        assert api.post(f"{SUGGESTIONS}accept/", {"key": key}).status_code == 201


@pytest.mark.parametrize(
    "key",
    [
        *("x", "applied-follow-up", "applied-follow-up:", "applied-follow-up:x:1", "applied-follow-up:1:1"),
        *("applied-follow-up:99999999999999999999:1", "applied-follow-up:9223372036854775808:1", ":::", "a:²:1"),
    ],
)
@pytest.mark.parametrize("verb", ["accept", "dismiss", "snooze"])
def test_what_is_not_suggested_is_refused(verb: str, key: str, api: APIClient, user: User) -> None:
    before = every_row()
    assert refused_fields(api.post(f"{SUGGESTIONS}{verb}/", {"key": key, "days": 1})) == {"key": ["does_not_exist"]}
    assert every_row() == before


@pytest.mark.parametrize("verb", ["accept", "dismiss", "snooze"])
def test_somebody_elses_suggestion_is_none(
    verb: str, user: User, other_user: User, client_of: ClientOf, noon: Any
) -> None:
    make_application(user, ("applied", NOON - 12 * DAY))
    key = only_key(user)
    missing = key.replace(key.split(":")[1], str(2**62))
    before = every_row()
    headers = {"X-Request-ID": "the-same-request"}
    client = client_of(other_user)
    theirs, none = (
        client.post(f"{SUGGESTIONS}{verb}/", {"key": named, "days": 1}, headers=headers) for named in (key, missing)
    )
    assert refused_fields(theirs) == {"key": ["does_not_exist"]}
    assert theirs.content == none.content
    changed = {name: rows for name, rows in every_row().items() if rows != before[name]}
    assert set(changed) <= {"sessions.Session", "accounts.User"}


@pytest.mark.django_db(transaction=True)
def test_of_parallel_acceptances_one_makes_the_task_and_all_get_it(user: User, client_of: ClientOf) -> None:
    now = datetime.now(UTC)
    application = make_application(user, ("applied", now - 12 * DAY))
    key = only_key(user)

    def accept() -> tuple[int, int]:
        response = client_of(user).post(f"{SUGGESTIONS}accept/", {"key": key})
        return response.status_code, response.json()["task"]["id"]

    def lock() -> object:
        return Application.objects.select_for_update().get(pk=application.pk)

    answers = release_together(lock, *[accept] * 4)
    assert sorted(status for status, _ in answers) == [200, 200, 200, 201]
    assert {task_id for _, task_id in answers} == {Task.objects.get().pk}


@pytest.mark.django_db(transaction=True)
def test_of_parallel_decisions_each_is_made_and_one_is_kept(user: User, client_of: ClientOf) -> None:
    make_application(user, ("applied", datetime.now(UTC) - 12 * DAY))
    key = only_key(user)

    def decide(verb: str) -> int:
        body = {"key": key, "days": 1} if verb == "snooze" else {"key": key}
        return int(client_of(user).post(f"{SUGGESTIONS}{verb}/", body).status_code)

    statuses = at_once(*(partial(decide, verb) for verb in ("dismiss", "snooze", "dismiss", "snooze")))
    assert statuses == [200] * 4
    assert SuggestionDecision.objects.count() == 1


def test_a_key_holds_its_application() -> None:
    assert application_of("a-b:12:1772971200000000") == 12
    assert application_of("a-b:9223372036854775807:1") == 2**63 - 1
    for none in ("", "a", "a:", "a:1", "a:1:", "a:x:1", "a:-1:1", "a:1.5:1", "a:9223372036854775808:1"):
        assert application_of(none) is None, none


# --- The rules --------------------------------------------------------------------------------------------------

MINE = {
    "code": "mine",
    "status": "offer",
    "basis": "silence",
    "days": 2,
    "suggestion": "follow_up",
    "title": "Answer",
    "is_active": True,
}


def test_the_defaults_until_one_has_rules_of_ones_own(api: APIClient, user: User, noon: Any) -> None:
    defaults = api.get(CADENCE).json()
    assert defaults["is_default"]
    assert [(rule["code"], rule["days"]) for rule in defaults["rules"]] == [
        ("applied-follow-up", 10),
        ("applied-ghosted", 30),
        ("screening-follow-up", 7),
        ("screening-ghosted", 30),
        ("interview-thank-you", 1),
        ("interview-follow-up", 7),
        ("interview-ghosted", 30),
    ]
    make_application(user, ("applied", NOON - 12 * DAY))
    offered = make_application(user, ("offer", NOON - 2 * DAY))
    for rules in ([MINE], [{**MINE, "days": 1}, {**MINE, "code": "off", "is_active": False}]):
        answer = api.put(CADENCE, {"rules": rules})
        assert (answer.status_code, answer.json()) == (200, {"is_default": False, "rules": rules})
        assert api.get(CADENCE).json() == answer.json()
        assert shown(user) == [(offered.pk, "mine", 2)]
    assert api.put(CADENCE, {"rules": [{**MINE, "is_active": False}]}).status_code == 200
    assert shown(user) == []
    assert api.delete(CADENCE).status_code == 204
    assert api.get(CADENCE).json() == defaults
    # What one gets may be sent back as it is.
    assert api.put(CADENCE, {"rules": defaults["rules"]}).json() == {**defaults, "is_default": False}


@pytest.mark.parametrize(
    ("rules", "refused"),
    [
        ([], {"rules": ["empty"]}),
        ([MINE, {**MINE, "days": 3}], {"rules.1.code": ["repeated"]}),
        ([{**MINE, "code": f"c{n}"} for n in range(51)], {"rules": ["too_many"]}),
        ([{**MINE, "code": "not a slug"}], {"rules.0.code": ["invalid"]}),
        ([{**MINE, "code": "a:b"}], {"rules.0.code": ["invalid"]}),
        ([{**MINE, "code": "x" * 41}], {"rules.0.code": ["max_length"]}),
        ([{**MINE, "status": "rejected"}], {"rules.0.status": ["invalid_choice"]}),
        ([{**MINE, "basis": "moon"}], {"rules.0.basis": ["invalid_choice"]}),
        ([{**MINE, "days": 0}], {"rules.0.days": ["min_value"]}),
        ([MINE, {**MINE, "code": "b", "days": 366}], {"rules.1.days": ["max_value"]}),
        ([{**MINE, "suggestion": "party"}], {"rules.0.suggestion": ["invalid_choice"]}),
        ([{**MINE, "title": " "}], {"rules.0.title": ["blank"]}),
        ([{**MINE, "title": "x" * 201}], {"rules.0.title": ["max_length"]}),
        ([{"code": "a"}], {f"rules.0.{name}": ["required"] for name in MINE if name not in ("code", "is_active")}),
        ("x", {"rules": ["not_a_list"]}),
    ],
)
def test_rules_that_cannot_be_are_refused_by_their_place(
    rules: Any, refused: dict[str, list[str]], api: APIClient, user: User
) -> None:
    api.put(CADENCE, {"rules": [MINE]})
    before = every_row()
    assert refused_fields(api.put(CADENCE, {"rules": rules})) == refused
    assert every_row() == before


def test_rules_are_replaced_only_as_one_has_seen_them(api: APIClient) -> None:
    default = api.get(CADENCE).headers["ETag"]
    mine = api.put(CADENCE, {"rules": [MINE]}, headers={"If-Match": default})
    assert mine.headers["ETag"] == api.get(CADENCE).headers["ETag"] != default
    assert api.put(CADENCE, {"rules": [MINE]}, headers={"If-Match": default}).status_code == 412
    assert api.delete(CADENCE, headers={"If-Match": default}).status_code == 412
    assert api.delete(CADENCE, headers={"If-Match": mine.headers["ETag"]}).status_code == 204
    assert api.get(CADENCE).headers["ETag"] == default


@pytest.mark.django_db(transaction=True)
def test_of_sets_of_rules_stored_at_the_same_time_one_is_kept_whole(user: User) -> None:
    sets = [[Rule(f"{name}-{n}", "applied", "silence", 1, "follow_up", name) for n in range(4)] for name in "abc"]
    at_once(*(partial(set_cadence, actor=user, rules=rules) for rules in sets))
    assert list(cadence_of(user).rules) in sets


@pytest.mark.parametrize(
    "values",
    [{"days": 0}, {"days": 366}, {"basis": "moon"}, {"suggestion": "party"}, {"status": "rejected"}, {"code": "b"}],
)
def test_the_database_refuses_rules_that_cannot_be(values: dict[str, Any], user: User) -> None:
    set_cadence(actor=user, rules=[Rule(code, "applied", "silence", 1, "follow_up", "Ask") for code in "ab"])
    with pytest.raises(IntegrityError), transaction.atomic():
        CadenceRule.objects.filter(code="a").update(**values)
