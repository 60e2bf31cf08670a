"""The tables of the kit: what was asked for under a key, with its answer, and what bulk requests did."""

from django.conf import settings
from django.db import models
from django.db.models import F

from jobtracker.ownership import OwnedQuerySet


class IdempotencyKey(models.Model):
    """A request that its sender named by a key, and the answer that every repetition of it gets."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    # Text, not jsonb: the very same bytes are answered again.
    body = models.TextField(default="")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="idempotency_key", fields=["owner", "key"])]

    def __str__(self) -> str:
        return self.key


class BulkOperation(models.Model):
    """What a bulk request did, and what undoing it needs."""

    class Kind(models.TextChoices):
        """What it did to each row."""

        CREATE = "create", "Created"
        UPDATE = "update", "Updated"
        DELETE = "delete", "Deleted"
        RESTORE = "restore", "Restored"
        MOVE = "move", "Moved"

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    resource = models.CharField(max_length=20)
    kind = models.CharField(max_length=7, choices=Kind)
    count = models.PositiveIntegerField()
    # The instant that it gave to every row as that of its last change: a row with another one was changed since.
    changed_at = models.DateTimeField()
    # Of each row its id, and the former values of what was changed.
    rows = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        indexes = [
            # A person's list, newest first.
            models.Index("owner", F("created_at").desc(), F("id").desc(), name="bulk_operation_by_created_at"),
            # What is past its time, whoever's it is.
            models.Index("created_at", name="bulk_operation_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.count} {self.resource}"
