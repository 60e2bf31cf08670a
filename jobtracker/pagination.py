"""Pages by keyset: the next page begins after the last row seen, wherever that row is by then.

A list has a total order (the asked-for fields, then the id), and a cursor holds the values of that order at a page's
edge. Rows that come or go elsewhere move nothing: no row is shown twice and none is passed over, and a deep page costs
what the first one does. The technique is known as keyset pagination or the "seek method" (Winand, *SQL Performance
Explained*, chapter 7).
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import Any, Protocol
from uuid import UUID

from django.core import signing
from django.db.models import Case, F, IntegerField, Model, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields.tuple_lookups import (
    Tuple,
    TupleGreaterThan,
    TupleGreaterThanOrEqual,
    TupleLessThan,
    TupleLessThanOrEqual,
)
from django.db.models.functions import Coalesce
from django.http import QueryDict
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from jobtracker.errors import InvalidInput

CURSOR = "cursor"
PAGE_SIZE = "page_size"
ORDERING = "ordering"
TOTAL = "total"
PAGING_PARAMETERS = frozenset({CURSOR, PAGE_SIZE, ORDERING, TOTAL})
SEARCH = "search"
RELEVANCE_FIRST = "-relevance"
STEP = "_step"
TOTALS = ("exact", "estimated")
# Up to so many rows even an estimate counts.
COUNTED = 1_000
# Of so many rows so many have to meet a condition for a page of those that meet it to be found among the next ones.
SAMPLE = 200
FREQUENT = 10


@dataclass(frozen=True)
class OrderingField:
    """A field that a list may be sorted by: its expression, and whether it may be null (nulls come last)."""

    expression: Combinable
    nullable: bool = False


@dataclass(frozen=True)
class Steps:
    """What a search finds, sorted by few steps, best first: a row is on the first one whose condition it meets.

    Each step is read by itself, so that a page costs the same however many rows the list has: by looking its condition
    up in an index, or by testing the rows in the order of the list, whichever finds a page sooner.
    """

    # The rows under all other conditions of the list, with the following as aliases.
    rows: Any
    # The conditions of all steps but the last, of which each includes the one before it.
    names: Sequence[str]
    # Whether the search finds a row: a condition to look up, and the same to test a row at hand by.
    found: str
    fits: str
    # Of the rows on the last step, which are on none above it: a condition to look them up by.
    rest: str
    # Whether rows on the steps above the last are found by the search for that reason alone.
    is_implied: bool


class OrderedView(Protocol):
    """What a list view declares: the fields to sort by, and the order when none is asked for.

    A list with a search also has `relevance_steps()`, by which `-relevance` sorts, and `search_ordering`, the order of
    what a search found when none is asked for.
    """

    ordering_fields: dict[str, OrderingField]
    default_ordering: str


@dataclass(frozen=True)
class Key:
    """One sort key of a list at hand."""

    alias: str
    field: OrderingField
    descending: bool

    def reads_downwards(self, *, backwards: bool) -> bool:
        """Whether values fall from row to row."""
        return self.descending != backwards

    def after(self, value: Any, *, backwards: bool) -> Q | None:
        """Rows strictly beyond `value` in this key alone; None where there can be none. Nulls are last."""
        if value is None:
            return Q(**{f"{self.alias}__isnull": False}) if backwards else None
        lookup = "lt" if self.reads_downwards(backwards=backwards) else "gt"
        beyond = Q(**{f"{self.alias}__{lookup}": value})
        if self.field.nullable and not backwards:
            beyond |= Q(**{f"{self.alias}__isnull": True})
        return beyond

    def equal(self, value: Any) -> Q:
        """Rows with the same `value` in this key."""
        return Q(**{f"{self.alias}__isnull": True}) if value is None else Q(**{self.alias: value})


@dataclass(frozen=True)
class Cursor:
    """A place between two rows: the keys of the row beside it, and the direction to read in.

    Without keys it is an edge of the list: the end for reading backwards, else the beginning. In a list on steps it has
    what was counted for the page before, too: the next one need not count it again.
    """

    values: list[Any]
    backwards: bool
    counts: Sequence[int] = ()


class KeysetPagination(BasePagination):
    """`?cursor=`, `?page_size=` (at most 200) and `?ordering=` (declared fields, `-` for descending) for every list."""

    page_size = 50
    max_page_size = 200

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """One page of `queryset`. Raises InvalidInput for an unknown order, a bad size or a cursor of another list."""
        self.request = request
        size = self._page_size(request)
        ordering = read_ordering(request.query_params, view)
        self._total = self._count(queryset, request)
        signer = signing.Signer(salt="jobtracker.cursor:" + _fingerprint(request, ordering))
        cursor = self._cursor(request, signer)
        backwards = cursor is not None and cursor.backwards

        steps: Steps | None = view.relevance_steps() if ordering[0] == RELEVANCE_FIRST else None
        keys = _keys(ordering[1:] if steps else ordering, view)
        sample = _Sample(steps, keys, cursor.counts if cursor else ()) if steps else None
        page: list[Any] = []
        for part in _parts_on_steps(sample, cursor) if sample else _parts(queryset, keys, cursor):
            page += part[: size + 1 - len(page)]
            if len(page) > size:
                break
        has_more = len(page) > size
        page = page[:size]
        if backwards:
            page.reverse()

        came_from_a_row = cursor is not None and bool(cursor.values)
        has_next = came_from_a_row if backwards else has_more
        has_previous = has_more if backwards else came_from_a_row
        first, last = (_values(steps, keys, page[0]), _values(steps, keys, page[-1])) if page else ([], [])
        counts = sample.counts if sample else ()
        # On a page that is empty because its rows are gone by now, the way back leads to the edge of what is left.
        self._next = self._link(signer, Cursor(last, False, counts)) if has_next else None
        self._previous = self._link(signer, Cursor(first, True, counts)) if has_previous else None
        return page

    def get_paginated_response(self, data: Any) -> Response:
        """The page with the addresses of its neighbours."""
        total = {} if self._total is None else {"total": self._total}
        return Response(OrderedDict(next=self._next, previous=self._previous, **total, results=data))

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """OpenAPI of a page."""
        link = {"type": "string", "format": "uri", "nullable": True}
        total = {
            "type": "object",
            "description": "Only on request: `?total=exact` or `?total=estimated`.",
            "required": ["count", "exact"],
            "properties": {"count": {"type": "integer"}, "exact": {"type": "boolean"}},
        }
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "total": total, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """OpenAPI of the parameters of a page."""
        names = ", ".join(view.ordering_fields)
        if hasattr(view, "relevance_steps"):
            names += f"; with a search also {RELEVANCE_FIRST}, which comes first"
        return [
            _parameter(CURSOR, {"type": "string"}, "Where the page begins: taken from `next` or `previous`."),
            _parameter(
                PAGE_SIZE,
                {"type": "integer", "minimum": 1, "maximum": self.max_page_size, "default": self.page_size},
                "Rows on a page.",
            ),
            _parameter(
                ORDERING,
                {"type": "string", "default": view.default_ordering},
                f"Fields to sort by, separated by commas, `-` for descending. Empty values come last. One of: {names}.",
            ),
            _parameter(
                TOTAL,
                {"type": "string", "enum": list(TOTALS)},
                "Count the rows of all pages; estimated: by the database's statistics where there are many.",
            ),
        ]

    def _page_size(self, request: Request) -> int:
        raw = request.query_params.get(PAGE_SIZE)
        if raw is None:
            return self.page_size
        if raw.isascii() and raw.isdigit() and len(raw) <= 6 and 1 <= int(raw) <= self.max_page_size:
            return int(raw)
        raise InvalidInput(PAGE_SIZE, "invalid", f"Use a whole number from 1 to {self.max_page_size}.")

    def _count(self, queryset: Any, request: Request) -> dict[str, Any] | None:
        """The total, if it is asked for."""
        wanted = request.query_params.get(TOTAL)
        if wanted is None:
            return None
        if wanted not in TOTALS:
            raise InvalidInput(TOTAL, "invalid", f"Use one of: {', '.join(TOTALS)}.")
        if wanted == "exact":
            return {"count": queryset.count(), "exact": True}
        at_least = queryset.order_by()[: COUNTED + 1].count()
        if at_least <= COUNTED:
            return {"count": at_least, "exact": True}
        [plan] = json.loads(queryset.order_by().values("pk").explain(format="json"))
        return {"count": max(int(plan["Plan"]["Plan Rows"]), at_least), "exact": False}

    def _cursor(self, request: Request, signer: signing.Signer) -> Cursor | None:
        raw = request.query_params.get(CURSOR)
        if raw is None:
            return None
        try:
            content = signer.unsign_object(raw)
        except (signing.BadSignature, ValueError):
            message = "This cursor does not belong to this list, order or filter. Start again from the first page."
            raise InvalidInput(CURSOR, "invalid", message) from None
        return Cursor(values=content["v"], backwards=content["b"], counts=content.get("c", ()))

    def _link(self, signer: signing.Signer, cursor: Cursor) -> str:
        counts = {"c": cursor.counts} if cursor.counts else {}
        token = signer.sign_object({"v": cursor.values, "b": cursor.backwards, **counts}, compress=True)
        return str(replace_query_param(self.request.build_absolute_uri(), CURSOR, token))


def read_ordering(parameters: QueryDict, view: OrderedView) -> tuple[str, ...]:
    """The fields that a list's parameters sort by, each with its `-`. Raises InvalidInput for an unknown order."""
    raw = parameters.get(ORDERING)
    is_searched = bool(parameters.get(SEARCH, "").strip()) and hasattr(view, "relevance_steps")
    default = view.search_ordering if is_searched else view.default_ordering  # type: ignore[attr-defined]
    terms = tuple(term.strip() for term in (raw if raw is not None else default).split(","))
    names = [term.removeprefix("-") for term in terms]
    if terms[0] == RELEVANCE_FIRST and hasattr(view, "relevance_steps"):
        if not is_searched:
            raise InvalidInput(ORDERING, "needs_search", "Without a search nothing is more relevant than the rest.")
        names = names[1:]
    unknown = [name for name in names if name not in view.ordering_fields]
    if unknown:
        known = ", ".join(view.ordering_fields)
        raise InvalidInput(ORDERING, "unknown", f"Cannot sort by “{unknown[0][:50]}”. Use one of: {known}.")
    if len(set(names)) < len(names):
        raise InvalidInput(ORDERING, "repeated", "Name each field once.")
    return terms


def in_order_of(queryset: Any, parameters: QueryDict, view: OrderedView) -> Any:
    """All rows of a list in the order that its parameters ask for, to be read at once and not in pages.

    Raises InvalidInput for an unknown order.
    """
    ordering = read_ordering(parameters, view)
    is_by_relevance = ordering[0] == RELEVANCE_FIRST
    keys = _keys(ordering[1:] if is_by_relevance else ordering, view)
    if is_by_relevance:
        steps: Steps = view.relevance_steps()  # type: ignore[attr-defined]  # lists with a search have it
        queryset = steps.rows.filter(**{steps.found: True})
        keys = [_step_key(steps), *keys]
    return _in_order(queryset.annotate(**{key.alias: key.field.expression for key in keys}), keys, backwards=False)


def _keys(ordering: Sequence[str], view: OrderedView) -> list[Key]:
    """The keys of the order, ended by the id, which makes it total."""
    keys = [
        Key(f"_key{index}", view.ordering_fields[term.removeprefix("-")], term.startswith("-"))
        for index, term in enumerate(ordering)
    ]
    # Of what is equally relevant the newer comes first.
    return [*keys, Key("_key_id", OrderingField(F("pk")), keys[-1].descending if keys else True)]


def _values(steps: Steps | None, keys: Sequence[Key], row: Model) -> list[Any]:
    """The row's place in the order, as a cursor holds it."""
    values = [_plain(getattr(row, key.alias)) for key in keys]
    return [getattr(row, STEP), *values] if steps else values


def _in_order(
    rows: Any, keys: Sequence[Key], backwards: bool, *, nulls_apart: bool = False, of_few: bool = False
) -> Any:
    """The rows sorted; `nulls_apart`: the first key is null in all of them or in none.

    Of few rows no index has the order, lest all others be read on the way to them.
    """
    first, *others = (_order_by(key, backwards) for key in keys)
    if nulls_apart:
        # As the indexes have it, which begin with the highest value and end with nulls.
        first.nulls_last, first.nulls_first = (True, None) if first.descending else (None, True)
    if of_few:
        first.expression = Coalesce(first.expression, first.expression)  # the same value
    return rows.order_by(first, *others)


def _order_by(key: Key, backwards: bool) -> Any:
    expression = F(key.alias)
    nulls: dict[str, bool] = {}
    if key.field.nullable:
        nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
    return expression.desc(**nulls) if key.reads_downwards(backwards=backwards) else expression.asc(**nulls)


def _parts(queryset: Any, keys: Sequence[Key], cursor: Cursor | None, *, of_few: bool = False) -> Iterator[Any]:
    """What lies beyond the cursor, sorted, in parts that follow each other; each begins where an index can begin.

    A condition with OR cannot be looked up: the database would read the list from its beginning.
    """
    backwards = cursor is not None and cursor.backwards
    rows = queryset.annotate(**{key.alias: key.field.expression for key in keys})
    conditions: Sequence[Sequence[Any]] = [[]]
    if cursor is not None and cursor.values:
        conditions = _beyond(keys, cursor.values, backwards)
    elif keys[0].field.nullable and not keys[0].descending and not of_few:
        # No index has nulls after the highest value: they are read for themselves.
        having, without = ([Q(**{f"{keys[0].alias}__isnull": is_null})] for is_null in (False, True))
        conditions = [without, having] if backwards else [having, without]
    for condition in conditions:
        nulls_apart = bool(condition) and keys[0].field.nullable
        yield _in_order(rows.filter(*condition), keys, backwards, nulls_apart=nulls_apart, of_few=of_few)


def _parts_on_steps(sample: "_Sample", cursor: Cursor | None) -> Iterator[Any]:
    """The same, of what a search found: all of it at once where that is little, else one step after the other."""
    steps, keys = sample.steps, sample.keys
    if sample.has_few_in_all():
        yield from _parts(steps.rows.filter(**{steps.found: True}), [_step_key(steps), *keys], cursor)
        return
    backwards = cursor is not None and cursor.backwards
    numbers = list(range(len(steps.names) + 1))
    if backwards:
        numbers.reverse()
    first, *place = cursor.values if cursor is not None and cursor.values else [numbers[0]]
    for number in numbers[numbers.index(first) :]:
        of_few = sample.has_few(number)
        begin = Cursor(place if number == first else [], backwards)
        yield from _parts(_on_step(steps, number, of_few=of_few), keys, begin, of_few=of_few)


def _step_key(steps: Steps) -> Key:
    """The number of a row's step as a sort key."""
    cases = (When(**{name: True}, then=Value(number)) for number, name in enumerate(steps.names))
    step = Case(*cases, default=Value(len(steps.names)), output_field=IntegerField())
    return Key(STEP, OrderingField(step), descending=False)


def _on_step(steps: Steps, number: int, *, of_few: bool) -> Any:
    """The rows on one step, the best being 0; those of a step meet the conditions of all steps below it."""
    rows = steps.rows.annotate(**{STEP: Value(number)})
    is_last = number == len(steps.names)
    if is_last:
        rows = rows.filter(**{steps.rest: True}) if of_few else _tested(rows, steps.fits)
    else:
        rows = rows.filter(**{steps.names[number]: True}) if of_few else _tested(rows, steps.names[number])
        if not steps.is_implied:
            rows = _tested(rows, steps.fits)
    if number > 0:
        rows = rows.filter(**{steps.names[number - 1]: False})
    return rows


def _tested(rows: Any, condition: str) -> Any:
    """The rows that meet a condition, without the help of an index."""
    return rows.alias(**{f"_{condition}": Coalesce(F(condition), F(condition))}).filter(**{f"_{condition}": True})


class _Sample:
    """Tells from the rows with which the list begins how many a step has.

    The database's own statistics are those of everybody's rows, and a guess for all but the most frequent words. A
    wrong guess costs much: all rows of a list are tested one by one, because a page was to be full soon.
    """

    def __init__(self, steps: Steps, keys: Sequence[Key], counts: Sequence[int]) -> None:
        self.steps = steps
        self.keys = keys
        # How many rows of the sample are on each step, as far as that is known: none, all but the last, all.
        self.counts = list(counts)
        rows = steps.rows.annotate(**{key.alias: key.field.expression for key in keys})
        self._rows = _in_order(rows, keys, backwards=False)

    def has_few(self, number: int) -> bool:
        """Whether few of the list's rows are on a step: it is better to look them up than to come across them."""
        return self._count_on(number) < FREQUENT

    def has_few_in_all(self) -> bool:
        """Whether the search finds few of the list's rows: few enough to sort them all."""
        last = len(self.steps.names)
        on_others = sum(self._count_on(number) for number in range(last))
        return on_others < FREQUENT and on_others + self._count_on(last) < FREQUENT

    def _count_on(self, number: int) -> int:
        """How many rows of the sample are on a step.

        Those on the last one are counted apart from the others, for testing long texts takes longer; and most searches
        do not get there.
        """
        names = self.steps.names
        if not self.counts:
            at_least = self._count(names)
            self.counts = [count - better for count, better in zip(at_least, [0, *at_least], strict=False)]
        if number == len(self.counts):
            found, better = self._count([self.steps.fits, names[-1]])
            self.counts.append(found - better)
        return self.counts[number]

    def _count(self, conditions: Sequence[str]) -> list[int]:
        shown = {f"_shown_{place}": F(name) for place, name in enumerate(conditions)}
        sample = self._rows.annotate(**shown).values_list(*shown)[:SAMPLE]
        return [sum(column) for column in zip(*sample, strict=True)] or [0] * len(conditions)


def _beyond(keys: Sequence[Key], place: Sequence[Any], backwards: bool) -> list[list[Any]]:
    """Conditions of the rows beyond a place, in one part or, where the first key may be null, in two."""
    key, value = keys[0], place[0]
    if not key.field.nullable:
        return [_beyond_values(keys, place, backwards)]
    without, having = Q(**{f"{key.alias}__isnull": True}), Q(**{f"{key.alias}__isnull": False})
    if value is None:
        among_nulls = [without, *_beyond_values(keys[1:], place[1:], backwards)]
        return [among_nulls, [having]] if backwards else [among_nulls]
    among_values = _beyond_values([replace(key, field=replace(key.field, nullable=False)), *keys[1:]], place, backwards)
    return [among_values] if backwards else [among_values, [without]]


def _beyond_values(keys: Sequence[Key], place: Sequence[Any], backwards: bool) -> list[Any]:
    """Further in the first key, or equal there and further in the second, and so on; and from where to look for it."""
    leading = list(takewhile(lambda key: key.descending == keys[0].descending and not key.field.nullable, keys))
    downwards = keys[0].reads_downwards(backwards=backwards)
    row, values = Tuple(*(F(key.alias) for key in leading)), tuple(place[: len(leading)])
    if len(leading) == len(keys):
        return [TupleLessThan(row, values) if downwards else TupleGreaterThan(row, values)]
    condition = Q(pk__in=[])
    equal_so_far = Q()
    for key, value in zip(keys, place, strict=True):
        further = key.after(value, backwards=backwards)
        if further is not None:
            condition |= equal_so_far & further
        equal_so_far &= key.equal(value)
    if not leading:
        return [condition]
    # Says nothing new, but the index can begin with it.
    return [TupleLessThanOrEqual(row, values) if downwards else TupleGreaterThanOrEqual(row, values), condition]


def _fingerprint(request: Request, ordering: Sequence[str]) -> str:
    """What a cursor belongs to: the person, the list, its filters and its order."""
    filters = sorted(
        (name, value)
        for name, values in request.query_params.lists()
        if name not in PAGING_PARAMETERS
        for value in values
    )
    material = repr((request.user.pk, request.path, filters, tuple(ordering)))
    return hashlib.sha256(material.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    """A sort key as JSON keeps it exactly; the lookups of the model's fields read it back."""
    if isinstance(value, date):  # datetimes too, to the microsecond
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
