"""Filters of the contacts' list."""

from collections.abc import Sequence

import django_filters
from django import forms
from django.db.models import Exists, F, Func, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Lower
from django.db.models.lookups import Contains, In

from applications.filters.applications import MAX_ID
from applications.models import ApplicationContact, Contact, searched_text
from jobtracker.filtering import FilterSet, TextsFilter
from jobtracker.trash import TrashableQuerySet

MAX_SEARCH = 200
MAX_WORDS = 20


class ContactFilterForm(forms.Form):
    """What a filter's own field does not check."""

    def clean_search(self) -> str:
        """So few words that each may be looked for."""
        text: str = self.cleaned_data["search"]
        if len(text.split()) > MAX_WORDS:
            raise forms.ValidationError(f"Search for {MAX_WORDS} words at most.", code="too_many_terms")
        return text


class ContactFilter(FilterSet):
    """What a list of contacts may be narrowed by; all of them together."""

    search = django_filters.CharFilter(
        method="filter_search",
        max_length=MAX_SEARCH,
        label="Parts of words in the name, company, e-mail address or role, each of them in any of these",
    )
    company = TextsFilter(method="filter_company", max_length=200, label="The company's whole name; any of these")
    application = django_filters.NumberFilter(
        method="filter_application",
        min_value=1,
        max_value=MAX_ID,
        decimal_places=0,
        label="The id of an application that they have to do with",
    )

    class Meta:
        model = Contact
        form = ContactFilterForm
        fields: list[str] = []

    def filter_search(self, queryset: TrashableQuerySet, name: str, value: str) -> TrashableQuerySet:
        """Contacts with each of the words."""
        for word in value.split():
            part = Func(Value(word), function="job_folded", output_field=TextField())
            queryset = queryset.filter(Contains(searched_text(), part))
        return queryset

    def filter_company(self, queryset: TrashableQuerySet, name: str, values: Sequence[str]) -> TrashableQuerySet:
        """Contacts of any of the companies, whatever the case."""
        return queryset.filter(In(Lower(F("company")), [Lower(Value(v)) for v in values])) if values else queryset

    def filter_application(self, queryset: TrashableQuerySet, name: str, value: int) -> QuerySet[Contact]:
        """Contacts that have to do with an application, which is not in the trash."""
        links = ApplicationContact.objects.filter(
            contact=OuterRef("pk"), application=int(value), application__trashed_at=None
        )
        return queryset.filter(Exists(links))
