"""Filters that say so when they are not known."""

import copy
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, Protocol
from zoneinfo import ZoneInfo

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from django_filters.utils import translate_validation
from drf_spectacular.utils import extend_schema_field
from rest_framework.request import Request
from rest_framework.views import APIView

from jobtracker.errors import InvalidInput
from jobtracker.pagination import PAGING_PARAMETERS, Steps

RENDERING_PARAMETERS = frozenset({"format"})
# What filters nothing.
UNFILTERED = PAGING_PARAMETERS | RENDERING_PARAMETERS
MAX_TEXTS = 20
# Far enough from the ends of the calendar to add a day and change the time zone.
EARLIEST_DAY = date(1900, 1, 1)
LATEST_DAY = date(2999, 12, 31)


class YesNoField(forms.TypedChoiceField):
    """`true`, `false`, or nothing, which is None."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", "Either"), ("true", "Yes"), ("false", "No")]
        super().__init__(choices=choices, coerce=lambda word: word == "true", empty_value=None, **kwargs)


class YesNoFilter(django_filters.BooleanFilter):
    """`true` or `false`; django-filter's own filter takes any other word for "not asked" and shows everything."""

    field_class = YesNoField


class TextsInput(forms.TextInput):
    """A text box; an address may name the parameter several times."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Every value."""
        values: list[str] = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return values

    def format_value(self, value: Any) -> str:
        """What the box shows: it has room for one."""
        return str(value[0]) if value else ""


class TextsField(forms.Field):
    """Some short texts."""

    widget = TextsInput

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.text = forms.CharField(max_length=max_length)

    def clean(self, value: Any) -> list[str]:
        """The texts without empty ones. Raises ValidationError for too many, or a bad one."""
        texts = [text for text in value or [] if text.strip()]
        if len(texts) > MAX_TEXTS:
            raise forms.ValidationError(f"Name {MAX_TEXTS} at most.", code="too_many")
        return [self.text.clean(text) for text in texts]


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class TextsFilter(django_filters.Filter):
    """A filter of several texts, of `max_length` characters each."""

    field_class = TextsField


class DayFilter(django_filters.DateFilter):
    """One end, inclusive, of a range of days: `is_end` says which. Of a column of instants, days of the person's."""

    def __init__(self, field_name: str, *, is_end: bool, is_instant: bool = False, **kwargs: Any) -> None:
        self.is_end, self.is_instant = is_end, is_instant
        label = "To this day, inclusive" if is_end else "From this day on"
        validators = [MinValueValidator(EARLIEST_DAY), MaxValueValidator(LATEST_DAY)]
        super().__init__(field_name, label=label, input_formats=["%Y-%m-%d"], validators=validators, **kwargs)

    def filter(self, qs: QuerySet[Any], value: date | None) -> QuerySet[Any]:
        """The rows on this side of the end."""
        if value is None:
            return qs
        return qs.filter(
            day_bound(self.field_name, value, self.is_end, zone_of(self.parent) if self.is_instant else None)
        )


def zone_of(filterset: django_filters.FilterSet) -> ZoneInfo:
    """The time zone of the person who asks."""
    return ZoneInfo(filterset.request.user.time_zone)


def day_bound(field: str, day: date, is_end: bool, zone: ZoneInfo | None) -> Q:
    """One inclusive end of a range of days; with a `zone` the field is an instant."""
    if zone is None:
        return Q(**{f"{field}__{'lte' if is_end else 'gte'}": day})
    if is_end:
        return Q(**{f"{field}__lt": datetime.combine(day + timedelta(days=1), time(), zone)})
    return Q(**{f"{field}__gte": datetime.combine(day, time(), zone)})


class RangesForm(forms.Form):
    """A filter form that refuses a range whose beginning (`_from`, `_min`) lies behind its end (`_to`, `_max`)."""

    def clean(self) -> dict[str, Any]:
        """Check every range that has both ends."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for beginning, end, code, message in (
            ("_from", "_to", "from_after_to", "The range begins after its end."),
            ("_min", "_max", "min_above_max", "The minimum is above the maximum."),
        ):
            for name in [name for name in cleaned if name.endswith(beginning)]:
                least, most = cleaned[name], cleaned.get(name.removesuffix(beginning) + end)
                if least is not None and most is not None and least > most:
                    self.add_error(name, forms.ValidationError(message, code=code))
        return cleaned


class _Filters(dict[str, django_filters.Filter]):
    """The filters of a class, of which django-filter takes a deep copy for each request."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, django_filters.Filter]:
        """What a request changes of a filter is its attributes: to whom it belongs, and of which model."""
        copies = {name: copy.copy(declared) for name, declared in self.items()}
        for copied in copies.values():
            if copied.method is not None:
                copied.method = copied.method  # binds it to the copy
        return copies


class _Fields(dict[str, forms.Field]):
    """The fields of a form class, of which Django takes a deep copy for each form, lest one changes its own."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        """The same ones: no form of filters changes a field, and copying two dozen takes longer than cleaning them."""
        return dict(self)


class FilterSet(django_filters.FilterSet):
    """django-filter's, but its form is put together once and not for each request, which took longer than most queries.

    For filters that are the same for everybody: none may take its choices from the request.
    """

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        """The declared filters, cheap to copy."""
        return _Filters(super().get_filters())

    def get_form_class(self) -> type[forms.Form]:
        """The form of this class."""
        if "_form_class" not in vars(type(self)):
            form_class = super().get_form_class()
            form_class.base_fields = _Fields(form_class.base_fields)
            type(self)._form_class = form_class
        return type(self)._form_class

    def without(self, *names: str, among: QuerySet[Any] | None = None) -> Any:
        """What all filters but these leave, of all rows or of those `among` others. The filters are valid."""
        queryset = self.queryset.all() if among is None else among
        for name, value in self.form.cleaned_data.items():
            if name not in names:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    _form_class: ClassVar[type[forms.Form]]


class HasRelevance(Protocol):
    """A filter set with a search."""

    def relevance_steps(self) -> Steps:
        """What the search finds, sorted by relevance."""


class SortsByRelevance:
    """A list view whose filters have a search, by whose relevance it can be sorted."""

    # The filters of the request at hand.
    filterset: HasRelevance

    def relevance_steps(self) -> Steps:
        """What the search finds, sorted by relevance."""
        return self.filterset.relevance_steps()


class StrictFilterBackend(DjangoFilterBackend):
    """django-filter, but a parameter that no filter knows is a 400 that names it.

    A misspelt filter that is passed over shows everything, which is the worst answer to "show me only".
    """

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        """Filter `queryset` by the declared parameters. Raises InvalidInput for an unknown one."""
        self.refuse_unknown(request, queryset, view)
        if request.query_params.keys() <= UNFILTERED:
            return queryset  # nothing is asked for
        filterset = self._valid(request, queryset, view)
        if isinstance(view, SortsByRelevance):
            view.filterset = filterset
        filtered: QuerySet[Any] = filterset.qs
        return filtered

    def valid_filterset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> django_filters.FilterSet:
        """The filters with their values, for a view that does more with them. Raises as `filter_queryset` does."""
        self.refuse_unknown(request, queryset, view)
        return self._valid(request, queryset, view)

    def _valid(self, request: Request, queryset: QuerySet[Any], view: APIView) -> django_filters.FilterSet:
        filterset = self.get_filterset(request, queryset, view)
        if not filterset.is_valid():
            raise translate_validation(filterset.errors)
        return filterset

    def refuse_unknown(self, request: Request, queryset: QuerySet[Any], view: APIView) -> None:
        """Raise InvalidInput for a parameter that no filter knows."""
        filterset_class = self.get_filterset_class(view, queryset)
        declared = frozenset(filterset_class.base_filters) if filterset_class else frozenset()
        # Parameters that are the view's own, and filter nothing.
        known = declared | UNFILTERED | getattr(view, "other_parameters", frozenset())
        for name in request.query_params:
            if name not in known:
                filters = ", ".join(sorted(declared)) or "none"
                raise InvalidInput(name[:100], "unknown", f"There is no such filter. Filters of this list: {filters}.")
