"""The columns of a person's board, and when applications came into them."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from applications.models.applications import Application, Status
from jobtracker.columns import no_nul
from jobtracker.ownership import OwnedModel, OwnedQuerySet

MAX_STAGE_NAME = 40


class Stage(OwnedModel):
    """A column of the board, which stands for a status. A person who has changed nothing has none: one for each status.

    The first stage of a status is where its applications lie that were put into no other.
    """

    name = models.CharField(max_length=MAX_STAGE_NAME, validators=[no_nul])
    status = models.CharField(max_length=10, choices=Status)
    # From 0, over the whole board.
    position = models.PositiveSmallIntegerField()
    color = models.CharField(
        max_length=7, validators=[RegexValidator(r"^#[0-9a-f]{6}$", "Use a colour such as #2f9e44.")]
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            # The other end of the foreign key by which an application lies in a stage of its own status and owner.
            models.UniqueConstraint(name="stage_id_owner_and_status", fields=["id", "owner", "status"]),
            models.UniqueConstraint(
                "owner", Lower("name"), name="stage_name", violation_error_message="Two stages have this name."
            ),
            models.UniqueConstraint(
                name="stage_position", fields=["owner", "position"], deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                name="stage_name_and_color",
                condition=~Q(name="") & Q(color__regex=r"^#[0-9a-f]{6}$"),
                violation_error_message="A stage has a name, and a colour such as #2f9e44.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StageChange(OwnedModel):
    """That an application came into another stage, by the names that both had then."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="stage_changes")
    from_name = models.CharField(max_length=MAX_STAGE_NAME)
    to_name = models.CharField(max_length=MAX_STAGE_NAME)
    status = models.CharField(max_length=10, choices=Status)
    occurred_at = models.DateTimeField()

    objects = OwnedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("application", F("occurred_at").desc(), F("id").desc(), name="stage_change_timeline"),
        ]

    def __str__(self) -> str:
        return f"{self.from_name} → {self.to_name}"
