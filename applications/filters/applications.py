"""Filters of the applications' list."""

from datetime import date

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from applications.board import board_of
from applications.models import Application, ApplicationQuerySet, Status, StatusChange
from applications.searching import found_in, steps
from applications.serializers.applications import PRIORITY_NAMES
from jobs.filters import MATCHES, list_has
from jobs.search_syntax import MAX_LENGTH
from jobs.searching import Search, resolve
from jobtracker.bulk_tags import MAX_TAG
from jobtracker.filtering import DayFilter, FilterSet, RangesForm, TextsFilter, YesNoFilter, day_bound, zone_of
from jobtracker.pagination import Steps

NUMBERS_BY_PRIORITY = {name: number for number, name in PRIORITY_NAMES.items()}
MAX_ID = 2**63 - 1


class ApplicationFilterForm(RangesForm):
    """What concerns several filters."""

    def clean(self) -> dict[str, object]:
        """Also: the days on which a stage was entered belong to a stage."""
        cleaned = super().clean()
        if (cleaned.get("entered_from") or cleaned.get("entered_to")) and not cleaned.get("entered"):
            self.add_error("entered", forms.ValidationError("Name a stage.", code="required"))
        return cleaned


class ApplicationFilter(FilterSet):
    """What a list of applications may be narrowed by; all of them together."""

    search = django_filters.CharFilter(
        method="filter_search",
        max_length=MAX_LENGTH,
        label='Words in the posting, the notes on the application or its log; "a phrase", OR, -without',
    )
    # No row is found twice; and DISTINCT rows could not be locked.
    status = django_filters.MultipleChoiceFilter(choices=Status.choices, distinct=False, label="Any of these")
    is_open = YesNoFilter(method="filter_is_open", label="Still going on or not")
    job = django_filters.NumberFilter(
        field_name="job_id", min_value=1, max_value=MAX_ID, decimal_places=0, label="The posting's id"
    )
    priority = django_filters.MultipleChoiceFilter(
        method="filter_priority", choices=[(name, name) for name in NUMBERS_BY_PRIORITY], label="Any of these"
    )
    stage = django_filters.NumberFilter(
        method="filter_stage", min_value=1, max_value=MAX_ID, decimal_places=0, label="The id of a column of the board"
    )
    tags = TextsFilter(method="filter_tags", max_length=MAX_TAG, label="Whole names of tags")
    tags_match = django_filters.ChoiceFilter(method="with_tags", choices=MATCHES, label="Any (unless said) or all")
    applied_from = DayFilter("applied_on", is_end=False)
    applied_to = DayFilter("applied_on", is_end=True)
    status_since_from = DayFilter("status_since", is_end=False, is_instant=True)
    status_since_to = DayFilter("status_since", is_end=True, is_instant=True)
    created_from = DayFilter("created_at", is_end=False, is_instant=True)
    created_to = DayFilter("created_at", is_end=True, is_instant=True)
    updated_from = DayFilter("updated_at", is_end=False, is_instant=True)
    updated_to = DayFilter("updated_at", is_end=True, is_instant=True)
    entered = django_filters.MultipleChoiceFilter(
        method="filter_entered", choices=Status.choices, label="Was at any of these stages at some time"
    )
    entered_from = DayFilter("occurred_at", is_end=False, method="with_another")
    entered_to = DayFilter("occurred_at", is_end=True, method="with_another")

    # What is searched for, if anything is.
    searched: Search

    class Meta:
        model = Application
        form = ApplicationFilterForm
        fields: list[str] = []

    def filter_search(self, queryset: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        """Applications whose posting or notes fit."""
        self.searched = resolve(value, self.request.user, name)
        return found_in(queryset, self.searched)

    def relevance_steps(self) -> Steps:
        """What the search finds, sorted by relevance."""
        return steps(self.without("search"), self.searched)

    def filter_is_open(self, queryset: ApplicationQuerySet, name: str, value: bool) -> ApplicationQuerySet:
        """Applications that are, or are not, still going on."""
        return queryset.open() if value else queryset.closed()

    def filter_priority(
        self, queryset: ApplicationQuerySet, name: str, values: list[str]
    ) -> QuerySet[Application] | ApplicationQuerySet:
        """Applications of any of these priorities."""
        return queryset.filter(priority__in=[NUMBERS_BY_PRIORITY[value] for value in values]) if values else queryset

    def filter_stage(
        self, queryset: ApplicationQuerySet, name: str, value: int
    ) -> QuerySet[Application] | ApplicationQuerySet:
        """Applications that lie in this column, put there or by their status alone."""
        board = board_of(self.request.user)
        stage = next((stage for stage in board.stages if stage.pk == value), None)
        return queryset.filter(board.lying_in(stage)) if stage is not None else queryset.none()

    def filter_tags(
        self, queryset: ApplicationQuerySet, name: str, values: list[str]
    ) -> QuerySet[Application] | ApplicationQuerySet:
        """Applications with any, or all, of the tags."""
        every = self.form.cleaned_data["tags_match"] == "all"
        return queryset.filter(list_has("tags", values, every=every)) if values else queryset

    def with_tags(self, queryset: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        """Nothing by itself: the filter by tags reads it."""
        return queryset

    def filter_entered(
        self, queryset: ApplicationQuerySet, name: str, values: list[str]
    ) -> QuerySet[Application] | ApplicationQuerySet:
        """Applications whose history enters one of these stages, within the days that are given."""
        if not values:
            return queryset
        entries = StatusChange.objects.filter(application=OuterRef("pk"), to_status__in=values)
        for end, is_end in (("entered_from", False), ("entered_to", True)):
            day: date | None = self.form.cleaned_data[end]
            if day is not None:
                entries = entries.filter(day_bound("occurred_at", day, is_end, zone_of(self)))
        return queryset.filter(Exists(entries))

    def with_another(self, queryset: ApplicationQuerySet, name: str, value: date) -> ApplicationQuerySet:
        """Nothing by itself: another filter reads it."""
        return queryset
