"""Filters of the tasks' list."""

from typing import Any

import django_filters

from applications.models import Task
from applications.models.tasks import TaskQuerySet
from jobtracker.bulk_serializers import MAX_ID
from jobtracker.days import today_in
from jobtracker.filtering import DayFilter, FilterSet, RangesForm, YesNoFilter, zone_of


class TaskFilter(FilterSet):
    """What a list of tasks may be narrowed by; all of them together."""

    application = django_filters.NumberFilter(
        field_name="application_id", min_value=1, max_value=MAX_ID, decimal_places=0, label="The application's id"
    )
    contact = django_filters.NumberFilter(
        field_name="contact_id", min_value=1, max_value=MAX_ID, decimal_places=0, label="The contact's id"
    )
    kind = django_filters.MultipleChoiceFilter(choices=Task.Kind.choices, distinct=False, label="Any of these")
    is_done = YesNoFilter(method="filter_is_done", label="Done or to do")
    is_overdue = YesNoFilter(method="filter_is_overdue", label="Should have been done before today, or not")
    due_from = DayFilter("due_on", is_end=False)
    due_to = DayFilter("due_on", is_end=True)

    class Meta:
        model = Task
        form = RangesForm
        fields: list[str] = []

    def filter_is_done(self, queryset: TaskQuerySet, name: str, value: bool) -> Any:
        """Tasks that are, or are not, done."""
        return queryset.filter(done_at__isnull=not value)

    def filter_is_overdue(self, queryset: TaskQuerySet, name: str, value: bool) -> Any:
        """Tasks that are, or are not, late by the person's own calendar."""
        today = today_in(zone_of(self))
        return queryset.late(today) if value else queryset.not_late(today)
