"""What matters today: read at one instant, by the person's own calendar, with as many queries however much there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, OuterRef, Subquery, Window
from django.utils import timezone

from accounts.models import User
from applications.cadence import cadence_of
from applications.models import Application, Interview, Status, Task
from applications.models.interviews import LONGEST
from applications.suggestions import (
    Stale,
    Suggested,
    applications_of,
    find_stale,
    find_suggestions,
    stale,
    suggested,
)
from jobs.models import UNSHOWN_COLUMNS, Job
from jobtracker.days import day_of, start_of

# So many entries of each part are shown; more than anybody does in a day.
MAX_ENTRIES = 50
# Today and the seven days after it.
AHEAD = timedelta(days=7)
POSTING, OFFER = "posting", "offer"
DEADLINE_TYPES = [(POSTING, "A posting"), (OFFER, "An offer")]
_UNSHOWN_OF_APPLICATION = (
    "application__notes",
    "application__search_notes",
    *(f"application__job__{name}" for name in UNSHOWN_COLUMNS),
)


@dataclass(frozen=True)
class Deadline:
    """A posting that wants an application soon, or an offer that wants an answer."""

    type: str
    on: date | None
    job: Job
    application_id: int | None


@dataclass(frozen=True)
class Goal:
    """How many applications the person wants to send in a week, how many went out in this one, and when it began."""

    target: int | None
    done: int
    week_start: date


@dataclass(frozen=True)
class Today:
    """The page of one day."""

    date: date
    time_zone: str
    overdue: Sequence[Task]
    due: Sequence[Task]
    unfinished: Sequence[Interview]
    interviews: Sequence[Interview]
    deadlines: Sequence[Deadline]
    stale: Sequence[Stale]
    suggestions: Sequence[Suggested]
    goal: Goal
    counts: Mapping[str, int]


def today_of(user: User) -> Today:
    """What matters to this person now."""
    now = timezone.now()
    zone = ZoneInfo(user.time_zone)
    today = day_of(now, zone)
    to_do = Task.objects.visible_to(user).with_what_it_is_about().to_do().with_day()
    overdue = _counted(to_do.late(today), F("shown_on").asc(), F("due_time").asc(nulls_last=True))
    due = _counted(to_do.filter(shown_on=today), F("due_time").asc(nulls_last=True))
    unfinished = _counted(_unfinished_interviews(user, now), F("ends_at").desc())
    interviews = _counted(_coming_interviews(user, now, start_of(today + AHEAD + timedelta(days=1), zone)), "starts_at")
    offers = _counted(_offers(user), F("job__deadline_on").asc(nulls_last=True))
    postings = _counted(_postings_with_deadlines(user, today), "deadline_on")
    cadence = cadence_of(user)
    found_stale = find_stale(user, cadence, now, limit=MAX_ENTRIES)
    found_suggestions = find_suggestions(user, cadence, now, limit=MAX_ENTRIES)
    applications = applications_of(user, found_stale, found_suggestions)
    return Today(
        date=today,
        time_zone=user.time_zone,
        overdue=overdue,
        due=due,
        unfinished=unfinished,
        interviews=interviews,
        deadlines=_deadlines(offers, postings),
        stale=stale(found_stale, applications, now, zone),
        suggestions=suggested(found_suggestions, applications, now, zone),
        goal=_goal(user, today),
        counts={
            "overdue": _count(overdue),
            "due": _count(due),
            "unfinished": _count(unfinished),
            "interviews": _count(interviews),
            "deadlines": _count(offers) + _count(postings),
            "stale": found_stale.count,
            "suggestions": found_suggestions.count,
        },
    )


def _unfinished_interviews(user: User, now: datetime) -> Any:
    """Those whose time is over, while nobody has said yet whether they were, and how they went."""
    return _planned_interviews(user).filter(ends_at__lte=now)


def _coming_interviews(user: User, now: datetime, end: datetime) -> Any:
    """Those that are planned to be going on, or to begin before `end`."""
    # The beginning is what the index has: nothing that is going on began earlier than this.
    return _planned_interviews(user).filter(ends_at__gt=now, starts_at__gt=now - LONGEST, starts_at__lt=end)


def _planned_interviews(user: User) -> Any:
    planned = Interview.objects.visible_to(user).filter(state=Interview.State.SCHEDULED)
    return planned.select_related("application__job").defer("preparation", "feedback", *_UNSHOWN_OF_APPLICATION)


def _offers(user: User) -> Any:
    """Applications that have an offer to be answered."""
    offered = Application.objects.visible_to(user).filter(status=Status.OFFER).select_related("job")
    return offered.defer("notes", "search_notes", *(f"job__{name}" for name in UNSHOWN_COLUMNS))


def _postings_with_deadlines(user: User, today: date) -> Any:
    """Postings that end soon, and to which nothing was sent yet, each with its `interested_id`."""
    applications = Application.objects.filter(job=OuterRef("pk"), trashed_at=None)
    ending = Job.objects.visible_to(user).filter(deadline_on__range=(today, today + AHEAD), is_archived=False)
    untouched = ending.filter(~Exists(applications.exclude(status=Status.INTERESTED)))
    interested = applications.filter(status=Status.INTERESTED).values("pk")[:1]
    return untouched.annotate(interested_id=Subquery(interested)).defer(*UNSHOWN_COLUMNS)


def _deadlines(offers: Sequence[Application], postings: Sequence[Any]) -> list[Deadline]:
    """Offers first: those are answered today rather than tomorrow."""
    shown = [Deadline(OFFER, offer.job.deadline_on, offer.job, offer.pk) for offer in offers]
    shown += [Deadline(POSTING, job.deadline_on, job, job.interested_id) for job in postings]
    return shown[:MAX_ENTRIES]


def _goal(user: User, today: date) -> Goal:
    week_start = today - timedelta(days=today.weekday())
    week = (week_start, week_start + timedelta(days=6))
    done = Application.objects.visible_to(user).filter(applied_on__range=week).count()
    return Goal(user.weekly_goal, done, week_start)


def _counted(rows: Any, *order: Any) -> list[Any]:
    """The first rows, each with the number of all of them as `total`."""
    return list(rows.annotate(total=Window(Count("*"))).order_by(*order, "pk")[:MAX_ENTRIES])


def _count(rows: Sequence[Any]) -> int:
    return rows[0].total if rows else 0
