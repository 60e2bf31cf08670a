"""Filters of the applications' list."""

import django_filters

from applications.models import Application, ApplicationQuerySet, Status
from applications.serializers import PRIORITY_NAMES
from jobtracker.filtering import YesNoFilter

NUMBERS_BY_PRIORITY = {name: number for number, name in PRIORITY_NAMES.items()}
MAX_ID = 2**63 - 1


class ApplicationFilter(django_filters.FilterSet):
    """What a list of applications may be narrowed by; all of them together."""

    search = django_filters.CharFilter(
        method="filter_search",
        max_length=200,
        label="Words that all occur in the posting's title, company, locations or skills",
    )
    status = django_filters.MultipleChoiceFilter(choices=Status.choices, label="Any of these")
    is_open = YesNoFilter(method="filter_is_open", label="Still going on or not")
    job = django_filters.NumberFilter(
        field_name="job_id", min_value=1, max_value=MAX_ID, decimal_places=0, label="The posting's id"
    )
    priority = django_filters.ChoiceFilter(
        method="filter_priority", choices=[(name, name) for name in NUMBERS_BY_PRIORITY], label="Priority"
    )

    class Meta:
        model = Application
        fields: list[str] = []

    def filter_search(self, queryset: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        """Applications whose posting has every word."""
        return queryset.search(value)

    def filter_is_open(self, queryset: ApplicationQuerySet, name: str, value: bool) -> ApplicationQuerySet:
        """Applications that are, or are not, still going on."""
        return queryset.open() if value else queryset.closed()

    def filter_priority(self, queryset: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        """Applications of this priority."""
        return queryset.filter(priority=NUMBERS_BY_PRIORITY[value])
