"""JSON shapes of a timeline: its entries are alike but for what they are about."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import cached_property
from rest_framework import serializers

from applications.models import (
    ApplicationDocument,
    Document,
    Interview,
    InterviewChange,
    StageChange,
    Status,
    Task,
    TimelineEntry,
)
from applications.serializers.activities import ActivitySerializer
from applications.serializers.applications import StatusChangeSerializer
from jobtracker.representation import RowSerializer

Type = TimelineEntry.Type


class StageChangeOnTimelineSerializer(RowSerializer, serializers.ModelSerializer[StageChange]):
    """That an application came into another stage."""

    class Meta:
        model = StageChange
        fields = ["from_name", "to_name", "status"]
        read_only_fields = fields


class InterviewChangeOnTimelineSerializer(RowSerializer, serializers.ModelSerializer[InterviewChange]):
    """What happened to an interview, and the times that it had from then on."""

    interview = serializers.IntegerField(source="interview_id", read_only=True, help_text="Its id.")
    interview_kind = serializers.ChoiceField(source="interview.kind", choices=Interview.Kind.choices, read_only=True)
    title = serializers.CharField(source="interview.title", read_only=True)
    moved_to = serializers.ChoiceField(choices=Status.choices, allow_blank=True, read_only=True)

    class Meta:
        model = InterviewChange
        fields = [
            "kind", "interview", "interview_kind", "title", "starts_at", "ends_at", "time_zone", "from_starts_at",
            "note", "moved_to",
        ]  # fmt: skip
        read_only_fields = fields


class DocumentOnTimelineSerializer(RowSerializer, serializers.ModelSerializer[ApplicationDocument]):
    """The version of a document that went with an application."""

    version = serializers.IntegerField(source="version_id", read_only=True, help_text="Its id.")
    number = serializers.IntegerField(source="version.number", read_only=True)
    filename = serializers.CharField(source="version.filename", read_only=True)
    media_type = serializers.CharField(source="version.file.media_type", read_only=True)
    size = serializers.IntegerField(source="version.file.size", read_only=True, help_text="In bytes.")
    document = serializers.IntegerField(source="version.document_id", read_only=True, help_text="Its id.")
    document_kind = serializers.ChoiceField(
        source="version.document.kind", choices=Document.Kind.choices, read_only=True
    )
    title = serializers.CharField(source="version.document.title", read_only=True)

    class Meta:
        model = ApplicationDocument
        fields = ["version", "number", "filename", "media_type", "size", "document", "document_kind", "title"]


class TaskOnTimelineSerializer(RowSerializer, serializers.ModelSerializer[Task]):
    """A task that was done."""

    class Meta:
        model = Task
        fields = ["title", "kind", "due_on"]
        read_only_fields = fields


class EntrySerializer(serializers.Serializer[TimelineEntry]):
    """What all entries have."""

    type = serializers.ChoiceField(choices=Type.choices)
    id = serializers.IntegerField(source="row_id", help_text="Among those of its type.")
    occurred_at = serializers.DateTimeField()


class ActivityEntrySerializer(EntrySerializer):
    """An entry of the log."""

    entry = ActivitySerializer()


class DocumentEntrySerializer(EntrySerializer):
    """A document that went with the application."""

    entry = DocumentOnTimelineSerializer()


class InterviewChangeEntrySerializer(EntrySerializer):
    """What happened to an interview."""

    entry = InterviewChangeOnTimelineSerializer()


class StageChangeEntrySerializer(EntrySerializer):
    """A move to another stage."""

    entry = StageChangeOnTimelineSerializer()


class StatusChangeEntrySerializer(EntrySerializer):
    """A move to another status."""

    entry = StatusChangeSerializer()


class TaskEntrySerializer(EntrySerializer):
    """A task that was done."""

    entry = TaskOnTimelineSerializer()


ENTRIES: Mapping[str, type[EntrySerializer]] = {
    Type.ACTIVITY: ActivityEntrySerializer,
    Type.DOCUMENT: DocumentEntrySerializer,
    Type.INTERVIEW_CHANGE: InterviewChangeEntrySerializer,
    Type.STAGE_CHANGE: StageChangeEntrySerializer,
    Type.STATUS_CHANGE: StatusChangeEntrySerializer,
    Type.TASK: TaskEntrySerializer,
}


class TimelineEntrySerializer(serializers.BaseSerializer[TimelineEntry]):
    """An entry of any type; `type` says which."""

    def to_representation(self, instance: TimelineEntry) -> dict[str, Any]:
        """The entry, as the serializer of its type shows it."""
        shown: dict[str, Any] = self._by_type[instance.type].to_representation(instance)
        return shown

    @cached_property
    def _by_type(self) -> dict[str, EntrySerializer]:
        return {kind: serializer() for kind, serializer in ENTRIES.items()}
