"""Filters of the log."""

import django_filters

from applications.filters.applications import MAX_ID
from applications.models import Activity, ActivityQuerySet
from jobtracker.filtering import DayFilter, FilterSet, RangesForm


class ActivityFilter(FilterSet):
    """What the log may be narrowed by; all of them together."""

    application = django_filters.NumberFilter(
        field_name="application_id", min_value=1, max_value=MAX_ID, decimal_places=0, label="The application's id"
    )
    contact = django_filters.NumberFilter(
        method="filter_contact", min_value=1, max_value=MAX_ID, decimal_places=0, label="The contact's id"
    )
    # No row is found twice; and DISTINCT rows could not be locked.
    kind = django_filters.MultipleChoiceFilter(choices=Activity.Kind.choices, distinct=False, label="Any of these")
    direction = django_filters.ChoiceFilter(choices=Activity.Direction.choices, label="Who began it")
    occurred_from = DayFilter("occurred_at", is_end=False, is_instant=True)
    occurred_to = DayFilter("occurred_at", is_end=True, is_instant=True)

    class Meta:
        model = Activity
        form = RangesForm
        fields: list[str] = []

    def filter_contact(self, queryset: ActivityQuerySet, name: str, value: int) -> ActivityQuerySet:
        """Entries about a contact, who is not in the trash."""
        return queryset.filter(contact=int(value), contact__trashed_at=None)
