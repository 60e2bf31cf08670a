"""JSON shapes of this app."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from django.http import QueryDict
from rest_framework import serializers
from rest_framework.fields import empty

from jobs.merging import FIELDS
from jobs.models import DuplicateGroup, Job, SavedView
from jobs.ports import ApplicationSummary
from jobs.search_syntax import MAX_LENGTH
from jobtracker.columns import MAX_LIST_ITEMS
from jobtracker.fields import TextListField
from jobtracker.list_resources import check_list_query, list_names
from jobtracker.ownership import OwnedRelatedField
from jobtracker.representation import RowSerializer

LONG_TEXTS = ["description", "requirements", "notes"]


class ApplicationSummarySerializer(serializers.Serializer[ApplicationSummary]):
    """The latest application to a posting."""

    id = serializers.IntegerField()
    status = serializers.CharField()
    is_open = serializers.BooleanField()
    applied_on = serializers.DateField(allow_null=True)

    def to_representation(self, instance: ApplicationSummary) -> dict[str, Any]:
        """The summary, which is JSON but for the day: to find out for each how to read it would take longer."""
        applied_on = instance["applied_on"]
        return {**instance, "applied_on": applied_on and applied_on.isoformat()}


class JobSerializer(RowSerializer, serializers.ModelSerializer[Job]):
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


class CreatedJobSerializer(JobSerializer):
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


class ListQueryField(serializers.DictField):
    """The parameters of a list: each a list of strings. In a form, a line as it stands in an address."""

    child = serializers.ListField(child=serializers.CharField(max_length=MAX_LENGTH, allow_blank=True), max_length=100)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(style={"base_template": "input.html", "input_type": "text"}, **kwargs)

    def get_value(self, dictionary: Mapping[str, Any]) -> Any:
        """The raw parameters: JSON's as they are, a form's from its line."""
        value = dictionary.get(self.field_name or "", empty)
        is_line = isinstance(dictionary, QueryDict) and isinstance(value, str)
        return parse_qs(value, keep_blank_values=True) if is_line else value


class SavedViewSerializer(serializers.ModelSerializer[SavedView]):
    """A filter and an order, kept under a name."""

    list = serializers.ChoiceField(choices=[])
    query = ListQueryField(required=False)

    class Meta:
        model = SavedView
        fields = ["id", "name", "list", "query", "is_pinned", "tells_of_matches", "created_at", "updated_at"]
        # The database's own constraints decide: a check before the write would race.
        validators: list[object] = []

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """With the lists that there are."""
        fields = super().get_fields()
        fields["list"] = serializers.ChoiceField(choices=list_names())
        return fields

    def validate_list(self, value: str) -> str:
        """A view stays with its list."""
        if self.instance is not None and value != self.instance.list:
            raise serializers.ValidationError("A view stays with its list. Make another one.", "unchangeable")
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Hold the query to what its list understands."""
        if "query" in attrs:
            name = attrs["list"] if self.instance is None else self.instance.list
            try:
                check_list_query(name, attrs["query"], self.context["request"])
            except serializers.ValidationError as error:
                raise serializers.ValidationError({"query": error.detail}) from None
        return attrs
