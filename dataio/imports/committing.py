"""The rows of an import into postings and applications: one transaction, set by set, in slices between which it is said
how far it is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from dataio.imports.judging import KEYS_OF_KEPT, VERDICT, judge
from dataio.imports.parts import add_parts
from dataio.imports.summaries import sum_up, verdicts_of
from dataio.imports.turns import wait_for_turn
from dataio.models import Import

Report = Callable[[int, int], None]

_SLICE: Final = 5_000
_MARK_SLICE: Final = 20_000
_ALL: Final = 100
# Of a commit so much is judging, and so much it is when the postings are written.
_JUDGED: Final = 10
_WRITTEN: Final = 85

# The types in which PostgreSQL reads a posting's values out of JSON.
JOB_COLUMNS: Final = {
    "title": "text",
    "company": "text",
    "locations": "text[]",
    "remote_option": "text",
    "job_type": "text",
    "experience_level": "text",
    "salary_min": "numeric(12,2)",
    "salary_max": "numeric(12,2)",
    "salary_currency": "text",
    "salary_period": "text",
    "skills": "text[]",
    "tags": "text[]",
    "description": "text",
    "requirements": "text",
    "url": "text",
    "availability": "text",
    "source": "text",
    "external_reference": "text",
    "posted_on": "date",
    "deadline_on": "date",
    "notes": "text",
    "is_archived": "boolean",
}
_DEFAULTS: Final = {"text": "''", "text[]": "'{}'", "boolean": "false"}
_OF_JOB: Final = ", ".join(f"{name} {kind}" for name, kind in JOB_COLUMNS.items())


def _or_default(name: str, kind: str) -> str:
    default = "'unknown'" if name == "availability" else _DEFAULTS.get(kind)
    return f"coalesce(r.{name}, {default})" if default else f"r.{name}"


# The file's first row is most often its newest posting: it gets the highest number and leads the list.
_NUMBER_JOBS: Final = """
UPDATE import_match m SET job_id = n.id
FROM (
    SELECT position, nextval(pg_get_serial_sequence('jobs_job', 'id')) AS id
    FROM (SELECT position FROM import_match WHERE makes_job ORDER BY position DESC OFFSET 0) AS new
) AS n
WHERE n.position = m.position
"""
_SHARE: Final = """
UPDATE import_match m SET job_id = f.job_id FROM import_match f
WHERE f.position = m.first_row AND m.job_id IS NULL AND f.job_id IS NOT NULL
    AND m.duplicate_job IS NULL AND m.duplicate_row IS NULL
"""
_NUMBER_APPLICATIONS: Final = """
UPDATE import_match m SET application_id = n.id
FROM (
    SELECT position, nextval(pg_get_serial_sequence('applications_application', 'id')) AS id
    FROM (SELECT position FROM import_match WHERE makes_application ORDER BY position DESC OFFSET 0) AS new
) AS n
WHERE n.position = m.position
"""
# What is to be done, numbered for slices.
_WORK: Final = """
CREATE TEMPORARY TABLE import_work ON COMMIT DROP AS
SELECT position, 'job' AS what, row_number() OVER (ORDER BY position DESC) AS rank FROM import_match WHERE makes_job
UNION ALL
SELECT position, 'change', row_number() OVER (ORDER BY job_id) FROM import_match WHERE changes IS NOT NULL
UNION ALL
SELECT position, 'application', row_number() OVER (ORDER BY position DESC) FROM import_match WHERE makes_application
UNION ALL
SELECT position, 'application_change', row_number() OVER (ORDER BY application_id)
FROM import_match WHERE application_changes IS NOT NULL
UNION ALL
SELECT position, 'source', row_number() OVER (ORDER BY position) FROM import_match
WHERE job_id IS NOT NULL AND duplicate_job IS NULL AND duplicate_row IS NULL AND NOT is_unchanged AND NOT is_copy
"""
_IN_SLICE: Final = """
FROM import_work w JOIN import_match m USING (position) JOIN dataio_importrow i ON i.id = w.position
"""
_OF_SLICE: Final = "w.what = %(what)s AND w.rank > %(after)s AND w.rank <= %(upto)s"

_JOBS: Final = f"""
INSERT INTO jobs_job (id, owner_id, created_at, updated_at, {", ".join(JOB_COLUMNS)})
SELECT m.job_id, %(owner)s, least((i.job ->> 'created_at')::timestamptz, %(at)s), %(at)s,
    {", ".join(_or_default(name, kind) for name, kind in JOB_COLUMNS.items())}
{_IN_SLICE} CROSS JOIN LATERAL jsonb_to_record(i.job) AS r({_OF_JOB})
WHERE {_OF_SLICE} ORDER BY w.rank
"""  # names of our own columns
# No value that a row has is null.
_CHANGES: Final = f"""
UPDATE jobs_job j SET updated_at = %(at)s, {", ".join(f"{name} = coalesce(u.{name}, j.{name})" for name in JOB_COLUMNS)}
FROM (
    SELECT m.job_id, r.* {_IN_SLICE}
    CROSS JOIN LATERAL jsonb_to_record(
        (SELECT jsonb_object_agg(key, value -> 'to') FROM jsonb_each(m.changes))
    ) AS r({_OF_JOB})
    WHERE {_OF_SLICE}
) AS u
WHERE j.id = u.job_id
"""  # noqa: S608  # names of our own columns
_APPLICATIONS: Final = f"""
INSERT INTO applications_application (
    id, owner_id, created_at, updated_at, job_id, status, status_since, applied_on, notes, priority, tags, stage_id
)
SELECT m.application_id, %(owner)s, least((i.application ->> 'created_at')::timestamptz, %(at)s), %(at)s, m.job_id,
    r.status, r.status_since, r.applied_on, coalesce(r.notes, ''),
    CASE r.priority WHEN 'low' THEN 1 WHEN 'high' THEN 3 ELSE 2 END, coalesce(r.tags, '{{}}'), s.id
{_IN_SLICE}
CROSS JOIN LATERAL jsonb_to_record(i.application) AS r(
    status text, status_since timestamptz, applied_on date, notes text, priority text, tags text[], stage text
)
LEFT JOIN applications_stage s
    ON s.owner_id = %(owner)s AND lower(s.name) = lower(r.stage) AND s.status = r.status
WHERE {_OF_SLICE} ORDER BY w.rank
"""  # our own parts
_HISTORIES: Final = f"""
INSERT INTO applications_statuschange (
    owner_id, application_id, kind, from_status, to_status, occurred_at, recorded_at, actor_id, origin, note
)
SELECT %(owner)s, m.application_id, h.kind, h.from_status, h.status, h.occurred_at, %(at)s, %(owner)s, 'import', h.note
{_IN_SLICE}
CROSS JOIN LATERAL ROWS FROM (
    jsonb_to_recordset(i.application -> 'history')
        AS (kind text, from_status text, status text, occurred_at timestamptz, note text)
) WITH ORDINALITY AS h(kind, from_status, status, occurred_at, note, place)
WHERE {_OF_SLICE} ORDER BY w.rank, h.place
"""  # noqa: S608  # our own parts
# A move of an application that is there comes after its others, whenever the file says that it was.
_MOVES: Final = f"""
INSERT INTO applications_statuschange (
    owner_id, application_id, kind, from_status, to_status, occurred_at, recorded_at, actor_id, origin, note
)
SELECT %(owner)s, a.id, 'moved', a.status, m.application_changes #>> '{{status,to}}',
    CASE WHEN (i.application ->> 'status_since')::timestamptz > a.status_since
        THEN (i.application ->> 'status_since')::timestamptz ELSE greatest(%(at)s, a.status_since)
    END, %(at)s, %(owner)s, 'import', ''
{_IN_SLICE} JOIN applications_application a ON a.id = m.application_id
WHERE {_OF_SLICE} AND m.application_changes ? 'status'
"""  # our own parts
# What it was stands in the row, to be put back; only then is it changed.
_APPLICATIONS_BEFORE: Final = f"""
UPDATE import_match x SET application_before = jsonb_build_object(
    'status', a.status, 'status_since', a.status_since, 'stage_id', a.stage_id, 'applied_on', a.applied_on,
    'notes', a.notes, 'tags', a.tags, 'priority', a.priority
)
{_IN_SLICE} JOIN applications_application a ON a.id = m.application_id
WHERE {_OF_SLICE} AND x.position = m.position
"""  # noqa: S608  # our own parts
_APPLICATION_CHANGES: Final = f"""
UPDATE applications_application a SET updated_at = %(at)s,
    applied_on = coalesce((u.changes #>> '{{applied_on,to}}')::date, a.applied_on),
    notes = coalesce(u.changes #>> '{{notes,to}}', a.notes),
    tags = CASE WHEN u.changes ? 'tags'
        THEN ARRAY(SELECT jsonb_array_elements_text(u.changes #> '{{tags,to}}')) ELSE a.tags END,
    priority = CASE u.changes #>> '{{priority,to}}'
        WHEN 'low' THEN 1 WHEN 'normal' THEN 2 WHEN 'high' THEN 3 ELSE a.priority END,
    stage_id = CASE WHEN u.changes ? 'status' THEN NULL ELSE a.stage_id END,
    status = coalesce(u.changes #>> '{{status,to}}', a.status),
    status_since = coalesce((
        SELECT max(occurred_at) FROM applications_statuschange c WHERE c.application_id = a.id
    ), a.status_since)
FROM (SELECT m.application_id, m.application_changes AS changes {_IN_SLICE} WHERE {_OF_SLICE}) AS u
WHERE a.id = u.application_id
"""  # noqa: S608  # our own parts
_SOURCES: Final = f"""
INSERT INTO dataio_sourcerow (owner_id, created_at, updated_at, job_id, application_id, fingerprint, digest)
SELECT DISTINCT ON (i.fingerprint) %(owner)s, %(at)s, %(at)s, m.job_id, m.application_id, i.fingerprint, i.digest
{_IN_SLICE}
WHERE {_OF_SLICE} ORDER BY i.fingerprint, w.rank
ON CONFLICT (owner_id, fingerprint) DO UPDATE
SET job_id = excluded.job_id, application_id = excluded.application_id, digest = excluded.digest,
    updated_at = excluded.updated_at
"""  # our own parts
# The rows keep what they did, what undoing it needs, and what to know them by.
_MARK: Final = f"""
UPDATE dataio_importrow i SET
    verdict = {VERDICT},
    job = jsonb_build_object('title', i.job -> 'title', 'company', i.job -> 'company'),
    application = nullif(jsonb_strip_nulls(
        jsonb_build_object('status', i.application -> 'status', 'applied_on', i.application -> 'applied_on')
    ), '{{}}'),
    job_id_known = m.job_id, application_id_known = coalesce(m.application_id, m.row_application_id),
    done = nullif(jsonb_strip_nulls(jsonb_build_object(
        'job', CASE WHEN m.makes_job THEN '"created"'::jsonb WHEN m.changes IS NOT NULL THEN '"updated"'::jsonb END,
        'application', CASE
            WHEN m.makes_application THEN '"created"'::jsonb
            WHEN m.application_changes IS NOT NULL THEN '"updated"'::jsonb
        END
    )), '{{}}'),
    job_before = (SELECT jsonb_object_agg(key, value -> 'from') FROM jsonb_each(m.changes)),
    application_before = m.application_before
FROM import_match m
WHERE m.position = i.id AND i.id > %(after)s AND i.id <= %(upto)s
"""  # noqa: S608  # our own parts


@dataclass(frozen=True)
class _Commit:
    """A commit at work."""

    of_import: Import
    owner: int
    at: datetime
    report: Report

    def run(self, statement: str, **values: Any) -> int:
        """One statement; how many rows it touched."""
        with connection.cursor() as cursor:
            cursor.execute(
                statement,
                {"owner": self.owner, "at": self.at, "import": self.of_import.pk, **values},
            )
            return int(cursor.rowcount)


@transaction.atomic
def commit(of_import: Import, *, duplicates: str, report: Report, keeps_known: bool = False) -> None:
    """Write the good rows of the import. `duplicates`: what becomes of probable ones (`skip`, `create`).

    `keeps_known`: what is there already stays as it is, whatever the file says of it.

    Raises IntegrityError where somebody writes the same at the same time; then nothing is written, and it can be done
    once more.
    """
    actor: User = of_import.owner
    wait_for_turn(actor.pk)
    at = timezone.now()
    work = _Commit(of_import, actor.pk, at, report)
    judge(
        KEYS_OF_KEPT,
        owner=actor.pk,
        parameters={"import": of_import.pk},
        pause=lambda: report(0, _ALL),
        is_commit=True,
        creates_duplicates=duplicates == "create",
    )
    if keeps_known:
        work.run("UPDATE import_match SET changes = NULL, application_changes = NULL, is_unchanged = NOT makes_job")
    _plan(work)
    counts = _counts()
    total = sum(counts.values())
    done = 0
    steps: list[tuple[str, list[str]]] = [
        ("job", [_JOBS]),
        ("change", [_CHANGES]),
        ("application", [_APPLICATIONS, _HISTORIES]),
        ("application_change", [_APPLICATIONS_BEFORE, _MOVES, _APPLICATION_CHANGES]),
        ("source", [_SOURCES]),
    ]
    for what, statements in steps:
        for after, upto in _slices(counts.get(what, 0), _SLICE):
            report(_JUDGED + done * (_WRITTEN - _JUDGED) // max(total, 1), _ALL)
            for statement in statements:
                work.run(statement, what=what, after=after, upto=upto)
            done += min(upto, counts[what]) - after
    add_parts(actor, at)
    of_import.summary = sum_up(of_import)
    _mark(work)
    of_import.verdicts = verdicts_of(of_import)
    of_import.committed_at = at
    of_import.save(update_fields=["summary", "verdicts", "committed_at", "updated_at"])


def _plan(work: _Commit) -> None:
    """Number what is new, and what there is to do."""
    for statement in (
        "ALTER TABLE import_match ADD COLUMN application_before jsonb",
        _NUMBER_JOBS,
        _SHARE,
        _NUMBER_APPLICATIONS,
        "DROP TABLE IF EXISTS import_work",
        _WORK,
        "CREATE INDEX ON import_work (what, rank)",
        "ANALYZE import_work",
        "ANALYZE import_match",
    ):
        work.report(_JUDGED, _ALL)
        work.run(statement)


def _counts() -> Mapping[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT what, count(*) FROM import_work GROUP BY what")
        return dict(cursor.fetchall())


def _slices(count: int, size: int) -> Iterator[tuple[int, int]]:
    return ((after, after + size) for after in range(0, count, size))


def _mark(work: _Commit) -> None:
    """Note in each row what became of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(min(position), 1), coalesce(max(position), 0) FROM import_match")
        [(first, last)] = cursor.fetchall()
    for after in range(first - 1, last, _MARK_SLICE):
        work.report(_WRITTEN + (after - first) * (_ALL - _WRITTEN) // max(last - first, 1), _ALL)
        work.run(_MARK, after=after, upto=after + _MARK_SLICE)
