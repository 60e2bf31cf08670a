"""What the application's own calendar shows between two days: interviews, deadlines, open tasks."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

from django.db.models.functions import Greatest

from accounts.models import User
from applications.models import Interview, Task
from jobs.models import Job
from jobtracker.errors import InvalidInput

MAX_DAYS = 400
# As many as anybody looks at; each costs a line of the answer.
MAX_ITEMS = 5_000


class CalendarItem(TypedDict):
    """One entry. `on` and `time` are those of the person's own calendar and clock; a whole day has no time."""

    type: str
    id: int
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str | None
    on: date
    time: time | None
    application: int | None
    job: dict[str, Any] | None
    state: str | None


def calendar_items(user: User, first: date, last: date) -> list[CalendarItem]:
    """Everything from `first` to `last`, in order. Three queries.

    Raises InvalidInput for days that are in no order or too far apart, or of which there is too much to tell.
    """
    if last < first:
        raise InvalidInput("from", "from_after_to", "The range begins after its end.")
    if last - first > timedelta(days=MAX_DAYS):
        raise InvalidInput("to", "too_far", f"Ask for {MAX_DAYS} days at most.")
    zone = ZoneInfo(user.time_zone)
    items: list[CalendarItem] = []
    for part in (_interviews(user, first, last, zone), _deadlines(user, first, last), _tasks(user, first, last)):
        for item in part:
            if len(items) == MAX_ITEMS:
                raise InvalidInput("to", "too_many", f"There is more than {MAX_ITEMS:,} entries: ask for fewer days.")
            items.append(item)
    # Of a day first what has no time.
    return sorted(items, key=lambda item: (item["on"], item["time"] or time(), item["time"] is not None))


def _interviews(user: User, first: date, last: date, zone: ZoneInfo) -> Iterator[CalendarItem]:
    """Those that go on at some time within the days; one that began before is shown where it began."""
    rows = Interview.objects.visible_to(user).filter(
        starts_at__lt=datetime.combine(last + timedelta(days=1), time(), zone),
        ends_at__gt=datetime.combine(first, time(), zone),
    )
    kinds = dict(Interview.Kind.choices)
    columns = rows.order_by("starts_at", "pk").values_list(
        "pk", "title", "kind", "starts_at", "ends_at", "time_zone", "state", "application_id",
        "application__job_id", "application__job__title", "application__job__company",
    )  # fmt: skip
    for pk, title, kind, starts_at, ends_at, zone_name, state, application, *job in columns[: MAX_ITEMS + 1]:
        there = starts_at.astimezone(zone)
        yield {
            "type": "interview",
            "id": pk,
            "title": title or kinds[kind],
            "starts_at": starts_at,
            "ends_at": ends_at,
            "time_zone": zone_name,
            "on": there.date(),
            "time": there.time(),
            "application": application,
            "job": _job(*job),
            "state": state,
        }


def _deadlines(user: User, first: date, last: date) -> Iterator[CalendarItem]:
    rows = Job.objects.visible_to(user).filter(is_archived=False, deadline_on__range=(first, last))
    for pk, title, company, on in rows.order_by("deadline_on", "pk").values_list(
        "pk", "title", "company", "deadline_on"
    )[: MAX_ITEMS + 1]:
        yield _whole_day("deadline", pk, title, on, job=_job(pk, title, company))


def _tasks(user: User, first: date, last: date) -> Iterator[CalendarItem]:
    """Those to be done, on the day on which they are due or to which they were put off."""
    rows = Task.objects.visible_to(user).filter(done_at=None).exclude(due_on=None)
    placed = rows.annotate(on=Greatest("due_on", "snoozed_until")).filter(on__range=(first, last))
    columns = placed.order_by("on", "pk").values_list(
        "pk", "title", "on", "due_time", "application_id",
        "application__job_id", "application__job__title", "application__job__company",
    )  # fmt: skip
    for pk, title, on, due_time, application, *job in columns[: MAX_ITEMS + 1]:
        shown = _whole_day("task", pk, title, on, job=_job(*job), state="open")
        yield {**shown, "time": due_time, "application": application}


def _whole_day(
    kind: str, pk: int, title: str, on: date, *, job: dict[str, Any] | None, state: str | None = None
) -> CalendarItem:
    return {
        "type": kind,
        "id": pk,
        "title": title,
        "starts_at": None,
        "ends_at": None,
        "time_zone": None,
        "on": on,
        "time": None,
        "application": None,
        "job": job,
        "state": state,
    }


def _job(pk: int | None, title: str | None, company: str | None) -> dict[str, Any] | None:
    return None if pk is None else {"id": pk, "title": title, "company": company}
