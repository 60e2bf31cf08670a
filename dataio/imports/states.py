"""How far an import is: what is being done with it its run says, and what was done its instants say.

Nothing of this is stored twice, so that a worker that is killed leaves no import behind that seems to be at work.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, TypedDict

from django.utils import timezone

from dataio.models import Import, Run

PREVIEW: Final = "import_preview"
COMMIT: Final = "import_commit"
UNDO: Final = "import_undo"
# As long as what a bulk request did (`jobtracker/bulk_operations.py`).
UNDO_FOR: Final = timedelta(days=30)


class State(StrEnum):
    """How far it is."""

    READING = "reading"
    READY = "ready"
    COMMITTING = "committing"
    COMMITTED = "committed"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Problem(TypedDict):
    """Why the last thing that was to be done was not."""

    code: str
    message: str


_BUSY: Final = {PREVIEW: State.READING, COMMIT: State.COMMITTING, UNDO: State.UNDOING}
_CANCELLED: Final[Problem] = {"code": "cancelled", "message": "It was cancelled, and nothing was written."}


def state_of(of_import: Import) -> State:
    """How far the import is, as its run stands."""
    run = of_import.run
    if run is not None and run.state in (Run.State.QUEUED, Run.State.RUNNING):
        return _BUSY[run.kind]
    if of_import.undone_at is not None:
        return State.UNDONE
    if of_import.committed_at is not None:
        return State.COMMITTED
    if of_import.read_at is not None:
        # Also after a commit that was not to be: it can be tried again.
        return State.READY
    return State.CANCELLED if run is not None and run.state == Run.State.CANCELLED else State.FAILED


def problem_of(of_import: Import) -> Problem | None:
    """Why the last run did not do what it was to; None where it did."""
    run = of_import.run
    if run is None:
        return None
    if run.state == Run.State.CANCELLED:
        return _CANCELLED
    problem: Any = run.problem
    return problem if run.state == Run.State.FAILED else None


def undo_until(of_import: Import) -> datetime | None:
    """Until when it can be taken back; None where it cannot."""
    if of_import.committed_at is None or of_import.undone_at is not None:
        return None
    until: datetime = of_import.committed_at + UNDO_FOR
    return until if until > timezone.now() else None
