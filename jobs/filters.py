"""Filters of the postings' list."""

import django_filters
from django.db.models import QuerySet

from jobs import ports
from jobs.models import Job, JobQuerySet
from jobtracker.employment import RemoteOption
from jobtracker.filtering import YesNoFilter

MAX_SEARCH_LENGTH = 200


class JobFilter(django_filters.FilterSet):
    """What a list of postings may be narrowed by; all of them together."""

    search = django_filters.CharFilter(
        method="filter_search",
        max_length=MAX_SEARCH_LENGTH,
        label="Words that all occur in the title, company, locations or skills",
    )
    remote_option = django_filters.MultipleChoiceFilter(choices=RemoteOption.choices, label="Any of these")
    job_type = django_filters.MultipleChoiceFilter(choices=Job.JobType.choices, label="Any of these")
    availability = django_filters.MultipleChoiceFilter(choices=Job.Availability.choices, label="Any of these")
    company = django_filters.CharFilter(lookup_expr="iexact", max_length=200, label="The company's whole name")
    source = django_filters.CharFilter(lookup_expr="iexact", max_length=100, label="The source's whole name")
    is_archived = YesNoFilter(label="Archived or not")
    has_application = YesNoFilter(method="filter_has_application", label="Applied to or not")

    class Meta:
        model = Job
        fields: list[str] = []

    def filter_search(self, queryset: JobQuerySet, name: str, value: str) -> JobQuerySet:
        """Postings that have every word."""
        return queryset.search(value)

    def filter_has_application(self, queryset: JobQuerySet, name: str, value: bool) -> QuerySet[Job]:
        """Postings with, or without, an application."""
        exists = ports.applications().exists_for_job()
        return queryset.filter(exists) if value else queryset.filter(~exists)
