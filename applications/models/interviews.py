"""Rounds of interviews, and the history of their times."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from accounts.models import validate_time_zone
from applications.models.applications import Application, Status
from applications.models.children import ApplicationPartQuerySet
from applications.models.contacts import Contact
from jobs.models import long_text
from jobtracker.columns import no_nul
from jobtracker.ownership import OwnedModel, OwnedQuerySet
from jobtracker.trash import TrashableModel
from jobtracker.web_addresses import validate_web_address

# A take-home task runs for days; nothing here runs for longer.
LONGEST = timedelta(days=31)


class Interview(TrashableModel):
    """One round with an employer, planned or past, of one application."""

    class Kind(models.TextChoices):
        """What kind of round it is."""

        RECRUITER_CALL = "recruiter_call", "Recruiter call"
        PHONE = "phone", "Phone"
        VIDEO = "video", "Video"
        ON_SITE = "on_site", "On-site"
        TECHNICAL = "technical", "Technical"
        TAKE_HOME = "take_home", "Take-home"
        PANEL = "panel", "Panel"
        FINAL = "final", "Final"
        OTHER = "other", "Other"

    class State(models.TextChoices):
        """Whether it is to come, has been, or will not be."""

        SCHEDULED = "scheduled", "Scheduled"
        COMPLETED = "completed", "Completed"
        CANCELLED = "cancelled", "Cancelled"

    class Outcome(models.TextChoices):
        """What came of a completed one, as far as is known."""

        PASSED = "passed", "Passed"
        FAILED = "failed", "Failed"
        MIXED = "mixed", "Mixed"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="interviews")
    kind = models.CharField(max_length=14, choices=Kind)
    title = models.CharField(max_length=200, blank=True, validators=[no_nul])
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # The zone in which it was agreed upon: what the clock on the wall says there stays true in calendars.
    time_zone = models.CharField(max_length=64, validators=[validate_time_zone])
    place = models.CharField(max_length=500, blank=True, validators=[no_nul])
    url = models.CharField("link", max_length=2048, blank=True, validators=[validate_web_address])
    interviewers = models.ManyToManyField(Contact, through="Interviewer", related_name="interviews")
    # Markdown.
    preparation = long_text()
    state = models.CharField(max_length=9, choices=State, default=State.SCHEDULED, editable=False)
    outcome = models.CharField(max_length=6, choices=Outcome, blank=True, editable=False)
    # [{"question": text, "answer": text}, ...] and [{"skill": text, "rating": 1 to 5}, ...]
    questions = models.JSONField(default=list, blank=True)
    skill_ratings = models.JSONField(default=list, blank=True)
    # Markdown.
    feedback = long_text()

    # What calendars know it by, and how often what they show of it has changed (RFC 5545, 3.8.4.7 and 3.8.7.4).
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = ApplicationPartQuerySet.as_manager()

    class Meta:
        constraints = [
            *TrashableModel.Meta.constraints,
            models.UniqueConstraint(name="interview_id_and_owner", fields=["id", "owner"]),
            models.CheckConstraint(
                name="interview_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")) & Q(ends_at__lte=F("starts_at") + LONGEST),
                violation_error_message=f"An interview ends after it starts, within {LONGEST.days} days.",
            ),
            models.CheckConstraint(
                name="interview_choices",
                condition=Q(
                    kind__in=[
                        "recruiter_call",
                        "phone",
                        "video",
                        "on_site",
                        "technical",
                        "take_home",
                        "panel",
                        "final",
                        "other",
                    ]
                )
                & Q(state__in=["scheduled", "completed", "cancelled"])
                & Q(outcome__in=["", "passed", "failed", "mixed"]),
                violation_error_message="This is none of the choices.",
            ),
            models.CheckConstraint(
                name="interview_outcome_of_a_completed_one",
                condition=Q(outcome="") | Q(state="completed"),
                violation_error_message="Only a completed interview has an outcome.",
            ),
        ]
        indexes = [
            # The rounds of an application, and everybody's coming ones.
            models.Index("application", "starts_at", "id", name="interview_of_application"),
            models.Index("owner", "starts_at", "id", name="interview_by_starts_at"),
            models.Index("owner", "trashed_at", condition=Q(trashed_at__isnull=False), name="interview_in_trash"),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.get_kind_display()} ({self.starts_at:%Y-%m-%d %H:%M} UTC)"


class Interviewer(OwnedModel):
    """That somebody takes part in an interview."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="interviewer", fields=["interview", "contact"])]

    def __str__(self) -> str:
        return f"{self.contact_id} in {self.interview_id}"


class InterviewChange(OwnedModel):
    """One entry of an interview's history: what happened to it, and the times that it had from then on."""

    class Kind(models.TextChoices):
        """What happened."""

        SCHEDULED = "scheduled", "Scheduled"
        MOVED = "moved", "Moved"
        COMPLETED = "completed", "Completed"
        CANCELLED = "cancelled", "Cancelled"
        REOPENED = "reopened", "Planned again"

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="history")
    kind = models.CharField(max_length=9, choices=Kind)
    occurred_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = models.CharField(max_length=64, validators=[validate_time_zone])
    # When it would have started before it was moved.
    from_starts_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=5_000, blank=True, validators=[no_nul])
    # Where the application was moved to along with it, if that was asked for.
    moved_to = models.CharField(max_length=10, choices=Status, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="interview_change_kind",
                condition=Q(kind__in=["scheduled", "moved", "completed", "cancelled", "reopened"])
                & (Q(kind="moved") | Q(from_starts_at=None)),
                violation_error_message="Only a moved interview has a former time.",
            )
        ]
        indexes = [
            models.Index("interview", F("occurred_at").desc(), F("id").desc(), name="interview_change_timeline"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.occurred_at:%Y-%m-%d})"
