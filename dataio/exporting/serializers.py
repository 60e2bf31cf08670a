"""What a person asks of an export that is made by a run."""

from typing import Any

from rest_framework import serializers

from dataio.exporting.formats import FORMATS
from dataio.resources import RESOURCES
from jobs.serializers import ListQueryField
from jobtracker.errors import InvalidInput
from jobtracker.list_resources import check_list_query


class ExportParametersSerializer(serializers.Serializer[Any]):
    """Which rows of which list, as what."""

    resource = serializers.ChoiceField(choices=sorted(RESOURCES))
    format = serializers.ChoiceField(choices=list(FORMATS))
    query = ListQueryField(default=dict, help_text="The list's filters and order, as saved views keep them; else all.")
    fields = serializers.ListField(  # type: ignore[assignment]  # DRF's own `fields` is set per instance, by this name
        child=serializers.CharField(max_length=50), default=list, max_length=100, help_text="Columns, in this order."
    )
    bom = serializers.BooleanField(default=False, help_text="CSV begins with a byte order mark, for Excel.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Hold the query to what its list understands, and the columns to those that there are."""
        try:
            check_list_query(attrs["resource"], attrs["query"], self.context["request"])
        except serializers.ValidationError as error:
            raise serializers.ValidationError({"query": error.detail}) from None
        try:
            RESOURCES[attrs["resource"]].chosen(attrs["fields"])
        except InvalidInput as error:
            [problem] = error.fields["fields"]
            raise serializers.ValidationError({"fields": [problem["message"]]}, problem["code"]) from None
        return attrs
