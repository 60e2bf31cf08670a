"""What a person did or noted, about an application or with somebody."""

from django.db import models
from django.db.models import F, Q

from applications.models.applications import Application
from applications.models.children import ApplicationPartQuerySet
from applications.models.contacts import Contact
from jobs.models import long_text
from jobtracker.trash import TrashableModel


class Activity(TrashableModel):
    """One entry of the log: a touch (an e-mail, a call, a message, a meeting) or a note, with its time."""

    class Kind(models.TextChoices):
        """What it was. A note is no touch: nobody else had part in it."""

        NOTE = "note", "Note"
        EMAIL = "email", "E-mail"
        CALL = "call", "Call"
        MESSAGE = "message", "Message"
        MEETING = "meeting", "Meeting"

    class Direction(models.TextChoices):
        """Who began a touch."""

        OUT = "out", "From me"
        IN = "in", "To me"

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, blank=True, related_name="activities"
    )
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="activities")
    kind = models.CharField(max_length=7, choices=Kind)
    direction = models.CharField(max_length=3, choices=Direction, blank=True)
    occurred_at = models.DateTimeField()
    # Markdown.
    body = long_text()

    objects = ApplicationPartQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            *TrashableModel.Meta.constraints,
            models.CheckConstraint(
                name="activity_choices",
                condition=Q(kind__in=["note", "email", "call", "message", "meeting"])
                & Q(direction__in=["", "out", "in"])
                & (~Q(kind="note") | Q(direction="")),
                violation_error_message="A note has no direction; a touch may have one.",
            ),
        ]
        indexes = [
            # The log of an application, of a contact, and all of it, newest first.
            models.Index("application", F("occurred_at").desc(), F("id").desc(), name="activity_of_application"),
            models.Index("contact", F("occurred_at").desc(), F("id").desc(), name="activity_of_contact"),
            models.Index("owner", F("occurred_at").desc(), F("id").desc(), name="activity_by_occurred_at"),
            models.Index("owner", "trashed_at", condition=Q(trashed_at__isnull=False), name="activity_in_trash"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.occurred_at:%Y-%m-%d})"
