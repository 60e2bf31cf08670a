"""Filters of the postings' list."""

from collections.abc import Sequence
from typing import Any, ClassVar

import django_filters
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Lower
from django.db.models.lookups import Contains, In

from jobs import ports
from jobs.models import PERIODS_PER_YEAR, Job, JobQuerySet, SavedView, folded_list, lowered
from jobs.search_syntax import MAX_LENGTH
from jobs.searching import Search, resolve
from jobtracker.currencies import validate_currency
from jobtracker.employment import RemoteOption, SalaryPeriod
from jobtracker.filtering import DayFilter, FilterSet, RangesForm, TextsFilter, YesNoFilter
from jobtracker.list_resources import list_names
from jobtracker.pagination import Steps

MATCHES = [("any", "Any of them"), ("all", "All of them")]


def _amount(label: str) -> django_filters.NumberFilter:
    return django_filters.NumberFilter(
        method="filter_salary", min_value=0, max_value=9_999_999_999, decimal_places=2, max_digits=12, label=label
    )


class JobFilter(FilterSet):
    """What a list of postings may be narrowed by; all of them together."""

    search = django_filters.CharFilter(
        method="filter_search",
        max_length=MAX_LENGTH,
        label='Words in the title, company, skills, locations or long texts; "a phrase", OR, -without',
    )
    location = TextsFilter(method="filter_location", max_length=200, label="Part of a place; any of these")
    remote_option = django_filters.MultipleChoiceFilter(
        method="filter_facet", choices=RemoteOption.choices, label="Any of these"
    )
    job_type = django_filters.MultipleChoiceFilter(
        method="filter_facet", choices=Job.JobType.choices, label="Any of these"
    )
    # No row is found twice; and DISTINCT rows could not be locked.
    experience_level = django_filters.MultipleChoiceFilter(
        choices=Job.ExperienceLevel.choices, distinct=False, label="Any of these"
    )
    availability = django_filters.MultipleChoiceFilter(
        choices=Job.Availability.choices, distinct=False, label="Any of these"
    )
    company = TextsFilter(method="filter_facet", max_length=200, label="The company's whole name; any of these")
    source = TextsFilter(method="filter_facet", max_length=100, label="The source's whole name; any of these")
    skills = TextsFilter(method="filter_facet", max_length=100, label="Whole names of skills")
    skills_match = django_filters.ChoiceFilter(method="with_another", choices=MATCHES, label="Any (unless said) or all")
    tags = TextsFilter(method="filter_tags", max_length=50, label="Whole names of tags")
    tags_match = django_filters.ChoiceFilter(method="with_another", choices=MATCHES, label="Any (unless said) or all")
    salary_min = _amount("Pays at least so much")
    salary_max = _amount("Pays at most so much")
    salary_currency = django_filters.CharFilter(
        method="filter_currency", validators=[validate_currency], label="Of the amounts; your own unless said"
    )
    salary_period = django_filters.ChoiceFilter(
        method="with_another", choices=SalaryPeriod.choices, label="Of the amounts; a year unless said"
    )
    posted_from = DayFilter("posted_on", is_end=False)
    posted_to = DayFilter("posted_on", is_end=True)
    deadline_from = DayFilter("deadline_on", is_end=False)
    deadline_to = DayFilter("deadline_on", is_end=True)
    created_from = DayFilter("created_at", is_end=False, is_instant=True)
    created_to = DayFilter("created_at", is_end=True, is_instant=True)
    is_archived = YesNoFilter(label="Archived or not")
    has_application = YesNoFilter(method="filter_has_application", label="Applied to or not")

    # What is searched for, if anything is.
    searched: Search

    class Meta:
        model = Job
        form = RangesForm
        fields: list[str] = []

    @property
    def chosen(self) -> set[str]:
        """The names of the filters that are set; without those that only say how another one is meant."""
        values = self.form.cleaned_data.items()
        return {name for name, value in values if value not in (None, "", []) and name not in MANNERS}

    def facet_condition(self, name: str) -> Q:
        """The condition of a facet's own filter; one that is always met where it is not set."""
        values = self.form.cleaned_data[name]
        return Q(self._condition(name, values)) if values else Q(Value(True))

    def filter_facet(self, queryset: JobQuerySet, name: str, values: Sequence[str]) -> JobQuerySet:
        """Postings with any of the values."""
        return queryset.filter(self._condition(name, values)) if values else queryset

    def _condition(self, name: str, values: Sequence[str]) -> Any:
        if name == "skills":
            return list_has("skills", values, every=self.form.cleaned_data["skills_match"] == "all")
        if name in ("company", "source"):
            return In(Lower(name), [Lower(Value(value)) for value in values])
        return In(F(name), list(values))

    def filter_tags(self, queryset: JobQuerySet, name: str, values: Sequence[str]) -> JobQuerySet:
        """Postings with any, or all, of the tags."""
        every = self.form.cleaned_data["tags_match"] == "all"
        return queryset.filter(list_has("tags", values, every=every)) if values else queryset

    def filter_search(self, queryset: JobQuerySet, name: str, value: str) -> JobQuerySet:
        """Postings that the search finds."""
        self.searched = resolve(value, self.request.user, name)
        return self.searched.found_in(queryset)

    def relevance_steps(self) -> Steps:
        """What the search finds, sorted by relevance."""
        return self.searched.steps(self.without("search"))

    def filter_location(self, queryset: JobQuerySet, name: str, values: Sequence[str]) -> JobQuerySet:
        """Postings at a place whose name has any of the values as a part."""
        condition = Q()
        for value in values:
            part = Func(Value(value), function="job_folded", output_field=TextField())
            condition |= Q(Contains(folded_list("locations"), part))
        return queryset.filter(condition)

    def filter_salary(self, queryset: JobQuerySet, name: str, value: Any) -> JobQuerySet:
        """Postings whose pay, brought to a year, reaches the minimum, or begins below the maximum."""
        period = self.form.cleaned_data["salary_period"] or SalaryPeriod.YEAR
        currency = self.form.cleaned_data["salary_currency"] or self.request.user.currency
        yearly = value * PERIODS_PER_YEAR[period]
        found = queryset.with_pay_range().filter(salary_currency=currency)
        return found.filter(most_yearly__gte=yearly) if name == "salary_min" else found.filter(least_yearly__lte=yearly)

    def filter_currency(self, queryset: JobQuerySet, name: str, value: str) -> JobQuerySet:
        """Postings that pay in this currency."""
        return queryset.filter(salary_currency=value)

    def with_another(self, queryset: JobQuerySet, name: str, value: str) -> JobQuerySet:
        """Nothing by itself: another filter reads it."""
        return queryset

    def filter_has_application(self, queryset: JobQuerySet, name: str, value: bool) -> QuerySet[Job]:
        """Postings with, or without, an application."""
        exists = ports.applications().exists_for_job()
        return queryset.filter(exists) if value else queryset.filter(~exists)


class SavedViewFilter(django_filters.FilterSet):
    """What the list of views may be narrowed by."""

    list = django_filters.ChoiceFilter(choices=lambda: [(name, name) for name in list_names()], label="Of this list")
    is_pinned = YesNoFilter(label="Pinned or not")

    class Meta:
        model = SavedView
        fields: ClassVar[Sequence[str]] = []


# Filters that do nothing without another.
MANNERS = ("skills_match", "tags_match", "salary_period")
# The filters whose values are counted, in the order in which they are shown.
FACETS = ("remote_option", "job_type", "company", "skills", "source")


def list_has(column: str, values: Sequence[str], *, every: bool) -> Func:
    """Whether a list has any, or every one, of the values, whatever their case."""
    wanted = Func(Value(list(values), output_field=ArrayField(TextField())), function="job_lowered")
    return Func(
        lowered(column),
        wanted,
        template="(%(expressions)s)",
        arg_joiner=" @> " if every else " && ",
        output_field=BooleanField(),
    )
