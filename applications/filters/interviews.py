"""Filters of the interviews' list."""

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from applications.filters.applications import MAX_ID
from applications.models import Interview, Interviewer
from jobtracker.filtering import DayFilter, FilterSet, RangesForm


class InterviewFilter(FilterSet):
    """What a list of interviews may be narrowed by; all of them together."""

    application = django_filters.NumberFilter(
        field_name="application_id", min_value=1, max_value=MAX_ID, decimal_places=0, label="The application's id"
    )
    kind = django_filters.MultipleChoiceFilter(choices=Interview.Kind.choices, distinct=False, label="Any of these")
    state = django_filters.MultipleChoiceFilter(choices=Interview.State.choices, distinct=False, label="Any of these")
    outcome = django_filters.MultipleChoiceFilter(
        choices=Interview.Outcome.choices, distinct=False, label="Any of these"
    )
    contact = django_filters.NumberFilter(
        method="filter_contact", min_value=1, max_value=MAX_ID, decimal_places=0, label="The id of an interviewer"
    )
    starts_from = DayFilter("starts_at", is_end=False, is_instant=True)
    starts_to = DayFilter("starts_at", is_end=True, is_instant=True)

    class Meta:
        model = Interview
        form = RangesForm
        fields: list[str] = []

    def filter_contact(self, queryset: QuerySet[Interview], name: str, value: int) -> QuerySet[Interview]:
        """Interviews in which somebody takes part."""
        return queryset.filter(Exists(Interviewer.objects.filter(interview=OuterRef("pk"), contact_id=value)))
