"""The figures of a search are what one counts by hand, in whatever time zone."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accounts.models import User, validate_time_zone
from analytics.selectors import ANSWERS, FUNNEL, MAX_COMPANIES, SENT, Period, figures_of, interviews_held_in, made_in
from applications.factories import make_application, make_interview
from applications.models import OPEN_VALUES, Application, Interview, Status, StatusChange
from applications.services.applications import delete_application
from jobs.factories import JobFactory
from jobs.models import Job

pytestmark = pytest.mark.django_db
UTC_ZONE = ZoneInfo("UTC")
ALWAYS = Period()


def at(day: int, hour: int = 12, month: int = 3) -> datetime:
    """An instant of 2026."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


def figures(user: User, period: Period = ALWAYS, zone: str = "UTC") -> Any:
    return figures_of(Application.objects.visible_to(user), period, ZoneInfo(zone))


def test_there_are_figures_of_nothing(user: User) -> None:
    found = figures(user, Period(date(2026, 3, 4), date(2026, 3, 16)))
    assert (found.applications, found.answered, found.response_rate, found.median_days_to_answer) == (0, 0, None, None)
    assert (found.by_status, found.funnel) == (dict.fromkeys(Status.values, 0), dict.fromkeys(FUNNEL, 0))
    assert [(week.monday, week.applications) for week in found.weeks] == [
        (date(2026, 3, 2), 0),
        (date(2026, 3, 9), 0),
        (date(2026, 3, 16), 0),
    ]
    assert (found.companies, found.companies_count, found.interviews_held) == ([], 0, 0)
    assert figures(user).weeks == []


def test_a_filter_that_nothing_can_pass_leaves_no_figures(user: User) -> None:
    make_application(user, ("applied", at(2)))
    assert figures_of(Application.objects.visible_to(user).none(), ALWAYS, UTC_ZONE).applications == 0


def test_it_is_made_on_the_applied_date_else_on_the_day_it_was_first_sent(user: User) -> None:
    dated = make_application(user, ("interested", at(1)), ("applied", at(2)))
    Application.objects.filter(pk=dated.pk).update(applied_on=date(2026, 2, 20))
    make_application(user, ("interested", at(1)))
    make_application(user, ("interested", at(1)), ("withdrawn", at(5)))
    late = make_application(user, ("interested", at(1)), ("interview", at(3, 23)), ("rejected", at(9)))
    made = made_in(Application.objects.visible_to(user), ALWAYS, ZoneInfo("Asia/Tokyo")).order_by("made_on")
    assert [(row.pk, row.made_on) for row in made] == [(dated.pk, date(2026, 2, 20)), (late.pk, date(2026, 3, 4))]


def test_both_ends_of_a_period_are_in_it(user: User) -> None:
    for day in (1, 2, 3, 4, 5):
        make_application(user, ("applied", at(day)))
    assert figures(user, Period(date(2026, 3, 2), date(2026, 3, 4))).applications == 3
    assert figures(user, Period(date(2026, 3, 2))).applications == 4
    assert figures(user, Period(until=date(2026, 3, 2))).applications == 2


def test_the_funnel_is_of_what_was_reached_whatever_became_of_it(user: User) -> None:
    make_application(user, ("applied", at(1)))
    make_application(user, ("applied", at(1)), ("interview", at(4)), ("rejected", at(8)))
    make_application(user, ("applied", at(1)), ("declined", at(3)))
    make_application(user, ("offer", at(2)), ("accepted", at(3)))
    found = figures(user)
    assert found.funnel == {"applied": 4, "screening": 3, "interview": 3, "offer": 2, "accepted": 1}
    assert {status: number for status, number in found.by_status.items() if number} == {
        "applied": 1,
        "rejected": 1,
        "declined": 1,
        "accepted": 1,
    }


def test_an_answer_is_an_employers_and_takes_days_of_the_persons_own(user: User) -> None:
    # In Honolulu it is still the evening before.
    user.time_zone = "Pacific/Honolulu"
    make_application(user, ("applied", at(2, 3)), ("screening", at(4, 12)))
    make_application(user, ("applied", at(2, 12)), ("rejected", at(2, 13)))
    make_application(user, ("applied", at(2)), ("ghosted", at(20)))
    found = figures(user, zone="Pacific/Honolulu")
    assert (found.answered, found.median_days_to_answer) == (2, 1.5)
    assert found.response_rate == pytest.approx(2 / 3)


def test_an_answer_noted_before_it_was_made_took_no_day(user: User) -> None:
    early = make_application(user, ("applied", at(2)), ("screening", at(4)))
    Application.objects.filter(pk=early.pk).update(applied_on=date(2026, 3, 10))
    assert figures(user).median_days_to_answer == 0


def test_companies_are_one_whatever_their_case_and_the_most_come_first(user: User) -> None:
    for day, name in enumerate(("Acme", "ACME", "acme ", "Beta", "Beta", "Alpha"), 1):
        make_application(user, ("applied", at(day)), job=JobFactory.create(owner=user, company=name))
    for number in range(9):
        make_application(user, ("applied", at(1)), job=JobFactory.create(owner=user, company=f"Other {number}"))
    found = figures(user)
    assert [(each.name, each.applications) for each in found.companies[:3]] == [("acme", 3), ("Beta", 2), ("Alpha", 1)]
    assert (len(found.companies), found.companies_count) == (MAX_COMPANIES, 12)


def test_interviews_are_those_held_in_the_period_whenever_the_application_was_made(user: User) -> None:
    old = make_application(user, ("applied", datetime(2025, 1, 1, tzinfo=UTC)))
    for day, state in ((1, "completed"), (2, "completed"), (2, "cancelled"), (2, "scheduled"), (3, "completed")):
        made = make_interview(user, old, starts_at=at(day, 23, month=11))
        Interview.objects.filter(pk=made.pk).update(state=state)
    applications = Application.objects.visible_to(user)
    second = Period(date(2026, 11, 2), date(2026, 11, 2))
    assert interviews_held_in(applications, second, UTC_ZONE) == 1
    assert interviews_held_in(applications, ALWAYS, UTC_ZONE) == 3
    assert interviews_held_in(applications, second, ZoneInfo("Asia/Tokyo")) == 1
    Interview.objects.filter(starts_at=at(1, 23, month=11)).update(trashed_at=at(1), trashed_with=uuid4())
    assert interviews_held_in(applications, second, ZoneInfo("Asia/Tokyo")) == 0


def test_what_is_in_the_trash_or_somebody_elses_counts_nowhere(user: User, other_user: User) -> None:
    gone = make_application(user, ("applied", at(1)), ("offer", at(2)))
    delete_application(actor=user, application_id=gone.pk)
    make_application(other_user, ("applied", at(1)))
    assert figures(user).applications == 0
    assert made_in(Application.objects.filter(owner=user), ALWAYS, UTC_ZONE).count() == 0


def test_the_database_knows_every_time_zone_that_a_person_can_have() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_timezone_names")
        known = {name.lower() for (name,) in cursor.fetchall()}
    unknown = {zone for zone in available_timezones() if zone.lower() not in known}
    for zone in unknown:
        with pytest.raises(ValidationError):
            validate_time_zone(zone)


# --- The same, counted in Python from the rows ------------------------------------------------------------------------

ZONES = ["UTC", "Pacific/Apia", "Pacific/Honolulu", "America/St_Johns", "Asia/Kathmandu", "Europe/Zurich"]
# Over the day that Samoa left out, and over changes of clocks.
instants = st.datetimes(datetime(2011, 12, 20), datetime(2012, 4, 10), timezones=st.just(UTC))
days = st.dates(date(2011, 12, 20), date(2012, 4, 10))


@st.composite
def histories(draw: st.DrawFn) -> tuple[date | None, int, list[tuple[str, datetime]]]:
    """An applied date, a company, and the statuses of a legal history with their instants."""
    statuses: list[str] = []
    for status in draw(st.lists(st.sampled_from(Status.values), min_size=1, max_size=6)):
        if not statuses or (status != statuses[-1] and (statuses[-1] in OPEN_VALUES or status in OPEN_VALUES)):
            statuses.append(status)
    times = sorted(draw(st.lists(instants, min_size=len(statuses), max_size=len(statuses), unique=True)))
    return draw(st.none() | days), draw(st.integers(0, 2)), list(zip(statuses, times, strict=True))


@settings(max_examples=60)
@given(st.lists(histories(), max_size=8), st.sampled_from(ZONES), st.none() | days, st.none() | days)
@example([(None, 0, [("applied", datetime(2011, 12, 31, 9, 59, tzinfo=UTC))])], "Pacific/Apia", None, None)
def test_figures_are_what_one_counts_by_hand(
    user: User, made: Sequence[Any], zone: str, since: date | None, until: date | None
) -> None:
    if since and until and since > until:
        since, until = until, since
    with transaction.atomic():
        _store(user, made)
        found = figures(user, Period(since, until), zone)
        transaction.set_rollback(True)
    clock = ZoneInfo(zone)
    cohort = []
    for applied_on, company, steps in made:
        sent = [when for status, when in steps if status in SENT]
        day = applied_on or (sent[0].astimezone(clock).date() if sent else None)
        if day and (since is None or since <= day) and (until is None or day <= until):
            cohort.append((day, company, steps))
    assert found.applications == len(cohort)
    assert found.by_status == {status: sum(s[-1][0] == status for _, _, s in cohort) for status in Status.values}
    later = {stage: set(FUNNEL[place:]) for place, stage in enumerate(FUNNEL)}
    for stage in (Status.SCREENING, Status.INTERVIEW, Status.OFFER):
        later[stage].add(Status.DECLINED)
    assert found.funnel == {
        stage: sum(stage == "applied" or any(status in later[stage] for status, _ in s) for _, _, s in cohort)
        for stage in FUNNEL
    }
    taken = []
    for day, _, steps in cohort:
        answers = [when for status, when in steps if status in ANSWERS]
        taken += [max(0, (answers[0].astimezone(clock).date() - day).days)] if answers else []
    assert (found.answered, found.median_days_to_answer) == (len(taken), median(taken) if taken else None)
    names = Counter(f"Company {company}" for _, company, _ in cohort)
    assert {each.name: each.applications for each in found.companies} == names
    weeks = Counter(day - timedelta(days=day.weekday()) for day, _, _ in cohort)
    assert {week.monday: week.applications for week in found.weeks if week.applications} == weeks
    mondays = [week.monday for week in found.weeks]
    first = since or min((day for day, _, _ in cohort), default=None)
    last = until or max((day for day, _, _ in cohort), default=None)
    if first and last:
        assert mondays == [
            first - timedelta(days=first.weekday()) + timedelta(weeks=n)
            for n in range(((last - (first - timedelta(days=first.weekday()))).days // 7) + 1)
        ]
    else:
        assert mondays == []


def _store(user: User, made: Sequence[Any]) -> None:
    """Rows as they would be; past the services, which would not have some of these histories."""
    for applied_on, company, steps in made:
        job = Job.objects.create(owner=user, title="Engineer", company=f"Company {company}")
        application = Application.objects.create(
            owner=user, job=job, status=steps[-1][0], status_since=steps[-1][1], applied_on=applied_on
        )
        StatusChange.objects.bulk_create(
            StatusChange(
                owner=user,
                application=application,
                kind="created" if place == 0 else "moved" if steps[place - 1][0] in OPEN_VALUES else "reopened",
                from_status=steps[place - 1][0] if place else "",
                to_status=status,
                occurred_at=when,
            )
            for place, (status, when) in enumerate(steps)
        )
