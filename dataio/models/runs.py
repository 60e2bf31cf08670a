"""Work that takes longer than a request, and the files that people send for it."""

import uuid

from django.db import models
from django.db.models import F, Q

from jobtracker.columns import no_nul
from jobtracker.ownership import OwnedModel, OwnedQuerySet


class Upload(OwnedModel):
    """A file that a person sent to be worked on later: to be imported, or restored from. It goes after a while."""

    # Nobody guesses it.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=255, validators=[no_nul])
    file_key = models.CharField(max_length=200, editable=False)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    expires_at = models.DateTimeField()

    objects = OwnedQuerySet.as_manager()

    class Meta:
        indexes = [
            # What the sweeper throws away.
            models.Index("expires_at", name="upload_by_expiry"),
        ]

    def __str__(self) -> str:
        return self.file_name


class Run(OwnedModel):
    """One piece of long work for a person: a report, a backup, a large file.

    The row is the truth, and the broker only makes it fast: whoever works on it holds a lease, which lapses with the
    worker, and what a lapsed lease leaves is taken up by another one.
    """

    class State(models.TextChoices):
        """How far it is."""

        QUEUED = "queued", "Queued"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"
        # Done, but its file is gone.
        EXPIRED = "expired", "Expired"

    # Nobody guesses it.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # One of `dataio.runs.kinds`.
    kind = models.CharField(max_length=30)
    parameters = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=State, default=State.QUEUED)
    percent = models.PositiveSmallIntegerField(default=0)
    # Who works on it, and until when they have to give a sign of life. Another one each time that it is taken up.
    lease = models.UUIDField(null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    is_cancelled = models.BooleanField(default=False, help_text="That it was asked to stop.")
    started_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    # Why it failed: {"code", "message"}.
    problem = models.JSONField(null=True)
    # What came of it, by its kind.
    result = models.JSONField(null=True)

    # The file that it made, until it expires: its name for the person, and under which the storage has it.
    file_name = models.CharField(max_length=255, blank=True, validators=[no_nul])
    media_type = models.CharField(max_length=100, blank=True)
    file_key = models.CharField(max_length=200, blank=True, editable=False)
    file_size = models.PositiveBigIntegerField(null=True)
    expires_at = models.DateTimeField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="run_state",
                condition=Q(state__in=["queued", "running", "done", "failed", "cancelled", "expired"])
                & Q(percent__lte=100),
                violation_error_message="This is none of the states, or more than all.",
            ),
            models.CheckConstraint(
                name="run_has_a_lease_while_it_runs",
                condition=Q(state="running", lease__isnull=False, leased_until__isnull=False)
                | (~Q(state="running") & Q(lease=None, leased_until=None)),
                violation_error_message="What runs is held by a worker, and nothing else is.",
            ),
            models.CheckConstraint(
                name="run_has_a_file_once_it_is_done",
                condition=Q(file_key="") | Q(state="done", expires_at__isnull=False),
                violation_error_message="Only what is done has a file, and that expires.",
            ),
        ]
        indexes = [
            models.Index("owner", F("created_at").desc(), F("id").desc(), name="run_by_created_at"),
            # What the sweeper looks for, whoever's it is: few rows at any time.
            models.Index("created_at", condition=Q(state__in=["queued", "running"]), name="run_to_do"),
            models.Index("expires_at", condition=~Q(file_key=""), name="run_with_a_file"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_state_display()})"
