"""What is to be done, the rules by which more is suggested, and what became of suggestions."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest

from applications.models.applications import Application, Status
from applications.models.children import ApplicationPartQuerySet
from applications.models.contacts import Contact
from jobs.models import UNSHOWN_COLUMNS, Job, long_text
from jobtracker.columns import no_nul
from jobtracker.ownership import OwnedModel, OwnedQuerySet
from jobtracker.trash import TrashableModel

MAX_CADENCE_DAYS = 365
EARLIEST_DUE_DAY = date(1970, 1, 1)
# Far enough from the end of the calendar to add days and change the time zone.
LATEST_DUE_DAY = date(2999, 12, 31)
# What an answer shows nothing of.
_UNSHOWN = (
    "application__notes",
    "application__search_notes",
    *(f"application__job__{name}" for name in UNSHOWN_COLUMNS),
    "contact__notes",
)


class TaskQuerySet(ApplicationPartQuerySet):
    """Named reads of tasks."""

    def with_what_it_is_about(self) -> Self:
        """Each task with its posting and its contact."""
        return self.select_related("application__job", "contact").defer(*_UNSHOWN)

    def with_day(self) -> Self:
        """Tasks that can be filtered and sorted by `shown_on`, which is `Task.show_on`."""
        return self.alias(shown_on=Greatest("due_on", "snoozed_until"))

    def to_do(self) -> Self:
        """Tasks that are not done."""
        return self.filter(done_at=None)

    def late(self, today: date) -> Self:
        """Tasks that should have been done before this day."""
        return self.to_do().with_day().filter(shown_on__lt=today)

    def not_late(self, today: date) -> Self:
        """All others: done, for this day or a later one, or for none."""
        is_done, has_no_day = Q(done_at__isnull=False), Q(shown_on__isnull=True)
        return self.with_day().filter(is_done | has_no_day | Q(shown_on__gte=today))


class Task(TrashableModel):
    """Something to do, on a day or at a time of it, both as the person's own calendar and clock say."""

    class Kind(models.TextChoices):
        """What kind of thing it is."""

        FOLLOW_UP = "follow_up", "Follow up"
        THANK_YOU = "thank_you", "Say thank you"
        PREPARE = "prepare", "Prepare"
        OTHER = "other", "Other"

    title = models.CharField(max_length=300, validators=[no_nul])
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.OTHER)
    # Markdown.
    notes = long_text()
    application = models.ForeignKey(Application, on_delete=models.CASCADE, null=True, blank=True, related_name="tasks")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks")
    due_on = models.DateField(null=True, blank=True)
    due_time = models.TimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, editable=False)
    # Not shown as due before this day.
    snoozed_until = models.DateField(null=True, editable=False)
    # Of which suggestion it was made; empty for one of the person's own.
    suggestion = models.CharField(max_length=100, blank=True, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            *TrashableModel.Meta.constraints,
            models.CheckConstraint(
                name="task_title_and_kind",
                condition=~Q(title="") & Q(kind__in=["follow_up", "thank_you", "prepare", "other"]),
                violation_error_message="A task has a title, and is of one of the kinds.",
            ),
            models.CheckConstraint(
                name="task_time_of_a_day",
                condition=Q(due_time=None) | Q(due_on__isnull=False),
                violation_error_message="A time needs its day.",
            ),
            models.UniqueConstraint(
                name="task_once_for_a_suggestion",
                fields=["owner", "suggestion"],
                condition=~Q(suggestion=""),
                violation_error_message="This suggestion was accepted already.",
            ),
        ]
        indexes = [
            # What is to be done, the most urgent first; and what was done, the latest first.
            models.Index(
                "owner", F("due_on").asc(nulls_last=True), F("id").asc(), condition=Q(done_at=None), name="task_to_do"
            ),
            models.Index("owner", F("done_at").desc(nulls_last=True), F("id").desc(), name="task_by_done_at"),
            models.Index("application", "due_on", "id", name="task_of_application"),
            models.Index("owner", "trashed_at", condition=Q(trashed_at__isnull=False), name="task_in_trash"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def job(self) -> Job | None:
        """The posting that it is about."""
        return self.application.job if self.application is not None else None

    @property
    def contact_name(self) -> str | None:
        """The name of its contact."""
        return self.contact.name if self.contact is not None else None

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.done_at is not None

    @property
    def show_on(self) -> date | None:
        """The day for which it is on the list: when it is due, or until when it was put off, whichever comes later."""
        return max((day for day in (self.due_on, self.snoozed_until) if day is not None), default=None)

    def clean(self) -> None:
        """Check the day and the time."""
        super().clean()
        if self.due_on is not None and not EARLIEST_DUE_DAY <= self.due_on <= LATEST_DUE_DAY:
            message = f"Use a day from {EARLIEST_DUE_DAY} to {LATEST_DUE_DAY}."
            raise ValidationError({"due_on": ValidationError(message, code="out_of_range")})
        if self.due_time is not None and self.due_on is None:
            raise ValidationError({"due_time": ValidationError("A time needs its day.", code="needs_day")})

    def validate(self) -> None:
        """Raise ValidationError, by field, for what must not be stored."""
        self.clean_fields(exclude=["owner", "application", "contact"])
        self.clean()


class CadenceRule(OwnedModel):
    """When something is suggested. A person who has changed nothing has none, and gets the defaults."""

    class Basis(models.TextChoices):
        """From when on the days are counted."""

        SILENCE = "silence", "Since anything happened"
        INTERVIEW = "interview", "Since the latest interview ended"

    class Suggestion(models.TextChoices):
        """What is suggested."""

        FOLLOW_UP = "follow_up", "Follow up"
        THANK_YOU = "thank_you", "Say thank you"
        GHOSTED = "ghosted", "Move to ghosted"

    # Which of the rules it is; it stays when the rule's days change.
    code = models.SlugField(max_length=40, db_index=False)
    status = models.CharField(max_length=10, choices=Status)
    basis = models.CharField(max_length=9, choices=Basis)
    days = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(MAX_CADENCE_DAYS)])
    suggestion = models.CharField(max_length=9, choices=Suggestion)
    title = models.CharField(max_length=200, validators=[no_nul])
    is_active = models.BooleanField(default=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="cadence_rule_code", fields=["owner", "code"]),
            models.CheckConstraint(
                name="cadence_rule_choices",
                condition=Q(days__range=(1, MAX_CADENCE_DAYS))
                & Q(basis__in=["silence", "interview"])
                & Q(suggestion__in=["follow_up", "thank_you", "ghosted"])
                & Q(status__in=["interested", "applied", "screening", "interview", "offer"]),
                violation_error_message="A rule is for an open status and between 1 and 365 days.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.days} days)"


class SuggestionDecision(OwnedModel):
    """That a person does not want to see a suggestion: never again, or not before a day."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    # The rule's code, and what its days were counted from: what happens next makes another suggestion.
    suggestion = models.CharField(max_length=100)
    hidden_until = models.DateField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="suggestion_decision", fields=["owner", "suggestion"])]

    def __str__(self) -> str:
        return self.suggestion
