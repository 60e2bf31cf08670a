"""What is suggested for a person's open applications: computed by one statement each time, and kept nowhere.

A suggestion's key is made of the rule, the application and the instant from which the rule's days are counted. So a
decision about it holds until something happens; then the days are counted anew, and make another key.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

from accounts.models import User
from applications.cadence import Cadence, active, before, days_of_silence, days_since
from applications.models import Application
from jobs.models import UNSHOWN_COLUMNS
from jobtracker.days import day_of

# So many are told at once, those first that wait longest; what is decided makes room for the next.
MAX_SHOWN = 200


@dataclass(frozen=True)
class Suggested:
    """Something that could be done for an application, and since when it has been waiting."""

    key: str
    suggestion: str
    title: str
    application: Application
    since: datetime
    days: int


@dataclass(frozen=True)
class Stale:
    """An application of which nothing was heard for longer than its status allows, and since when."""

    application: Application
    since: datetime
    days: int


@dataclass(frozen=True)
class Found:
    """Rows of one of the statements, and how many there are with those that are not shown."""

    rows: list[Mapping[str, Any]]
    count: int


# What is known of each open application at a status that has a rule. Silence ends with a move, a touch, an interview
# (a coming one ends it in the future) or a task that is done. A note to oneself is none of these.
_FACTS = """
rule AS (
    SELECT * FROM jsonb_to_recordset(%(rules)s::jsonb)
    AS rule (code text, status text, basis text, suggestion text, title text, before timestamptz)
),
fact AS (
    SELECT application.id, application.owner_id, application.status,
        greatest(application.status_since, touch.latest, interview.latest, task.latest) AS silent_since,
        interview.ended AS interviewed_at,
        coalesce(interview.latest > %(now)s, false) AS has_one_coming
    FROM applications_application AS application
    LEFT JOIN LATERAL (
        SELECT max(occurred_at) AS latest FROM applications_activity
        WHERE application_id = application.id AND trashed_at IS NULL AND kind <> 'note'
    ) AS touch ON true
    LEFT JOIN LATERAL (
        SELECT max(ends_at) AS latest, max(ends_at) FILTER (WHERE ends_at <= %(now)s) AS ended
        FROM applications_interview
        WHERE application_id = application.id AND trashed_at IS NULL AND state <> 'cancelled'
    ) AS interview ON true
    LEFT JOIN LATERAL (
        SELECT max(done_at) AS latest FROM applications_task
        WHERE application_id = application.id AND trashed_at IS NULL
    ) AS task ON true
    WHERE application.owner_id = %(owner)s AND application.trashed_at IS NULL
        AND application.status IN (SELECT status FROM rule)
        AND (%(application)s::bigint IS NULL OR application.id = %(application)s)
)
"""
# Nobody asks again while the next round is planned, nor while the same is on the list of things to do. Where an
# application could be given up, that stands for everything else that could be done about it.
_SUGGESTIONS = f"""
WITH {_FACTS},
due AS (
    SELECT fact.id AS application_id, rule.code, rule.suggestion, rule.title, basis.since,
        rule.code || ':' || fact.id || ':' || (extract(epoch FROM basis.since) * 1000000)::bigint AS key
    FROM fact JOIN rule USING (status)
    CROSS JOIN LATERAL (
        SELECT CASE rule.basis WHEN 'silence' THEN fact.silent_since ELSE fact.interviewed_at END AS since
    ) AS basis
    WHERE basis.since < rule.before AND (rule.suggestion = 'thank_you' OR NOT fact.has_one_coming)
        AND NOT EXISTS (
            SELECT FROM applications_task
            WHERE application_id = fact.id AND kind = rule.suggestion AND done_at IS NULL AND trashed_at IS NULL
        )
),
undecided AS (
    SELECT * FROM due WHERE NOT EXISTS (
        SELECT FROM applications_suggestiondecision AS decision
        WHERE decision.owner_id = %(owner)s AND decision.suggestion = due.key
            AND (decision.hidden_until IS NULL OR decision.hidden_until > %(today)s)
    )
)
SELECT application_id, key, suggestion, title, since, count(*) OVER () AS count FROM undecided
WHERE suggestion = 'ghosted' OR NOT EXISTS (
    SELECT FROM undecided AS given_up
    WHERE given_up.application_id = undecided.application_id AND given_up.suggestion = 'ghosted'
)
ORDER BY since, application_id, code
LIMIT %(limit)s
"""  # noqa: S608  # our own text
_STALE = f"""
WITH {_FACTS}
SELECT id AS application_id, silent_since AS since, count(*) OVER () AS count
FROM fact JOIN rule USING (status) WHERE silent_since < before
ORDER BY silent_since, id
LIMIT %(limit)s
"""  # noqa: S608  # our own text


def find_suggestions(
    user: User, cadence: Cadence, now: datetime, *, limit: int = MAX_SHOWN, application_id: int | None = None
) -> Found:
    """What is suggested now, for all applications or for one; one query."""
    zone = ZoneInfo(user.time_zone)
    today = day_of(now, zone)
    rules = [
        {
            "code": rule.code,
            "status": rule.status,
            "basis": rule.basis,
            "suggestion": rule.suggestion,
            "title": rule.title,
            "before": before(rule.days, today, zone).isoformat(),
        }
        for rule in active(cadence.rules)
    ]
    return _found(_SUGGESTIONS, user, rules, now, today, limit, application_id)


def find_stale(user: User, cadence: Cadence, now: datetime, *, limit: int = MAX_SHOWN) -> Found:
    """The applications that have been silent for longer than the shortest rule of their status has it; one query."""
    zone = ZoneInfo(user.time_zone)
    today = day_of(now, zone)
    rules = [
        {"status": status, "before": before(days, today, zone).isoformat()}
        for status, days in days_of_silence(cadence.rules).items()
    ]
    return _found(_STALE, user, rules, now, today, limit, None)


def suggestions_now(user: User, cadence: Cadence) -> tuple[list[Suggested], int]:
    """What is suggested now with its applications, those first that wait longest, and how many there are in all."""
    now = timezone.now()
    found = find_suggestions(user, cadence, now)
    return suggested(found, applications_of(user, found), now, ZoneInfo(user.time_zone)), found.count


def applications_of(user: User, *found: Found) -> Mapping[int, Application]:
    """The applications that these rows are about, with their postings; one query."""
    ids = {row["application_id"] for one in found for row in one.rows}
    shown = Application.objects.visible_to(user).select_related("job")
    result: Mapping[int, Application] = shown.defer(
        "notes", "search_notes", *(f"job__{name}" for name in UNSHOWN_COLUMNS)
    ).in_bulk(ids)
    return result


def suggested(found: Found, applications: Mapping[int, Application], now: datetime, zone: ZoneInfo) -> list[Suggested]:
    """The suggestions with their applications; one that went to the trash a moment ago is passed over."""
    today = day_of(now, zone)
    return [
        Suggested(
            key=row["key"],
            suggestion=row["suggestion"],
            title=row["title"],
            application=applications[row["application_id"]],
            since=row["since"],
            days=days_since(row["since"], today, zone),
        )
        for row in found.rows
        if row["application_id"] in applications
    ]


def stale(found: Found, applications: Mapping[int, Application], now: datetime, zone: ZoneInfo) -> list[Stale]:
    """The stale applications; one that went to the trash a moment ago is passed over."""
    today = day_of(now, zone)
    return [
        Stale(applications[row["application_id"]], row["since"], days_since(row["since"], today, zone))
        for row in found.rows
        if row["application_id"] in applications
    ]


def _found(
    statement: str,
    user: User,
    rules: Collection[Mapping[str, str]],
    now: datetime,
    today: date,
    limit: int,
    application_id: int | None,
) -> Found:
    parameters: dict[str, Any] = {
        "owner": user.pk,
        "rules": json.dumps(list(rules)),
        "now": now,
        "today": today,
        "application": application_id,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column.name for column in cursor.description or ()]
        rows: list[Mapping[str, Any]] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return Found(rows, rows[0]["count"] if rows else 0)
