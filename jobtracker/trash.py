"""The trash: what is deleted is out of sight at once, and gone for good after thirty days."""

import uuid
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from jobtracker.ownership import OwnedModel, OwnedQuerySet

KEPT_FOR = timedelta(days=30)


class TrashableQuerySet(OwnedQuerySet):
    """Rows with an owner, some of which are in the trash."""

    def visible_to(self, user: Any) -> Self:
        """The rows that `user` may know of, without those in the trash."""
        return super().visible_to(user).filter(trashed_at=None)

    def in_trash_of(self, user: Any) -> Self:
        """The rows that `user` has put into the trash."""
        return super().visible_to(user).exclude(trashed_at=None)

    def put_into_trash(self, deletion: "Deletion") -> int:
        """Put these rows into the trash, with one statement; how many."""
        return self.update(trashed_at=deletion.at, trashed_with=deletion.id, updated_at=deletion.at)

    def take_out_of_trash(self, at: datetime | None = None) -> int:
        """Bring these rows back, with one statement; how many. IntegrityError where another row has their place."""
        return self.update(trashed_at=None, trashed_with=None, updated_at=at or timezone.now())

    def overdue(self) -> Self:
        """The rows that have been in the trash for too long."""
        return self.filter(trashed_at__lt=timezone.now() - KEPT_FOR)


class Deletion:
    """One act of deleting: what goes into the trash by it comes back with it."""

    def __init__(self, deletion_id: uuid.UUID | None = None, at: datetime | None = None) -> None:
        self.id: uuid.UUID = deletion_id or uuid.uuid4()
        self.at: datetime = at or timezone.now()


class TrashableModel(OwnedModel):
    """A row that can be put into the trash, and brought back with what went along with it."""

    trashed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The deletion's id: a posting and its applications have the same.
    trashed_with = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_trashed_with_a_deletion",
                condition=Q(trashed_at=None, trashed_with=None)
                | Q(trashed_at__isnull=False, trashed_with__isnull=False),
                violation_error_message="What is in the trash came there by a deletion.",
            )
        ]
