"""JSON shapes of runs."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from dataio.models import Run
from dataio.runs.kinds import parameters_by_kind


class RunProblemSerializer(serializers.Serializer[Any]):
    """Why a run failed."""

    code = serializers.CharField()
    message = serializers.CharField()


class RunFileSerializer(serializers.Serializer[Any]):
    """The file that a run made."""

    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    expires_at = serializers.DateTimeField()
    url = serializers.CharField(help_text="Where it is downloaded: a path on this server.")


class RunSerializer(serializers.ModelSerializer[Run]):
    """One piece of long work."""

    kind = serializers.CharField(help_text="Such as `export`.")
    parameters = serializers.DictField(help_text="What was asked for, in the shape of its kind.")
    problem = RunProblemSerializer(allow_null=True, help_text="Why it failed.")
    result = serializers.DictField(allow_null=True, help_text="What came of it, in the shape of its kind.")
    file = serializers.SerializerMethodField(help_text="Null before it is done, where it has none, once it is expired.")

    class Meta:
        model = Run
        fields = [
            "id",
            "kind",
            "parameters",
            "state",
            "percent",
            "problem",
            "result",
            "file",
            "is_cancelled",
            "created_at",
            "started_at",
            "finished_at",
        ]
        read_only_fields = fields

    @extend_schema_field(RunFileSerializer(allow_null=True))
    def get_file(self, run: Run) -> dict[str, Any] | None:
        """The file, while it is there."""
        if not run.file_key or run.expires_at is None or run.expires_at <= timezone.now():
            return None
        file = {
            "name": run.file_name,
            "media_type": run.media_type,
            "size": run.file_size,
            "expires_at": run.expires_at,
            "url": reverse("run-file", kwargs={"pk": run.pk}),
        }
        return dict(RunFileSerializer(file).data)


class NewRunSerializer(serializers.Serializer[Any]):
    """What to do, and how."""

    kind = serializers.ChoiceField(choices=[])
    parameters = serializers.JSONField(default=dict)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """With the kinds that there are."""
        return super().get_fields() | {"kind": serializers.ChoiceField(choices=list(parameters_by_kind()))}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Hold the parameters to the shape of the kind, and keep them as JSON."""
        if not isinstance(attrs["parameters"], Mapping):
            raise serializers.ValidationError({"parameters": ["Send an object."]}, "not_an_object")
        shape = parameters_by_kind()[attrs["kind"]](data=attrs["parameters"], context=self.context)
        unknown = set(attrs["parameters"]) - set(shape.fields)
        if unknown:
            known = ", ".join(shape.fields) or "none"
            problems = {name[:100]: [f"There is no such parameter. There are: {known}."] for name in sorted(unknown)}
            raise serializers.ValidationError({"parameters": problems}, "unknown")
        if not shape.is_valid():
            raise serializers.ValidationError({"parameters": shape.errors})
        return {"kind": attrs["kind"], "parameters": shape.data}


def documented_new_runs() -> list[type[serializers.Serializer[Any]]]:
    """For the API's documentation: a shape for each kind, which in code is one whose parameters differ."""
    return [_documented(name, parameters) for name, parameters in parameters_by_kind().items()]


def _documented(name: str, parameters: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    is_required = any(field.required for field in parameters().fields.values())
    fields = {"kind": serializers.ChoiceField(choices=[name]), "parameters": parameters(required=is_required)}
    shape = type(f"{name.title().replace('_', '')}Run", (serializers.Serializer,), fields)
    return extend_schema_serializer(component_name=f"New{shape.__name__}")(shape)
