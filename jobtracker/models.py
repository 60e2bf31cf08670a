"""The tables of the kit: what was asked for under a key, and what was answered."""

from django.conf import settings
from django.db import models


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
