"""The lists whose filters and order a person may keep as a view.

A port: each app names its lists at start-up, so that an app below can keep views of them without knowing them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.module_loading import import_string
from django_filters.utils import translate_validation
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

from jobtracker.errors import InvalidInput
from jobtracker.pagination import ORDERING, in_order_of, read_ordering

ListQuery = Mapping[str, Sequence[str]]

# By the list's name, where its view is: views are imported later than apps start.
_views: Final[dict[str, str]] = {}


def provide_list(name: str, view: str) -> None:
    """Name a list, whose view set is at the dotted path `view`; called once at start-up."""
    _views[name] = view


def list_names() -> list[str]:
    """The lists there are."""
    return sorted(_views)


def check_list_query(name: str, query: ListQuery, request: Request) -> None:
    """Refuse what the list would refuse: unknown parameters, impossible values, unknown orders.

    Raises ValidationError by parameter. `request` tells whose list it is.
    """
    try:
        _check(import_string(_views[name]), query, request)
    except InvalidInput as error:
        problems = error.fields.items()
        details = {name: [ErrorDetail(p["message"], p["code"]) for p in found] for name, found in problems}
        raise ValidationError(details) from None


def rows_of_list(name: str, query: ListQuery, person: Any) -> Any:
    """All rows of one person's list under a query, in its order: a query set. For work that is no request.

    Raises ValidationError and InvalidInput where the list would refuse the query.
    """
    view = import_string(_views[name])()
    _refuse_unknown(view, query)
    parameters = _parameters(query)
    rows = view.queryset.visible_to(person)
    view.filterset = view.filterset_class(parameters, rows, request=_Asker(person))
    if not view.filterset.is_valid():
        raise translate_validation(view.filterset.errors)
    return in_order_of(view.filterset.qs, parameters, view)


@dataclass(frozen=True)
class _Asker:
    """What filters want to know of a request."""

    user: Any


def _refuse_unknown(view: Any, query: ListQuery) -> None:
    for parameter in query:
        if parameter != ORDERING and parameter not in view.filterset_class.base_filters:
            filters = ", ".join([*sorted(view.filterset_class.base_filters), ORDERING])
            raise InvalidInput(parameter[:100], "unknown", f"There is no such filter. A view may have: {filters}.")


def _check(view: Any, query: ListQuery, request: Request) -> None:
    _refuse_unknown(view, query)
    parameters = _parameters(query)
    read_ordering(parameters, view)
    filterset = view.filterset_class(parameters, view.queryset.visible_to(request.user), request=request)
    if not filterset.is_valid():
        raise translate_validation(filterset.errors)
    # A search is read when the rows are asked for; none are fetched.
    filterset.filter_queryset(filterset.queryset)


def _parameters(query: ListQuery) -> QueryDict:
    parameters = QueryDict(mutable=True)
    for parameter, values in query.items():
        parameters.setlist(parameter, list(values))
    return parameters
