"""JSON shapes of this app."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from applications.models import OPEN_STATUS_CHOICES, Application, Stage, Status, StatusChange
from jobs.models import Job
from jobtracker.bulk_tags import MAX_TAG
from jobtracker.columns import MAX_LIST_ITEMS
from jobtracker.errors import InvalidInput
from jobtracker.fields import TextListField
from jobtracker.ownership import OwnedRelatedField
from jobtracker.representation import RowSerializer

PRIORITY_NAMES = {choice.value: choice.label for choice in Application.Priority}


class PriorityField(serializers.ChoiceField):
    """A priority: a word in JSON, a number in the database, where it is sorted by."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=list(PRIORITY_NAMES.values()), **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        """The number for a word."""
        word = super().to_internal_value(data)
        return next(number for number, name in PRIORITY_NAMES.items() if name == word)

    def to_representation(self, value: Any) -> str:
        """The word for a number."""
        return PRIORITY_NAMES[value] if value in PRIORITY_NAMES else str(value)


class JobOfApplicationSerializer(RowSerializer, serializers.ModelSerializer[Job]):
    """What one sees of the posting beside its application."""

    class Meta:
        model = Job
        fields = ["id", "title", "company", "locations", "remote_option", "url", "availability"]


class ApplicationSerializer(RowSerializer, serializers.ModelSerializer[Application]):
    """One application. Its status changes by a move alone."""

    job = JobOfApplicationSerializer(read_only=True)
    is_open = serializers.BooleanField(read_only=True)
    priority = PriorityField(required=False)
    tags = TextListField(item_max_length=MAX_TAG, max_length=MAX_LIST_ITEMS, required=False)
    stage = serializers.IntegerField(
        source="stage_id", read_only=True, allow_null=True, help_text="Null: the first stage of its status."
    )
    last_change = serializers.IntegerField(read_only=True, help_text="The id of the newest entry of its history.")

    class Meta:
        model = Application
        fields = [
            "id", "job", "status", "stage", "is_open", "status_since", "applied_on", "notes", "priority", "tags",
            "last_change", "created_at", "updated_at", "trashed_at",
        ]  # fmt: skip
        read_only_fields = ["status", "status_since", "trashed_at"]


class StartApplicationSerializer(serializers.Serializer[Any]):
    """A new application to a posting."""

    job = OwnedRelatedField(queryset=Job.objects.all())
    status = serializers.ChoiceField(choices=Status.choices, default=Status.INTERESTED)
    occurred_at = serializers.DateTimeField(required=False, help_text="When it reached this status; now if left out.")
    applied_on = serializers.DateField(required=False, allow_null=True)
    notes = serializers.CharField(required=False, allow_blank=True, max_length=50_000)
    priority = PriorityField(required=False, initial=PRIORITY_NAMES[Application.Priority.NORMAL])
    tags = TextListField(item_max_length=MAX_TAG, max_length=MAX_LIST_ITEMS, required=False)


class MoveSerializer(serializers.Serializer[Any]):
    """A move to another status, or to another stage."""

    status = serializers.ChoiceField(
        choices=Status.choices, required=False, allow_blank=True, help_text="Needed unless a stage is named."
    )
    stage = OwnedRelatedField(
        queryset=Stage.objects.only("pk"),
        required=False,
        help_text="The column to move it to, and so to its status; else it comes to the first one of the status.",
    )
    from_status = serializers.ChoiceField(
        choices=Status.choices,
        required=False,
        allow_blank=True,
        help_text="What you believe the status to be; 409 where it is not.",
    )
    occurred_at = serializers.DateTimeField(required=False, help_text="When it happened; now if left out.")
    note = serializers.CharField(required=False, allow_blank=True, max_length=5_000)

    def validate_stage(self, value: Stage) -> int:
        """Its id: the service looks at the stage again once it cannot change any more."""
        return value.pk

    def validate(self, attrs: Any) -> Any:
        """Check that it leads somewhere."""
        if not attrs.get("status") and "stage" not in attrs:
            raise InvalidInput("status", "required", "Name a status, or a stage.")
        return attrs


class ReopenSerializer(serializers.Serializer[Any]):
    """Taking a closed application up again."""

    status = serializers.ChoiceField(choices=OPEN_STATUS_CHOICES)
    occurred_at = serializers.DateTimeField(required=False, help_text="When it happened; now if left out.")
    note = serializers.CharField(required=False, allow_blank=True, max_length=5_000)


class StatusChangeSerializer(serializers.ModelSerializer[StatusChange]):
    """One entry of a history."""

    actor = serializers.SerializerMethodField()

    class Meta:
        model = StatusChange
        fields = [
            "id", "kind", "from_status", "to_status", "occurred_at", "recorded_at", "actor", "origin", "note",
        ]  # fmt: skip
        read_only_fields = ["kind", "from_status", "recorded_at", "origin"]

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_actor(self, change: StatusChange) -> str | None:
        """The name of the person who recorded it."""
        return change.actor.get_short_name() if change.actor else None


class StatusCountsSerializer(serializers.Serializer[Any]):
    """How many applications stand at each status."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """One whole number for every status."""
        return {status: serializers.IntegerField(min_value=0) for status in Status.values}
