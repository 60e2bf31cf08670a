"""The figures of a search, counted by the database from applications and their histories.

Each is of the applications that were *made* in a period, which `made_in` defines. What is in the trash counts nowhere.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from applications.models import ApplicationQuerySet, Interview, Status, StatusChange
from jobtracker.filtering import day_bound

# What an application may be before it is sent, or without ever being sent.
_UNSENT: Final = (Status.INTERESTED, Status.WITHDRAWN)
SENT: Final = tuple(status for status in Status if status not in _UNSENT)
# What only an employer's answer can lead to. One declines what was offered.
ANSWERS: Final = (
    Status.SCREENING,
    Status.INTERVIEW,
    Status.OFFER,
    Status.ACCEPTED,
    Status.DECLINED,
    Status.REJECTED,
)
FUNNEL: Final = (Status.APPLIED, Status.SCREENING, Status.INTERVIEW, Status.OFFER, Status.ACCEPTED)
# How far along the funnel a history came that has this entry, from 1.
_STEPS: Final = {status: step for step, status in enumerate(FUNNEL, 1)} | {Status.DECLINED: FUNNEL.index("offer") + 1}
MAX_COMPANIES: Final = 10
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True)
class Period:
    """Some days, both ends among them; None where it has no end on that side."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Week:
    """An ISO week, by its Monday, and how many applications were made in it."""

    monday: date
    applications: int


@dataclass(frozen=True)
class Company:
    """A company, by its name as it was last written, and how many applications were made to it."""

    name: str
    applications: int


@dataclass(frozen=True)
class Figures:
    """The figures of a period; `figures_of` says what each of them is."""

    applications: int
    first_on: date | None
    last_on: date | None
    by_status: Mapping[str, int]
    funnel: Mapping[str, int]
    weeks: Sequence[Week]
    companies: Sequence[Company]
    companies_count: int
    interviews_held: int
    answered: int
    median_days_to_answer: float | None

    @property
    def response_rate(self) -> float | None:
        """The share of applications that were answered, from 0 to 1; None where there are none."""
        return self.answered / self.applications if self.applications else None


def made_in(applications: ApplicationQuerySet, period: Period, zone: ZoneInfo) -> QuerySet[Any]:
    """Those of the applications that were made in the period, with `made_on`, the day of it.

    That is the applied date; where there is none, the day, in `zone`, of the history's first entry that says it was
    sent: any status but interested and withdrawn. With neither it was not made, and so in no period.
    """
    sent = StatusChange.objects.filter(application=OuterRef("pk"), to_status__in=SENT).order_by("occurred_at", "pk")
    first_sent_on = Subquery(sent.values(day=TruncDate("occurred_at", tzinfo=zone))[:1])
    made: QuerySet[Any] = applications.filter(trashed_at=None).annotate(made_on=Coalesce("applied_on", first_sent_on))
    made = made.filter(made_on__isnull=False)
    if period.since:
        made = made.filter(made_on__gte=period.since)
    return made.filter(made_on__lte=period.until) if period.until else made


def interviews_held_in(applications: ApplicationQuerySet, period: Period, zone: ZoneInfo) -> int:
    """How many interviews of the applications, whenever these were made, were held in the period.

    They are completed, and began on a day of it in `zone`.
    """
    held = Interview.objects.filter(
        application__in=applications.filter(trashed_at=None).order_by().values("pk"),
        state=Interview.State.COMPLETED,
        trashed_at=None,
    )
    if period.since:
        held = held.filter(day_bound("starts_at", period.since, is_end=False, zone=zone))
    if period.until:
        held = held.filter(day_bound("starts_at", period.until, is_end=True, zone=zone))
    return held.count()


def figures_of(applications: ApplicationQuerySet, period: Period, zone: ZoneInfo) -> Figures:
    """The figures of a period, of those applications that were made in it (`made_in`); two statements.

    - `first_on`, `last_on`: when the first and the last of them was made.
    - `by_status`: how many stand at each status now; every status is there.
    - `funnel`: how many ever reached each of applied, screening, interview, offer and accepted, by their histories and
      whatever became of them since: one that entered a stage has reached those before it, too, and one that was
      declined an offer. All of them reached applied.
    - `weeks`: how many were made in each ISO week, empty ones among them, from the week of the period's beginning to
      that of its end; where it has none, from the first or to the last week in which one was made.
    - `companies`: to which most were made, at most MAX_COMPANIES, then by name; names that differ only in case or
      outer spaces are one. `companies_count`: how many there are in all.
    - `interviews_held`: `interviews_held_in`.
    - `answered`: how many histories have an entry that only an answer leads to (ANSWERS).
    - `median_days_to_answer`: of these, the median of the days from the one on which it was made to that, in `zone`,
      of the first such entry, an answer noted before it was made being one on the same day; None where there is none.
    """
    found = _read(_FIGURES, made_in(applications, period, zone), zone)
    by_week = {date.fromisoformat(monday): number for monday, number in found["weeks"]}
    first_on, last_on = _day(found["first_on"]), _day(found["last_on"])
    return Figures(
        applications=found["applications"],
        first_on=first_on,
        last_on=last_on,
        by_status=dict.fromkeys(Status.values, 0) | dict(found["by_status"]),
        funnel={stage.value: found["reached"][step] for step, stage in enumerate(FUNNEL)},
        weeks=_without_gaps(by_week, period.since or first_on, period.until or last_on),
        companies=[Company(name, number) for name, number in found["companies"]],
        companies_count=found["companies_count"],
        interviews_held=interviews_held_in(applications, period, zone),
        answered=found["answered"],
        median_days_to_answer=found["median_days"],
    )


_MOST_FIRST: Final = 'number DESC, lower(name) COLLATE "C", name COLLATE "C"'
# The histories are read once, and only those of the applications at hand.
_FIGURES: Final = """
WITH made (id, job_id, status, made_on) AS MATERIALIZED ({made}),
asked (zone, answers, statuses, steps, companies) AS (SELECT %s::text, %s::text[], %s::text[], %s::int[], %s::int),
history AS (
  SELECT change.application_id,
    min(change.occurred_at) FILTER (WHERE change.to_status = ANY(asked.answers)) AS answered_at,
    max(asked.steps[array_position(asked.statuses, change.to_status::text)]) AS furthest
  FROM made JOIN applications_statuschange AS change ON change.application_id = made.id CROSS JOIN asked
  GROUP BY change.application_id
),
answered AS (
  SELECT greatest(0, (history.answered_at AT TIME ZONE asked.zone)::date - made.made_on) AS days
  FROM made JOIN history ON history.application_id = made.id CROSS JOIN asked
  WHERE history.answered_at IS NOT NULL
),
companies AS (
  SELECT (array_agg(btrim(job.company) ORDER BY made.made_on DESC, made.id DESC))[1] AS name, count(*) AS number
  FROM made JOIN jobs_job AS job ON job.id = made.job_id
  GROUP BY lower(btrim(job.company))
)
SELECT json_build_object(
  'applications', (SELECT count(*) FROM made),
  'first_on', (SELECT min(made_on) FROM made),
  'last_on', (SELECT max(made_on) FROM made),
  'by_status', (SELECT coalesce(json_object_agg(status, number), '{{}}')
    FROM (SELECT status, count(*) AS number FROM made GROUP BY status) AS one),
  'reached', (SELECT json_agg((SELECT count(*) FROM made LEFT JOIN history ON history.application_id = made.id
      WHERE greatest(1, history.furthest) >= step) ORDER BY step)
    FROM generate_series(1, {steps}) AS step),
  'weeks', (SELECT coalesce(json_agg(json_build_array(monday, number) ORDER BY monday), '[]')
    FROM (SELECT date_trunc('week', made_on::timestamp)::date AS monday, count(*) AS number
      FROM made GROUP BY monday) AS one),
  'companies', (SELECT coalesce(json_agg(json_build_array(name, number) ORDER BY {in_order}), '[]')
    FROM (SELECT * FROM companies ORDER BY {in_order} LIMIT (SELECT asked.companies FROM asked)) AS one),
  'companies_count', (SELECT count(*) FROM companies),
  'answered', (SELECT count(*) FROM answered),
  'median_days', (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FROM answered)
)::text
"""


def _read(statement: str, made: QuerySet[Any], zone: ZoneInfo) -> Any:
    """What the statement says of the applications `made`."""
    rows = made.order_by().values_list("pk", "job_id", "status", "made_on")
    # Of filters that nothing can pass the compiler makes a query without rows, instead of refusing to make one.
    sql, parameters = rows.query.get_compiler(DEFAULT_DB_ALIAS, elide_empty=False).as_sql()
    asked: list[Any] = [zone.key, list(ANSWERS), list(_STEPS), list(_STEPS.values()), MAX_COMPANIES]
    with connection.cursor() as cursor:
        cursor.execute(statement.format(made=sql, steps=len(FUNNEL), in_order=_MOST_FIRST), [*parameters, *asked])
        return json.loads(cursor.fetchone()[0])


def _without_gaps(by_week: Mapping[date, int], first: date | None, last: date | None) -> list[Week]:
    if first is None or last is None:
        return []
    monday = first - timedelta(days=first.weekday())
    number = max(0, (last - monday) // _WEEK + 1)
    return [Week(day, by_week.get(day, 0)) for day in (monday + place * _WEEK for place in range(number))]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
