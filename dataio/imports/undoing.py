"""An import taken back: what it made goes to the trash, together, and what it changed is as it was before.

What was changed since is in the way, as it is for bulk requests (`jobtracker/bulk_operations.py`), unless it is to be
kept as it is. What is in the trash already, or gone, is as undoing would have it.
"""

from collections.abc import Callable
from typing import Any, Final

from django.db import connection, transaction

from accounts.models import User
from dataio.imports.committing import JOB_COLUMNS
from dataio.imports.turns import wait_for_turn
from dataio.models import Import
from jobtracker.bulk_operations import ChangedSince
from jobtracker.errors import ItemProblem
from jobtracker.trash import Deletion

Report = Callable[[int, int], None]

# So many are named.
_MAX_NAMED: Final = 1_000
_SLICE: Final = 5_000
_ALL: Final = 100

# Each thing that it did: to which posting or application, and whether that is as it was left.
_DONE: Final = """
SELECT i.id AS position, i.number, 'job' AS what, i.done ->> 'job' AS did, j.id AS row_id,
    j.updated_at = %(at)s AND NOT EXISTS (
        -- An application that came to it since, or one of the import's that was changed.
        SELECT FROM applications_application a
        WHERE a.job_id = j.id AND a.trashed_at IS NULL AND a.updated_at <> %(at)s AND i.done ->> 'job' = 'created'
    ) AS is_unchanged
FROM dataio_importrow i JOIN jobs_job j ON j.id = i.job_id_known
WHERE i.of_import_id = %(import)s AND i.done ? 'job'
    AND (j.trashed_at IS NULL OR i.done ->> 'job' = 'updated')
UNION ALL
SELECT i.id, i.number, 'application', i.done ->> 'application', a.id, a.updated_at = %(at)s
FROM dataio_importrow i JOIN applications_application a ON a.id = i.application_id_known
WHERE i.of_import_id = %(import)s AND i.done ? 'application'
    AND (a.trashed_at IS NULL OR i.done ->> 'application' = 'updated')
"""
_CHANGED: Final = f"SELECT number, row_id FROM ({_DONE}) AS done WHERE NOT is_unchanged"  # noqa: S608  # our own parts
_IN_THE_WAY: Final = f"{_CHANGED} ORDER BY position LIMIT %(most)s"
_HOLD: Final = """
SELECT r.id FROM {table} r WHERE r.id IN (
    SELECT {known} FROM dataio_importrow WHERE of_import_id = %(import)s AND done ? '{what}'
) ORDER BY r.id FOR UPDATE
"""
_WORK: Final = f"""
CREATE TEMPORARY TABLE import_work ON COMMIT DROP AS
SELECT *, row_number() OVER (ORDER BY what, did, row_id) AS rank FROM ({_DONE}) AS done WHERE is_unchanged
"""  # noqa: S608  # our own parts
_OF_SLICE: Final = "w.rank > %(after)s AND w.rank <= %(upto)s"
_TRASH: Final = """
UPDATE {table} r SET trashed_at = %(now)s, trashed_with = %(deletion)s, updated_at = %(now)s
FROM import_work w
WHERE r.id = w.row_id AND w.what = '{what}' AND w.did = 'created' AND r.trashed_at IS NULL AND
"""
_TRASH_JOBS: Final = _TRASH.format(table="jobs_job", what="job") + _OF_SLICE
_TRASH_APPLICATIONS: Final = _TRASH.format(table="applications_application", what="application") + _OF_SLICE
_RESTORE_JOBS: Final = f"""
UPDATE jobs_job j SET updated_at = %(now)s,
    {", ".join(f"{name} = CASE WHEN u.had ? '{name}' THEN u.{name} ELSE j.{name} END" for name in JOB_COLUMNS)}
FROM (
    SELECT w.row_id, i.job_before AS had, r.*
    FROM import_work w JOIN dataio_importrow i ON i.id = w.position
    CROSS JOIN LATERAL jsonb_to_record(i.job_before) AS r({", ".join(f"{n} {kind}" for n, kind in JOB_COLUMNS.items())})
    WHERE w.what = 'job' AND w.did = 'updated' AND {_OF_SLICE}
) AS u
WHERE j.id = u.row_id
"""  # noqa: S608  # names of our own columns
_DROP_MOVES: Final = f"""
DELETE FROM applications_statuschange c USING import_work w
WHERE c.application_id = w.row_id AND w.what = 'application' AND w.did = 'updated' AND c.recorded_at = %(at)s
    AND c.origin = 'import' AND {_OF_SLICE}
"""  # noqa: S608  # our own parts
_RESTORE_APPLICATIONS: Final = f"""
UPDATE applications_application a SET updated_at = %(now)s, status = r.status, status_since = r.status_since,
    stage_id = (SELECT id FROM applications_stage s WHERE s.id = r.stage_id AND s.status = r.status),
    applied_on = r.applied_on, notes = r.notes, tags = r.tags, priority = r.priority
FROM import_work w JOIN dataio_importrow i ON i.id = w.position
CROSS JOIN LATERAL jsonb_to_record(i.application_before) AS r(
    status text, status_since timestamptz, stage_id bigint, applied_on date, notes text, tags text[], priority smallint
)
WHERE a.id = w.row_id AND w.what = 'application' AND w.did = 'updated' AND {_OF_SLICE}
"""  # noqa: S608  # our own parts
# A row whose change is taken back is none that was imported. Those of what is in the trash come back with it.
_FORGET: Final = f"""
DELETE FROM dataio_sourcerow s USING import_work w, dataio_importrow i
WHERE i.id = w.position AND w.did = 'updated' AND s.owner_id = %(owner)s AND s.fingerprint = i.fingerprint
    AND {_OF_SLICE}
"""  # noqa: S608  # our own parts
_TRASH_CONTACTS: Final = """
UPDATE applications_contact SET trashed_at = %(now)s, trashed_with = %(deletion)s, updated_at = %(now)s
WHERE owner_id = %(owner)s AND created_at = %(at)s AND updated_at = %(at)s AND trashed_at IS NULL
"""


def refuse_changed(of_import: Import) -> None:
    """Raise ChangedSince, with what was changed since the import, if anything was."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_THE_WAY, {"import": of_import.pk, "at": of_import.committed_at, "most": _MAX_NAMED})
        found = cursor.fetchall()
    items: list[ItemProblem] = [
        {"index": number, "id": row_id, "field": "id", "code": "changed_since", "message": "It was changed since."}
        for number, row_id in found
    ]
    if items:
        raise ChangedSince(items)


@transaction.atomic
def undo(of_import: Import, *, keep_changed: bool, report: Report) -> None:
    """Take the import back. Raises ChangedSince, unless what was changed since is to be kept; nothing is done then."""
    actor: User = of_import.owner
    wait_for_turn(actor.pk)
    deletion = Deletion()
    values: dict[str, Any] = {
        "import": of_import.pk,
        "at": of_import.committed_at,
        "now": deletion.at,
        "deletion": deletion.id,
        "owner": actor.pk,
    }
    # Postings first, as whoever deletes one does.
    for table, known, what in (
        ("jobs_job", "job_id_known", "job"),
        ("applications_application", "application_id_known", "application"),
    ):
        report(0, _ALL)
        _do(_HOLD.format(table=table, known=known, what=what), values)
    if not keep_changed:
        refuse_changed(of_import)
    kept = _do(_CHANGED, values)
    _do("DROP TABLE IF EXISTS import_work", values)
    count = _do(_WORK, values)
    _do("CREATE INDEX ON import_work (rank)", values)
    _do("ANALYZE import_work", values)
    for after in range(0, count, _SLICE):
        report(after, count)
        for statement in (
            _TRASH_APPLICATIONS, _TRASH_JOBS, _RESTORE_JOBS, _DROP_MOVES, _RESTORE_APPLICATIONS, _FORGET,
        ):  # fmt: skip
            _do(statement, {**values, "after": after, "upto": after + _SLICE})
    _do(_TRASH_CONTACTS, values)
    of_import.summary = {**(of_import.summary or {}), "kept": kept}
    of_import.undone_at = deletion.at
    of_import.save(update_fields=["summary", "undone_at", "updated_at"])


def _do(statement: str, values: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
