"""JSON shapes of bulk requests for applications."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from applications.models import MAX_NOTE, Status
from applications.serializers.applications import ApplicationSerializer, StartApplicationSerializer
from jobtracker.bulk_serializers import (
    MAX_ID,
    BulkRequestSerializer,
    BulkUpdateSerializer,
    ObjectField,
    RowsField,
    SelectionSerializer,
    Strict,
    rows_schema,
)
from jobtracker.bulk_tags import PARTS, ChangesTags


class NewApplicationSerializer(Strict, StartApplicationSerializer):
    """An application to be begun with others. Whose the posting is, is asked for all rows together."""

    job = serializers.IntegerField(min_value=1, max_value=MAX_ID)  # type: ignore[assignment]  # for all rows at once


class ApplicationChangesSerializer(ChangesTags, Strict, ApplicationSerializer):
    """Changes of an application; its tags may also be added to, or some of them taken away."""

    class Meta(ApplicationSerializer.Meta):
        fields = [*ApplicationSerializer.Meta.fields, *PARTS]


@extend_schema_field(StartApplicationSerializer(many=True))
class NewApplicationsField(RowsField):
    """Applications to be begun."""


@extend_schema_field(ApplicationChangesSerializer(partial=True))
class ApplicationChangesField(ObjectField):
    """One change for all applications."""


@extend_schema_field(rows_schema("PatchedApplicationChangesRequest"))
class ApplicationChangeRowsField(RowsField):
    """A change for each application."""


class BulkStartApplicationsSerializer(BulkRequestSerializer):
    """Applications to be begun."""

    rows = NewApplicationsField(initial=[])


class BulkUpdateApplicationsSerializer(BulkUpdateSerializer):
    """Which applications are to change, and how: all of them alike, or each in its own way."""

    changes = ApplicationChangesField(required=False, allow_null=True)
    rows = ApplicationChangeRowsField(required=False, allow_null=True)


class BulkMoveSerializer(SelectionSerializer):
    """Which applications are to be moved, and where."""

    status = serializers.ChoiceField(choices=Status.choices)
    occurred_at = serializers.DateTimeField(required=False, help_text="When it happened; now if left out.")
    note = serializers.CharField(required=False, allow_blank=True, max_length=MAX_NOTE)
