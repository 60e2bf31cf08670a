"""Bulk writes of tasks, and their undoing: one statement, however many rows."""

from django.db import transaction

from accounts.models import User
from applications.models import Task
from jobtracker.bulk import Batch, Changed, Selection, instant_after, lock_selected, write_changes
from jobtracker.bulk_operations import Unchanged
from jobtracker.models import BulkOperation
from jobtracker.row_sets import update_rows

RESOURCE = "tasks"


@transaction.atomic
def bulk_complete_tasks(*, actor: User, selection: Selection, batch: Batch) -> None:
    """Note that tasks are done; those that are done already stay as they are."""
    rows = Task.objects.visible_to(actor).only("updated_at", "done_at")
    found = [task for _, task in lock_selected(rows, selection, batch)]
    batch.check()
    to_do = [task for task in found if task.done_at is None]
    batch.unchanged = [task.pk for task in found if task.done_at is not None]
    batch.updated = [task.pk for task in to_do]
    at = instant_after(to_do)
    changed = [Changed(task, {"done_at": None}) for task in to_do]
    for task in to_do:
        task.done_at = at
    former = write_changes(Task, changed, at)
    batch.record(actor=actor, resource=RESOURCE, kind=BulkOperation.Kind.UPDATE, rows=former, at=at)


def undo_tasks(*, actor: User, operation: BulkOperation) -> None:
    """Put the tasks of a bulk operation back as they were. Raises ChangedSince."""
    unchanged = Unchanged(operation, Task.objects.filter(owner=actor).only("owner_id", "updated_at", "done_at"))
    unchanged.check()
    names = [name for name in operation.rows[0] if name != "id"]
    update_rows(Task, names, operation.rows, updated_at=instant_after(unchanged.rows.values()))
