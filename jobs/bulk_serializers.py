"""JSON shapes of bulk requests for postings."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from jobs.serializers import DuplicateSerializer, JobSerializer
from jobtracker.bulk_serializers import (
    BulkAnswerSerializer,
    BulkRequestSerializer,
    BulkUpdateSerializer,
    ObjectField,
    RowsField,
    Strict,
    rows_schema,
)
from jobtracker.columns import MAX_LIST_ITEMS
from jobtracker.fields import TextListField


class NewJobSerializer(Strict, JobSerializer):
    """A posting to be made with others."""


class JobChangesSerializer(Strict, JobSerializer):
    """Changes of a posting; its tags may also be added to, or some of them taken away."""

    add_tags = TextListField(item_max_length=50, max_length=MAX_LIST_ITEMS, required=False)
    remove_tags = TextListField(item_max_length=50, max_length=MAX_LIST_ITEMS, required=False)

    class Meta(JobSerializer.Meta):
        fields = [*JobSerializer.Meta.fields, "add_tags", "remove_tags"]

    def validate(self, attrs: Any) -> Any:
        """Check that it is said in one way what the tags are to be."""
        if "tags" in attrs and ("add_tags" in attrs or "remove_tags" in attrs):
            message = "Name all tags, or those to add and to remove."
            raise serializers.ValidationError({"tags": [ErrorDetail(message, code="ambiguous")]})
        return attrs


@extend_schema_field(JobSerializer(many=True))
class NewJobsField(RowsField):
    """Postings to be made."""


@extend_schema_field(JobChangesSerializer(partial=True))
class JobChangesField(ObjectField):
    """One change for all postings."""


@extend_schema_field(rows_schema("PatchedJobChangesRequest"))
class JobChangeRowsField(RowsField):
    """A change for each posting."""


class BulkCreateJobsSerializer(BulkRequestSerializer):
    """Postings to be made."""

    rows = NewJobsField(initial=[])


class BulkUpdateJobsSerializer(BulkUpdateSerializer):
    """Which postings are to change, and how: all of them alike, or each in its own way."""

    changes = JobChangesField(required=False, allow_null=True)
    rows = JobChangeRowsField(required=False, allow_null=True)


class DuplicatesOfSerializer(serializers.Serializer[Any]):
    """A new posting, and those that it probably repeats."""

    id = serializers.IntegerField()
    duplicates = DuplicateSerializer(many=True)


class BulkCreatedJobsSerializer(BulkAnswerSerializer):
    """What was made, and what is probably there twice now."""

    duplicates = DuplicatesOfSerializer(many=True, help_text="Of the new postings that repeat another one.")
