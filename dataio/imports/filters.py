"""Filters of an import's rows."""

import django_filters
from django.db.models import QuerySet

from dataio.models import ImportRow
from jobtracker.filtering import FilterSet


class ImportRowFilter(FilterSet):
    """What the rows of an import may be narrowed by."""

    verdict = django_filters.MultipleChoiceFilter(
        choices=ImportRow.Verdict.choices, distinct=False, label="Any of these"
    )
    table = django_filters.CharFilter(method="filter_table", max_length=500, strip=False, label="The table's name")

    class Meta:
        model = ImportRow
        fields: list[str] = []

    def filter_table(self, queryset: QuerySet[ImportRow], name: str, value: str) -> QuerySet[ImportRow]:
        """Rows of the table of this name."""
        tables = self.request.parser_context["view"].of_import.tables
        return queryset.filter(table_index__in=[place for place, table in enumerate(tables) if table["name"] == value])
