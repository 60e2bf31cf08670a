"""JSON shapes of the board."""

from typing import Any

from rest_framework import serializers

from applications.models import Stage, Status
from applications.models.stages import MAX_STAGE_NAME
from jobtracker.bulk_serializers import MAX_ID
from jobtracker.errors import DomainError, Fields, InvalidInput, summary

MAX_STAGES = 40


class BoardSerializer(serializers.ListSerializer[Any]):
    """All columns of a board, in their order."""

    default_error_messages = {"max_length": f"A board has {MAX_STAGES} columns at most."}

    def validate(self, attrs: Any) -> Any:
        """Check the columns among themselves."""
        fields: Fields = {}
        for name, message in (("id", "This id stands on the board twice."), ("name", "Two columns have this name.")):
            seen = set()
            for place, stage in enumerate(attrs):
                value = stage[name].casefold() if name == "name" else stage[name]
                if value in seen:
                    fields[f"{place}.{name}"] = [{"code": "repeated", "message": message}]
                elif value is not None:
                    seen.add(value)
        if fields:
            raise DomainError("validation_error", summary(fields), fields=fields)
        missing = [status.label for status in Status if status not in {stage["status"] for stage in attrs}]
        if missing:
            message = f"Every status has one column at least. Missing: {', '.join(missing)}."
            raise InvalidInput("non_field_errors", "status_missing", message)
        return attrs


class StageSerializer(serializers.ModelSerializer[Stage]):
    """A column of the board."""

    id = serializers.IntegerField(
        allow_null=True,
        default=None,
        min_value=1,
        max_value=MAX_ID,
        help_text="Null for one that is new.",
    )
    name = serializers.CharField(max_length=MAX_STAGE_NAME)
    color = serializers.RegexField(
        r"^#[0-9a-fA-F]{6}$", max_length=7, error_messages={"invalid": "Use a colour such as #2f9e44."}
    )

    class Meta:
        model = Stage
        fields = ["id", "name", "status", "color", "position"]
        read_only_fields = ["position"]
        list_serializer_class = BoardSerializer
        # The board is checked as a whole.
        validators: list[object] = []

    def validate_name(self, value: str) -> str:
        """On one line."""
        return " ".join(value.split())

    def validate_color(self, value: str) -> str:
        """In lower case."""
        return value.lower()


class CountedStageSerializer(serializers.ModelSerializer[Stage]):
    """A column of the board, and how many applications lie in it."""

    id = serializers.IntegerField(allow_null=True)
    count = serializers.IntegerField(min_value=0)

    class Meta:
        model = Stage
        fields = [*StageSerializer.Meta.fields, "count"]
