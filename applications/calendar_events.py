"""What calendars elsewhere are shown of a person's dates: interviews, deadlines, tasks.

They are read by whoever runs those calendars: what a person has noted stays out of them.
"""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from applications.interviews import with_all_that_is_shown
from applications.models import CalendarFeed, Interview, Task
from jobs.models import Job
from jobtracker.icalendars import CalendarEvent, calendar_file
from jobtracker.ownership import OwnedModel
from jobtracker.wall_clock import clock_at

# A calendar holds what has been within these days, and what is to come within those.
DAYS_BACK, DAYS_AHEAD = 90, 730
# Of interviews, deadlines and tasks each: what is to come first, then what has been.
MOST_EVENTS = 500
LENGTH_OF_A_TASK = timedelta(minutes=30)
# Rows without a number of their own for calendars have one that is made of what never changes (RFC 9562, 5.5).
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://jobtracker.invalid/calendar")


def feed_file(feed: CalendarFeed) -> bytes:
    """The calendar that is read at a feed's address, in its owner's time zone."""
    return calendar_file(feed.name, _events(feed))


def _events(feed: CalendarFeed) -> Iterator[CalendarEvent]:
    zone = ZoneInfo(feed.owner.time_zone)
    today = clock_at(timezone.now(), zone).date()
    if feed.interviews:
        alarm = None if feed.alarm_minutes is None else timedelta(minutes=feed.alarm_minutes)
        # Those in the trash, too, and those of applications in the trash: calendars are told that they are off.
        interviews = with_all_that_is_shown(Interview.objects.filter(owner=feed.owner))
        midnight = datetime.combine(today, time(), zone)
        for interview in _about(interviews, "starts_at", midnight):
            yield event_of_interview(interview, alarm)
    if feed.deadlines:
        jobs = Job.objects.visible_to(feed.owner).filter(is_archived=False).annotate(on=F("deadline_on"))
        shown = jobs.only("title", "company", "url", "deadline_on", "created_at", "updated_at")
        for job in _about(shown, "on", today):
            yield _event_of_deadline(job)
    if feed.tasks:
        tasks = Task.objects.visible_to(feed.owner).filter(done_at=None).exclude(due_on=None)
        placed = tasks.annotate(on=Greatest("due_on", "snoozed_until")).select_related("application__job")
        parts = ["title", "due_on", "due_time", "created_at", "updated_at"]
        for task in _about(placed.only(*parts, "application__job__title", "application__job__company"), "on", today):
            yield _event_of_task(task, zone)


def _about(rows: QuerySet[Any], field: str, now: date | datetime) -> list[Any]:
    """The rows that lie about now, in order; where there are too many, what is to come goes before what has been."""
    ahead = rows.filter(**{f"{field}__gte": now, f"{field}__lt": now + timedelta(days=DAYS_AHEAD)})
    coming = list(ahead.order_by(F(field).asc(), "pk")[:MOST_EVENTS])
    back = rows.filter(**{f"{field}__lt": now, f"{field}__gte": now - timedelta(days=DAYS_BACK)})
    past = list(back.order_by(F(field).desc(), "-pk")[: MOST_EVENTS - len(coming)])
    return [*reversed(past), *coming]


def event_of_interview(interview: Interview, alarm: timedelta | None = None) -> CalendarEvent:
    """An interview as calendars show it: on the clocks of the place where it was agreed upon."""
    application, job = interview.application, interview.application.job
    kind = interview.get_kind_display()
    with_whom = [
        f"{contact.name} ({contact.role})" if contact.role else contact.name for contact in interview.interviewers.all()
    ]
    lines = [
        f"{kind}: {job.title}, {job.company}",
        *([f"With {', '.join(with_whom)}"] if with_whom else []),
        *([interview.url] if interview.url else []),
    ]
    return CalendarEvent(
        uid=f"{interview.uid}@jobtracker",
        # Of two with the same number the later one counts (RFC 5546, 2.1.5): an application that comes back from the
        # trash, or a posting that gets another title, changes no interview.
        stamp=max(interview.updated_at, application.updated_at, job.updated_at),
        summary=f"{interview.title or kind} · {job.company}",
        start=interview.starts_at,
        end=interview.ends_at,
        zone=ZoneInfo(interview.time_zone),
        sequence=interview.sequence,
        is_cancelled=interview.state == Interview.State.CANCELLED
        or interview.trashed_at is not None
        or application.trashed_at is not None,
        # A task to take home leaves the days free.
        is_busy=interview.kind != Interview.Kind.TAKE_HOME,
        description="\n".join(lines),
        location=interview.place or interview.url,
        url=interview.url,
        categories=["Interview", kind],
        alarm=alarm,
    )


def _event_of_deadline(job: Any) -> CalendarEvent:
    return CalendarEvent(
        uid=_uid(job),
        stamp=job.updated_at,
        summary=f"Apply by today · {job.title}, {job.company}",
        start=job.on,
        end=job.on + timedelta(days=1),
        is_busy=False,
        url=job.url,
        categories=["Deadline"],
    )


def _event_of_task(task: Any, zone: ZoneInfo) -> CalendarEvent:
    job = task.application.job if task.application else None
    start: date | datetime = task.on
    end: date | datetime = task.on + timedelta(days=1)
    if task.due_time is not None:
        # A time that the clocks skip is the one that they go on with.
        start = datetime.combine(task.on, task.due_time, zone).astimezone(UTC)
        end = start + LENGTH_OF_A_TASK
    return CalendarEvent(
        uid=_uid(task),
        stamp=task.updated_at,
        summary=task.title,
        start=start,
        end=end,
        zone=zone,
        is_busy=False,
        description=f"{job.title}, {job.company}" if job else "",
        categories=["Task"],
    )


def _uid(row: OwnedModel) -> str:
    """The same for a row for ever, and another one for that with the same number in another installation."""
    return f"{uuid.uuid5(_NAMESPACE, f'{row._meta.label} {row.pk} {row.created_at.isoformat()}')}@jobtracker"
