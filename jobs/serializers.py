"""JSON shapes of this app."""

from typing import Any

from rest_framework import serializers

from jobs.merging import FIELDS
from jobs.models import DuplicateGroup, Job
from jobs.search_syntax import MAX_LENGTH
from jobtracker.columns import MAX_LIST_ITEMS
from jobtracker.fields import TextListField
from jobtracker.ownership import OwnedRelatedField

LONG_TEXTS = ["description", "requirements", "notes"]


class ApplicationSummarySerializer(serializers.Serializer[object]):
    """The latest application to a posting."""

    id = serializers.IntegerField()
    status = serializers.CharField()
    is_open = serializers.BooleanField()
    applied_on = serializers.DateField(allow_null=True)


class JobSerializer(serializers.ModelSerializer[Job]):
    """One posting, whole."""

    locations = TextListField(item_max_length=500, max_length=MAX_LIST_ITEMS, required=False)
    skills = TextListField(item_max_length=100, max_length=MAX_LIST_ITEMS, required=False)
    tags = TextListField(item_max_length=50, max_length=MAX_LIST_ITEMS, required=False)
    # DRF shows a generated column as a number of its own making; money is a decimal in a string.
    salary_min_yearly = serializers.DecimalField(max_digits=18, decimal_places=2, read_only=True, allow_null=True)
    salary_max_yearly = serializers.DecimalField(max_digits=18, decimal_places=2, read_only=True, allow_null=True)
    application = ApplicationSummarySerializer(read_only=True, allow_null=True)

    class Meta:
        model = Job
        fields = [
            "id", "title", "company", "locations", "remote_option", "job_type", "experience_level",
            "salary_min", "salary_max", "salary_currency", "salary_period", "salary_min_yearly", "salary_max_yearly",
            "skills", "tags", "description", "requirements", "url", "availability", "source", "external_reference",
            "posted_on", "deadline_on", "notes", "is_archived", "created_at", "updated_at", "trashed_at", "application",
        ]  # fmt: skip
        read_only_fields = ["trashed_at"]
        # An untouched form says what is said by saying nothing.
        extra_kwargs = {"availability": {"initial": Job.Availability.UNKNOWN}}
        # The database's own constraints decide: a check before the write would race.
        validators: list[object] = []


class JobListItemSerializer(JobSerializer):
    """One posting in a list: all but its long texts."""

    class Meta(JobSerializer.Meta):
        fields = [name for name in JobSerializer.Meta.fields if name not in LONG_TEXTS]


class DuplicateSerializer(serializers.Serializer[object]):
    """A posting that a new one probably repeats."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    company = serializers.CharField()
    reason = serializers.ChoiceField(choices=DuplicateGroup.Reason.choices)
    application = ApplicationSummarySerializer(allow_null=True)
    message = serializers.CharField(help_text="A sentence for the person.")


class NewJobSerializer(JobSerializer):
    """A posting that was just added, with those that it probably repeats."""

    duplicates = DuplicateSerializer(many=True, read_only=True)

    class Meta(JobSerializer.Meta):
        fields = [*JobSerializer.Meta.fields, "duplicates"]


class DuplicateGroupSerializer(serializers.Serializer[DuplicateGroup]):
    """Postings that are probably one."""

    id = serializers.IntegerField()
    reason = serializers.ChoiceField(choices=DuplicateGroup.Reason.choices)
    count = serializers.IntegerField(help_text="How many they are, of which the newest are in `jobs`.")
    jobs = JobListItemSerializer(many=True)


class MergeSerializer(serializers.Serializer[Any]):
    """What is to become of two postings."""

    other = OwnedRelatedField(
        queryset=Job.objects.only("pk"), help_text="The posting that goes to the trash; what hangs on it moves over."
    )
    take = serializers.MultipleChoiceField(
        choices=FIELDS,
        required=False,
        default=set,
        help_text="Fields that become what they are in the other, beside those that are empty. Of pay, and of source "
        "and reference, all are taken together.",
    )


class CountedValueSerializer(serializers.Serializer[object]):
    """A value, and how many postings have it."""

    value = serializers.CharField()
    count = serializers.IntegerField()


class FacetsSerializer(serializers.Serializer[object]):
    """The most frequent values of each facet."""

    remote_option = CountedValueSerializer(many=True)
    job_type = CountedValueSerializer(many=True)
    company = CountedValueSerializer(many=True)
    skills = CountedValueSerializer(many=True)
    # A serializer has a `source` of its own, which a declared field must not take the place of.

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Also `source`."""
        return super().get_fields() | {"source": CountedValueSerializer(many=True)}


class SuggestionsSerializer(serializers.Serializer[object]):
    """What a person may be about to type."""

    titles = CountedValueSerializer(many=True)
    companies = CountedValueSerializer(many=True)


class SuggestionQuerySerializer(serializers.Serializer[Any]):
    """What is typed so far."""

    q = serializers.CharField(max_length=MAX_LENGTH, allow_blank=True, default="")
