"""Changing up to a thousand rows with one request: which rows, what is wrong with which of them, and what was done.

All rows are validated before any is written. With a bad one among them nothing is done, and every bad row is listed;
in partial mode the good ones are done, and the others reported. Either way it is one transaction.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypedDict
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError as DjangoValidationError
from django.db.models import Model, QuerySet
from django.utils import timezone
from rest_framework.exceptions import ValidationError

from jobtracker.errors import Conflict, DomainError, InvalidInput, ItemProblem, RefusedItems, fields_of
from jobtracker.models import BulkOperation
from jobtracker.row_sets import Row, plain, plain_values, update_rows

MAX_ROWS = 1_000

REPEATED = ("id", "repeated", "This id stands in the request twice.")
DOES_NOT_EXIST = ("id", "does_not_exist", "There is no such object.")


class Answer(TypedDict):
    """What was done, by ids; `created` in the order of the request's rows."""

    operation: UUID | None
    created: list[int]
    updated: list[int]
    deleted: list[int]
    restored: list[int]
    purged: list[int]
    unchanged: list[int]
    failed: list[ItemProblem]


class Batch:
    """One bulk request on its way: what is wrong with which row, and then what was done."""

    def __init__(self, *, is_partial: bool = False) -> None:
        self.is_partial = is_partial
        # The operation's id, should it come to something; also that of the deletion, where it is one.
        self.id: UUID = uuid4()
        self.created: list[int] = []
        self.updated: list[int] = []
        self.deleted: list[int] = []
        self.restored: list[int] = []
        self.purged: list[int] = []
        self.unchanged: list[int] = []
        self.failed: list[ItemProblem] = []
        self._operation: UUID | None = None
        self._bad: set[int] = set()

    def fail(self, index: int, row_id: int | None, field: str, code: str, message: str) -> None:
        """Note what is wrong with the row at this place of the request."""
        self._bad.add(index)
        self.failed.append({"index": index, "id": row_id, "field": field, "code": code, "message": message})

    @contextmanager
    def failing(self, index: int, row_id: int | None = None) -> Iterator[None]:
        """Note what is refused within the block as wrong with this row."""
        try:
            yield
        except (DomainError, ValidationError, DjangoValidationError) as error:
            for field, problems in fields_of(error).items():
                for problem in problems:
                    self.fail(index, row_id, field, problem["code"], problem["message"])

    def is_good(self, index: int) -> bool:
        """Whether nothing is wrong with the row at this place, as far as is known."""
        return index not in self._bad

    def check(self) -> None:
        """To be called between validating and writing. Raises RefusedItems for a bad row unless the mode is partial."""
        self.failed.sort(key=lambda item: item["index"])
        if self.failed and not self.is_partial:
            count = len(self._bad)
            rows = "1 row is bad" if count == 1 else f"{count:,} rows are bad"
            raise RefusedItems("bulk_failed", f"{rows}, so that nothing was done. `items` says why.", self.failed)

    def record(self, *, actor: Any, resource: str, kind: str, rows: Sequence[Row], at: datetime) -> None:
        """Keep what undoing needs: the former values of each row, told by its `id`, and the instant of the change."""
        if rows:
            self._operation = self.id
            BulkOperation.objects.create(
                id=self.id, owner=actor, resource=resource, kind=kind, count=len(rows), changed_at=at, rows=rows
            )

    def answer(self) -> Answer:
        """What is told of it."""
        return {
            "operation": self._operation,
            "created": self.created,
            "updated": self.updated,
            "deleted": self.deleted,
            "restored": self.restored,
            "purged": self.purged,
            "unchanged": self.unchanged,
            "failed": self.failed,
        }


@dataclass(frozen=True)
class NewRow:
    """The values of a row to be made, and its place in the request."""

    index: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class ByIds:
    """Rows that a request names: the place of each id."""

    places: Mapping[int, int]


@dataclass(frozen=True)
class ByFilter:
    """Rows that a filter of the list finds, and how many its sender believes those to be."""

    narrow: Callable[[Any], Any]
    expected_count: int | None = None


Selection = ByIds | ByFilter
# By a row's place in the request: the new values of its columns.
ChangesOf = Callable[[int], Mapping[str, Any]]


def named(ids: Mapping[int, int], batch: Batch) -> ByIds:
    """The selection of these ids, given by their places; one that is repeated is bad from its second time on."""
    places: dict[int, int] = {}
    for index, row_id in ids.items():
        if places.setdefault(row_id, index) != index:
            batch.fail(index, row_id, *REPEATED)
    return ByIds(places)


def lock_selected(rows: QuerySet[Any], selection: Selection, batch: Batch) -> list[tuple[int, Any]]:
    """The selected ones of `rows` with their places, locked in the order of their ids until the transaction ends.

    An id that is not among `rows` is a bad row. Rows of a filter have their places in the order of their ids; the
    filter is asked again of a row that another transaction was changing. Raises InvalidInput where it finds too many,
    Conflict where it finds another number than was expected.
    """
    locking = rows.order_by("pk").select_for_update(of=("self",))
    if isinstance(selection, ByFilter):
        return _lock_filtered(locking, selection)
    found = {row.pk: row for row in locking.filter(pk__in=list(selection.places))}
    for row_id, index in selection.places.items():
        if row_id not in found:
            batch.fail(index, row_id, *DOES_NOT_EXIST)
    return [(selection.places[row_id], row) for row_id, row in found.items()]


def _lock_filtered(locking: QuerySet[Any], selection: ByFilter) -> list[tuple[int, Any]]:
    narrowed = selection.narrow(locking)
    found = list(narrowed[: MAX_ROWS + 1])
    count = len(found) if len(found) <= MAX_ROWS else narrowed.count()
    expected = selection.expected_count
    if expected is not None and count != expected:
        raise Conflict("count_changed", f"The filter finds {count:,} by now, not {expected:,}: nothing was done.")
    if count > MAX_ROWS:
        raise InvalidInput("filter", "too_many", too_many(count))
    return list(enumerate(found))


def too_many(count: int) -> str:
    """What is said to a request of more rows than there may be."""
    return f"These are {count:,}; a request may have {MAX_ROWS:,} at most. Split it, or narrow the filter down."


def instant_after(rows: Iterable[Any]) -> datetime:
    """Now, or a moment after the last change of these rows: of one row no two changes share an instant."""
    latest = max((row.updated_at for row in rows), default=None)
    now = timezone.now()
    return now if latest is None else max(now, latest + timedelta(microseconds=1))


@dataclass(frozen=True)
class Changed:
    """A row with its new values, and the former ones of the columns that were to change."""

    row: Any
    former: Mapping[str, Any]

    @property
    def differs(self) -> bool:
        """Whether anything did change."""
        return any(getattr(self.row, name) != value for name, value in self.former.items())


def write_changes(model: type[Model], changed: Sequence[Changed], at: datetime) -> list[Row]:
    """Write the new values with one statement; the former values of the columns that changed in any row, by id."""
    names = sorted({
        name for one in changed for name, value in one.former.items() if getattr(one.row, name) != value
    })  # fmt: skip
    if not names:
        return []
    first = {name: getattr(changed[0].row, name) for name in names}
    if all(getattr(one.row, name) == value for one in changed for name, value in first.items()):
        ids = [one.row.pk for one in changed]
        model._base_manager.filter(pk__in=ids).update(**first, updated_at=at)
    else:
        update_rows(model, names, [plain_values(one.row, names) for one in changed], updated_at=at)
    return [
        {"id": one.row.pk} | {name: plain(one.former.get(name, getattr(one.row, name))) for name in names}
        for one in changed
    ]
