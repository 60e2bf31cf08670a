"""Undoing what a bulk request did, for thirty days.

How a row is put back is known to the app that it belongs to: each app fills the port `provide_undo` for its resource.
The kit sees to it that an operation is undone once, and that no later change is lost by it.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import status

from jobtracker.errors import Conflict, ItemProblem, RefusedItems
from jobtracker.models import BulkOperation
from jobtracker.ownership import OwnedQuerySet

KEPT_FOR = timedelta(days=30)


class Undo(Protocol):
    """What an app knows of undoing."""

    def __call__(self, *, actor: Any, operation: BulkOperation) -> None:
        """Put every row of the operation back. Raises ChangedSince, and has done nothing then.

        Called within a transaction that holds the operation's row lock.
        """


class ChangedSince(RefusedItems):
    """409: undoing would undo what was done since; nothing was done."""

    def __init__(self, items: list[ItemProblem]) -> None:
        count = len({item["index"] for item in items})
        rows = "1 row was" if count == 1 else f"{count:,} rows were"
        message = f"{rows} changed since, so that nothing was undone. `items` says which."
        super().__init__("changed_since", message, items, status.HTTP_409_CONFLICT)


_undos: dict[str, Undo] = {}


def provide_undo(resource: str, undo: Undo) -> None:
    """Fill the port for one resource; called once at start-up."""
    _undos[resource] = undo


def operations_of(user: Any) -> QuerySet[BulkOperation]:
    """What `user` may still undo or has undone: the operations of the last thirty days, without what undoing needs."""
    since = timezone.now() - KEPT_FOR
    operations: OwnedQuerySet = BulkOperation.objects.visible_to(user).filter(created_at__gte=since).defer("rows")
    return operations


@transaction.atomic
def undo_operation(*, actor: Any, operation_id: UUID) -> BulkOperation:
    """Put everything back as it was before the operation.

    Raises ChangedSince, Conflict where it was undone before, Http404 for anybody else's.
    """
    operation: BulkOperation = get_object_or_404(operations_of(actor).defer(None).select_for_update(), pk=operation_id)
    if operation.undone_at is not None:
        raise Conflict("already_undone", "This was undone before.")
    _undos[operation.resource](actor=actor, operation=operation)
    operation.undone_at = timezone.now()
    operation.save(update_fields=["undone_at"])
    return operation


class Unchanged:
    """The rows of an operation, locked in the order of their ids, and what was found to be in the way of undoing it."""

    def __init__(self, operation: BulkOperation, rows: QuerySet[Any]) -> None:
        """Lock `rows` (all that the person has, in the trash or out of it), and see which changed since."""
        self._places = {row["id"]: index for index, row in enumerate(operation.rows)}
        locking = rows.filter(pk__in=list(self._places)).order_by("pk").select_for_update(of=("self",))
        found = {row.pk: row for row in locking}
        # Those that are as the operation left them.
        self.rows: Mapping[int, Any] = {pk: row for pk, row in found.items() if row.updated_at == operation.changed_at}
        self._problems: list[ItemProblem] = []
        for row_id in self._places:
            if row_id not in found:
                self.refuse(row_id, "changed_since", "It is gone for good.")
            elif row_id not in self.rows:
                self.refuse(row_id, "changed_since", "It was changed since.")

    @property
    def ids(self) -> list[int]:
        """The rows' ids."""
        return list(self.rows)

    def refuse(self, row_id: int, code: str, message: str) -> None:
        """Note that this row is in the way."""
        self._problems.append(
            {"index": self._places[row_id], "id": row_id, "field": "id", "code": code, "message": message}
        )

    def check(self) -> None:
        """To be called before anything is put back. Raises ChangedSince with every row that is in the way."""
        if self._problems:
            raise ChangedSince(sorted(self._problems, key=lambda item: item["index"]))


def forget_old_operations() -> int:
    """Delete the operations that can't be undone any more, with the former values; how many."""
    deleted, _ = BulkOperation.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    return deleted
