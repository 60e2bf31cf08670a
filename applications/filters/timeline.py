"""Filters of a timeline."""

import django_filters

from applications.models import TimelineEntry
from jobtracker.filtering import FilterSet


class TimelineFilter(FilterSet):
    """What a timeline may be narrowed by."""

    type = django_filters.MultipleChoiceFilter(choices=TimelineEntry.Type.choices, distinct=False, label="Any of these")

    class Meta:
        model = TimelineEntry
        fields: list[str] = []
