"""JSON shapes of bulk requests for postings."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

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
from jobtracker.bulk_tags import PARTS, ChangesTags


class NewJobSerializer(Strict, JobSerializer):
    """A posting to be made with others."""


class JobChangesSerializer(ChangesTags, Strict, JobSerializer):
    """Changes of a posting; its tags may also be added to, or some of them taken away."""

    class Meta(JobSerializer.Meta):
        fields = [*JobSerializer.Meta.fields, *PARTS]


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
