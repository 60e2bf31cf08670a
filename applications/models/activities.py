"""What a person did or noted, about an application or with somebody."""

from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from applications.models.applications import Application
from applications.models.children import ApplicationPartQuerySet
from applications.models.contacts import Contact
from jobs.models import MAX_TEXT, long_text
from jobtracker.generated import SearchedField
from jobtracker.trash import TrashableModel


class ActivityQuerySet(ApplicationPartQuerySet):
    """Named reads of the log. What is about a contact alone is out of sight for as long as the contact is."""

    def visible_to(self, user: Any) -> Self:
        """As for every part of an application."""
        return super().visible_to(user).with_its_contact()

    def in_trash_of(self, user: Any) -> Self:
        """As for every part of an application."""
        return super().in_trash_of(user).with_its_contact()

    def with_its_contact(self) -> Self:
        """Without what is about a contact in the trash alone, and without the column that is only searched."""
        return self.filter(Q(application__isnull=False) | Q(contact__trashed_at=None)).defer("search_body")


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

    # The text as searches read it.
    search_body = SearchedField(
        expression=Func("body", function="job_search_notes"), output_field=SearchVectorField(), db_persist=True
    )

    objects = ActivityQuerySet.as_manager()

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
            models.CheckConstraint(
                name="activity_body_length",
                condition=LessThanOrEqual(Length("body"), Value(MAX_TEXT)),
                violation_error_message=f"The text may have {MAX_TEXT:,} characters at most.",
            ),
        ]
        indexes = [
            # The log of an application, of a contact, and all of it, newest first.
            models.Index("application", F("occurred_at").desc(), F("id").desc(), name="activity_of_application"),
            models.Index("contact", F("occurred_at").desc(), F("id").desc(), name="activity_of_contact"),
            models.Index("owner", F("occurred_at").desc(), F("id").desc(), name="activity_by_occurred_at"),
            models.Index("owner", "trashed_at", condition=Q(trashed_at__isnull=False), name="activity_in_trash"),
            # Words in the log, for searches of applications.
            GinIndex("owner", "search_body", name="activity_search"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.occurred_at:%Y-%m-%d})"

    @property
    def shown_contact(self) -> Contact | None:
        """With whom it was, unless they are in the trash."""
        contact: Contact | None = self.contact
        return contact if contact is not None and contact.trashed_at is None else None

    def clean(self) -> None:
        """Check what concerns several fields."""
        super().clean()
        if self.kind == self.Kind.NOTE and self.direction:
            message = "A note has no direction: nobody else had part in it."
            raise ValidationError({"direction": ValidationError(message, code="note_has_direction")})
        # No constraint: where a contact is gone for good, there may be nothing left.
        if self.application_id is None and self.contact_id is None and not self.body.strip():
            message = "Say what happened, or name an application or a contact."
            raise ValidationError({"body": ValidationError(message, code="required")})

    def validate(self) -> None:
        """Raise ValidationError, by field, for what must not be stored."""
        self.clean_fields(exclude=["owner", "application", "contact"])
        self.clean()
