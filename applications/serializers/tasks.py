"""JSON shapes of tasks."""

from typing import Any

from rest_framework import serializers

from applications.models import Application, Contact, Task
from applications.serializers.applications import JobOfApplicationSerializer
from applications.services.tasks import MAX_SNOOZE_DAYS
from jobtracker.bulk_serializers import SelectionSerializer
from jobtracker.errors import InvalidInput
from jobtracker.ownership import OwnedRelatedField
from jobtracker.representation import RowSerializer


class TaskSerializer(RowSerializer, serializers.ModelSerializer[Task]):
    """Something to do. Days and times are those of the person's own calendar and clock."""

    application = OwnedRelatedField(queryset=Application.objects.all(), required=False, allow_null=True)
    contact = OwnedRelatedField(queryset=Contact.objects.all(), required=False, allow_null=True)
    job = JobOfApplicationSerializer(read_only=True, allow_null=True)
    contact_name = serializers.CharField(read_only=True, allow_null=True)
    is_done = serializers.BooleanField(read_only=True)
    show_on = serializers.DateField(
        read_only=True, allow_null=True, help_text="When it is due, or until when it was put off, if that is later."
    )

    class Meta:
        model = Task
        fields = [
            "id", "title", "kind", "notes", "application", "job", "contact", "contact_name", "due_on", "due_time",
            "is_done", "done_at", "snoozed_until", "show_on", "suggestion", "created_at", "updated_at", "trashed_at",
        ]  # fmt: skip
        read_only_fields = ["done_at", "snoozed_until", "suggestion", "trashed_at"]

    def to_representation(self, instance: Task) -> dict[str, Any]:
        """The task; a contact in the trash is out of sight here, too."""
        shown: dict[str, Any] = super().to_representation(instance)
        if instance.contact is not None and instance.contact.trashed_at is not None:
            shown |= {"contact": None, "contact_name": None}
        return shown


class SnoozeSerializer(serializers.Serializer[Any]):
    """For how many days from today on something is put off, or until which day."""

    days = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=MAX_SNOOZE_DAYS, initial=1)
    until = serializers.DateField(required=False, allow_null=True)

    def validate(self, attrs: Any) -> Any:
        """Check that it is said in one way."""
        given = [name for name in ("days", "until") if attrs.get(name) is not None]
        if not given:
            raise InvalidInput("days", "required", "Say for how many days, or until when.")
        if len(given) > 1:
            raise InvalidInput("until", "ambiguous", "Say it in one way: days or until.")
        return attrs


class BulkCompleteSerializer(SelectionSerializer):
    """Which tasks are done."""
