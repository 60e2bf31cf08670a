"""What the entries of a timeline are about: rows of several tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from applications.models import (
    Activity,
    ApplicationDocument,
    InterviewChange,
    StageChange,
    StatusChange,
    Task,
    TimelineEntry,
)
from applications.selectors import log_entries
from jobtracker.ownership import OwnedQuerySet

Type = TimelineEntry.Type

# Of each type its rows, with all that is shown of them.
ROWS: Mapping[str, OwnedQuerySet] = {
    Type.ACTIVITY: log_entries(Activity.objects.all()),
    Type.DOCUMENT: ApplicationDocument.objects.select_related("version__document", "version__file"),
    Type.INTERVIEW_CHANGE: InterviewChange.objects.select_related("interview"),
    Type.STAGE_CHANGE: StageChange.objects.all(),
    Type.STATUS_CHANGE: StatusChange.objects.select_related("actor"),
    Type.TASK: Task.objects.all(),
}


def attach_entries(entries: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    """Give each entry its row, with one query for each type; without those whose row was deleted in the meantime."""
    rows: dict[tuple[str, int], Any] = {}
    for kind in {entry.type for entry in entries}:
        ids = [entry.row_id for entry in entries if entry.type == kind]
        rows |= {(kind, row.pk): row for row in ROWS[kind].filter(pk__in=ids)}
    shown = [entry for entry in entries if (entry.type, entry.row_id) in rows]
    for entry in shown:
        entry.entry = rows[entry.type, entry.row_id]
    return shown
