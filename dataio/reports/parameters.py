"""What a report can be asked for."""

from typing import Any

from rest_framework import serializers

from jobs.serializers import ListQueryField
from jobtracker.filtering import EARLIEST_DAY, LATEST_DAY
from jobtracker.list_resources import check_list_query


class ReportParametersSerializer(serializers.Serializer[Any]):
    """The period of a report, which applications are in it, and on what it is printed."""

    since = serializers.DateField(allow_null=True, default=None, help_text="The first day; null: from the beginning.")
    until = serializers.DateField(allow_null=True, default=None, help_text="The last day; null: until today.")
    query = ListQueryField(required=False, help_text="Filters of the list of applications, as saved views keep them.")
    paper = serializers.ChoiceField([("a4", "A4"), ("letter", "US Letter")], default="a4")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Hold the days to the calendar and the query to what the list understands."""
        since, until = attrs["since"], attrs["until"]
        for name in ("since", "until"):
            if attrs[name] and not EARLIEST_DAY <= attrs[name] <= LATEST_DAY:
                message = f"Use a day from {EARLIEST_DAY} to {LATEST_DAY}."
                raise serializers.ValidationError({name: message}, "out_of_range")
        if since and until and since > until:
            raise serializers.ValidationError({"since": "The period begins after its end."}, "from_after_to")
        try:
            check_list_query("applications", attrs.setdefault("query", {}), self.context["request"])
        except serializers.ValidationError as error:
            raise serializers.ValidationError({"query": error.detail}) from None
        return attrs
