"""Applications, and the history of their statuses."""

from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery
from django.utils import timezone

from jobs.models import Job, long_text, lowered
from jobtracker.columns import no_nul, text_list, without_repeats
from jobtracker.generated import SearchedField
from jobtracker.ownership import OwnedQuerySet
from jobtracker.trash import TrashableModel, TrashableQuerySet


class Status(models.TextChoices):
    """Where an application stands."""

    INTERESTED = "interested", "Interested"
    APPLIED = "applied", "Applied"
    SCREENING = "screening", "Screening"
    INTERVIEW = "interview", "Interview"
    OFFER = "offer", "Offer"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"
    GHOSTED = "ghosted", "Ghosted"


OPEN_STATUSES = (Status.INTERESTED, Status.APPLIED, Status.SCREENING, Status.INTERVIEW, Status.OFFER)
CLOSED_STATUSES = (Status.ACCEPTED, Status.DECLINED, Status.REJECTED, Status.WITHDRAWN, Status.GHOSTED)
OPEN_STATUS_CHOICES = [(status.value, status.label) for status in OPEN_STATUSES]
# Plain strings for migrations, which must not change when an enum's Python name does.
OPEN_VALUES = [status.value for status in OPEN_STATUSES]
CLOSED_VALUES = [status.value for status in CLOSED_STATUSES]
EARLIEST_DAY = date(1970, 1, 1)
MAX_NOTE = 5_000


class ApplicationQuerySet(TrashableQuerySet):
    """Named reads of applications."""

    def visible_to(self, user: Any) -> Self:
        """As for every owned row; without the column that is only searched."""
        return super().visible_to(user).defer("search_notes")

    def in_trash_of(self, user: Any) -> Self:
        """As for every row with a trash; without the column that is only searched."""
        return super().in_trash_of(user).defer("search_notes")

    def open(self) -> Self:
        """Applications that are still going on."""
        return self.filter(status__in=OPEN_VALUES)

    def closed(self) -> Self:
        """Applications that have come to an end."""
        return self.filter(status__in=CLOSED_VALUES)

    def with_last_change(self) -> Self:
        """Each application with `last_change`, the id of its history's newest entry."""
        newest = StatusChange.objects.filter(application=OuterRef("pk")).order_by("-occurred_at", "-pk")
        return self.annotate(last_change=Subquery(newest.values("pk")[:1]))


class Application(TrashableModel):
    """One try of a person at one posting. `status` is a projection of the history, kept in the same transaction."""

    class Priority(models.IntegerChoices):
        """How much it matters to the person."""

        LOW = 1, "low"
        NORMAL = 2, "normal"
        HIGH = 3, "high"

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="applications")
    status = models.CharField(max_length=10, choices=Status, editable=False)
    status_since = models.DateTimeField(editable=False)
    applied_on = models.DateField(null=True, blank=True)
    notes = long_text()
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NORMAL)
    tags = text_list(50)
    # Null: the first stage of its status.
    stage = models.ForeignKey(
        "Stage", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="applications"
    )

    # The notes as searches read them.
    search_notes = SearchedField(
        expression=Func("notes", function="job_search_notes"), output_field=SearchVectorField(), db_persist=True
    )

    # What `with_last_change` adds: the id of the newest entry of its history.
    last_change: int | None

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            *TrashableModel.Meta.constraints,
            models.UniqueConstraint(
                name="application_one_open_per_job",
                fields=["job"],
                condition=Q(status__in=OPEN_VALUES, trashed_at=None),
                violation_error_code="open_application_exists",
                violation_error_message="There is an open application to this posting already.",
            ),
            # The other end of the foreign key by which a history entry belongs to its application's owner.
            models.UniqueConstraint(name="application_id_and_owner", fields=["id", "owner"]),
            models.CheckConstraint(
                name="application_status",
                condition=Q(status__in=[*OPEN_VALUES, *CLOSED_VALUES]),
                violation_error_message="This is none of the statuses.",
            ),
            models.CheckConstraint(
                name="application_priority",
                condition=Q(priority__in=[1, 2, 3]),
                violation_error_message="This is none of the priorities.",
            ),
        ]
        indexes = [
            # The list as it opens, and a column of the board; both end in the id, as keyset pages need.
            models.Index("owner", F("status_since").desc(), F("id").desc(), name="application_by_since"),
            models.Index("owner", "status", F("status_since").desc(), F("id").desc(), name="application_by_status"),
            # The trash, and what beat looks for in it; few rows.
            models.Index("owner", "trashed_at", condition=Q(trashed_at__isnull=False), name="application_in_trash"),
            # Orders and ranges of its other dates; each ends in the id, too.
            models.Index(
                "owner", F("applied_on").desc(nulls_last=True), F("id").desc(), name="application_by_applied_on"
            ),
            models.Index("owner", F("created_at").desc(), F("id").desc(), name="application_by_created_at"),
            GinIndex("owner", lowered("tags"), name="application_tags"),
            # Words in one's notes.
            GinIndex("owner", "search_notes", name="application_search"),
        ]

    def __str__(self) -> str:
        return f"{self.job} ({self.get_status_display()})"

    @property
    def is_open(self) -> bool:
        """Whether it is still going on."""
        return self.status in OPEN_VALUES

    def clean(self) -> None:
        """Bring the tags into their stored form and check the applied date."""
        super().clean()
        self.tags = without_repeats(self.tags)
        # The day may have begun in the person's time zone before it does in UTC, by 14 hours at most.
        latest = (timezone.now() + timedelta(hours=14)).date()
        if self.applied_on is not None and self.applied_on > latest:
            message = "This lies in the future; an application is dated once it is sent."
            raise ValidationError({"applied_on": ValidationError(message, code="in_future")})
        if self.applied_on is not None and self.applied_on < EARLIEST_DAY:
            raise ValidationError({"applied_on": ValidationError("This is before 1970.", code="too_early")})

    def validate(self) -> None:
        """Raise ValidationError, by field, for what must not be stored."""
        self.clean_fields(exclude=["owner", "job", "status", "status_since", "stage"])
        self.clean()


class ChangeKind(models.TextChoices):
    """How the status came about."""

    CREATED = "created", "Created"
    MOVED = "moved", "Moved"
    REOPENED = "reopened", "Reopened"


class ChangeOrigin(models.TextChoices):
    """Through what the entry came in."""

    USER = "user", "A person"
    IMPORT = "import", "An import"
    SAMPLE = "sample", "The sample data"
    SYSTEM = "system", "The system"


class StatusChange(models.Model):
    """One entry of an application's history: what it became, when that happened, and who or what said so."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="history")
    kind = models.CharField(max_length=8, choices=ChangeKind)
    from_status = models.CharField(max_length=10, choices=Status, blank=True)
    to_status = models.CharField(max_length=10, choices=Status)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    origin = models.CharField(max_length=6, choices=ChangeOrigin, default=ChangeOrigin.USER)
    note = models.TextField(blank=True, max_length=MAX_NOTE, validators=[no_nul, MaxLengthValidator(MAX_NOTE)])

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="status_change_one_beginning",
                fields=["application"],
                condition=Q(kind="created"),
                violation_error_message="A history has one beginning.",
            ),
            models.CheckConstraint(
                name="status_change_kind",
                condition=(Q(kind="created") & Q(from_status=""))
                | (Q(kind="moved") & Q(from_status__in=OPEN_VALUES))
                | (Q(kind="reopened") & Q(from_status__in=CLOSED_VALUES) & Q(to_status__in=OPEN_VALUES)),
                violation_error_message="A closed application is left only by reopening it.",
            ),
            models.CheckConstraint(
                name="status_change_moves",
                condition=Q(to_status__in=[*OPEN_VALUES, *CLOSED_VALUES]) & ~Q(to_status=F("from_status")),
                violation_error_message="A move leads to another status.",
            ),
            models.CheckConstraint(
                name="status_change_origin",
                condition=Q(origin__in=["user", "import", "sample", "system"]),
                violation_error_message="This is none of the origins.",
            ),
        ]
        indexes = [
            # A timeline, newest first; the first row of it is the current status.
            models.Index("application", F("occurred_at").desc(), F("id").desc(), name="status_change_timeline"),
            # Who entered a stage within some days.
            models.Index("owner", "to_status", "occurred_at", "application", name="status_change_by_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.from_status or 'new'} → {self.to_status}"
