"""Filters that say so when they are not known."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request
from rest_framework.views import APIView

from jobtracker.errors import InvalidInput
from jobtracker.pagination import PAGING_PARAMETERS

RENDERING_PARAMETERS = frozenset({"format"})


class YesNoField(forms.TypedChoiceField):
    """`true`, `false`, or nothing, which is None."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", "Either"), ("true", "Yes"), ("false", "No")]
        super().__init__(choices=choices, coerce=lambda word: word == "true", empty_value=None, **kwargs)


class YesNoFilter(django_filters.BooleanFilter):
    """`true` or `false`; django-filter's own filter takes any other word for "not asked" and shows everything."""

    field_class = YesNoField


class StrictFilterBackend(DjangoFilterBackend):
    """django-filter, but a parameter that no filter knows is a 400 that names it.

    A misspelt filter that is passed over shows everything, which is the worst answer to "show me only".
    """

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        """Filter `queryset` by the declared parameters. Raises InvalidInput for an unknown one."""
        filterset_class = self.get_filterset_class(view, queryset)
        declared = frozenset(filterset_class.base_filters) if filterset_class else frozenset()
        known = declared | PAGING_PARAMETERS | RENDERING_PARAMETERS
        for name in request.query_params:
            if name not in known:
                filters = ", ".join(sorted(declared)) or "none"
                raise InvalidInput(name[:100], "unknown", f"There is no such filter. Filters of this list: {filters}.")
        filtered: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return filtered
