"""Filters of the documents' list."""

import django_filters
from django.db.models import Exists, OuterRef, Q

from applications.filters.applications import MAX_ID
from applications.models import ApplicationDocument, Document, DocumentVersion
from jobtracker.filtering import FilterSet
from jobtracker.trash import TrashableQuerySet


class DocumentFilter(FilterSet):
    """What a list of documents may be narrowed by; all of them together."""

    search = django_filters.CharFilter(
        method="filter_search", max_length=200, label="Part of the title, or of a version's file name or note"
    )
    kind = django_filters.MultipleChoiceFilter(choices=Document.Kind.choices, distinct=False, label="Any of these")
    application = django_filters.NumberFilter(
        method="filter_application",
        min_value=1,
        max_value=MAX_ID,
        decimal_places=0,
        label="The id of an application that any version went with",
    )

    class Meta:
        model = Document
        fields: list[str] = []

    def filter_search(self, queryset: TrashableQuerySet, name: str, value: str) -> TrashableQuerySet:
        """Documents that have the text somewhere in their names or notes, whatever its case."""
        versions = DocumentVersion.objects.filter(
            Q(filename__icontains=value) | Q(note__icontains=value), document=OuterRef("pk")
        )
        return queryset.filter(Q(title__icontains=value) | Exists(versions))

    def filter_application(self, queryset: TrashableQuerySet, name: str, value: int) -> TrashableQuerySet:
        """Documents of which a version went with this application."""
        uses = ApplicationDocument.objects.filter(version__document=OuterRef("pk"), application=value)
        return queryset.filter(Exists(uses.filter(application__trashed_at=None)))
