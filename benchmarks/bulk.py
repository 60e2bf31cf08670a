"""A thousand postings at once: the bare statements, and the requests that do the same.

Both are committed, and what they did is taken away between the rounds.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

import psycopg

from benchmarks.probes import Caller, Times
from benchmarks.seeding.copying import copy_rows
from benchmarks.seeding.pools import Pools
from benchmarks.seeding.postings import COLUMNS, grow_postings
from benchmarks.seeding.shape import FULL, MEASURED_USER
from jobs.models import Job
from jobs.serializers import JobSerializer

ROWS = 1_000
ROUNDS = 10
# By what the rows are found again.
SOURCE = "Bulk benchmark"

Ids = Sequence[int]
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Request:
    """A request that changes many postings: its address, and its body for these ids, or for these new rows."""

    path: str
    body: Callable[[Ids, Rows], Any]


@dataclass(frozen=True)
class Change:
    """One kind of change: the bare statement (None: a COPY of the rows), how many times its time the request may take,
    and the request, as soon as there is one."""

    name: str
    floor: str | None
    most_times: int
    request: Request | None = None


CHANGES = (
    Change("create", None, most_times=4),
    Change(
        "update",
        "UPDATE jobs_job SET availability = 'closed', updated_at = now() "
        "WHERE owner_id = %(owner)s AND id = ANY(%(ids)s)",
        most_times=3,
    ),
    Change("delete", "DELETE FROM jobs_job WHERE owner_id = %(owner)s AND id = ANY(%(ids)s)", most_times=3),
)


@dataclass
class Measured:
    """A change, and the milliseconds of both sides."""

    change: Change
    floor: Times = field(default_factory=Times)
    ours: Times = field(default_factory=Times)


class Bulk:
    """Measures the changes on postings of its own, which it adds to the measured user's and takes away again."""

    def __init__(self, pools: Pools, caller: Caller, database: psycopg.Connection) -> None:
        """Grow the rows."""
        self._caller = caller
        self._database = database
        owner, source = COLUMNS.index("owner_id"), COLUMNS.index("source")
        self._cells: list[Sequence[str]] = []
        for posting in islice(grow_postings(FULL, pools), ROWS):
            cells = list(posting.cells)
            cells[owner], cells[source] = str(MEASURED_USER), SOURCE
            # Without the id, which the database gives.
            self._cells.append(cells[1:])

    def measure(self) -> list[Measured]:
        """All changes in turns, the bare statement and the request right after one another."""
        results = [Measured(change) for change in CHANGES]
        self._remove()
        rows = self._as_json()
        for number in range(ROUNDS + 1):
            for result in results:
                floor = self._time(result.change, partial(self._execute, result.change))
                # The first round warms up.
                if number:
                    result.floor.measured.append(floor)
                request = result.change.request
                if request is not None:
                    ours = self._time(result.change, partial(self._send, request, rows))
                    if number:
                        result.ours.measured.append(ours)
        return results

    def _time(self, change: Change, act: Callable[[Ids], None]) -> float:
        ids = [] if change.floor is None else self._insert()
        started = time.perf_counter()
        act(ids)
        milliseconds = (time.perf_counter() - started) * 1000
        self._remove()
        return milliseconds

    def _execute(self, change: Change, ids: Ids) -> None:
        if change.floor is None:
            with self._database.cursor() as cursor:
                copy_rows(cursor, Job, COLUMNS[1:], self._cells)
        else:
            changed = self._database.execute(change.floor, {"owner": MEASURED_USER, "ids": list(ids)})
            assert changed.rowcount == ROWS

    def _send(self, request: Request, rows: Rows, ids: Ids) -> None:
        self._caller.post(request.path, request.body(ids, rows))

    def _insert(self) -> list[int]:
        with self._database.cursor() as cursor:
            copy_rows(cursor, Job, COLUMNS[1:], self._cells)
        found = self._database.execute("SELECT id FROM jobs_job WHERE source = %s AND owner_id = %s", self._mine)
        return [row[0] for row in found]

    def _remove(self) -> None:
        self._database.execute("DELETE FROM jobs_job WHERE source = %s AND owner_id = %s", self._mine)

    @property
    def _mine(self) -> tuple[str, int]:
        return SOURCE, MEASURED_USER

    def _as_json(self) -> list[dict[str, Any]]:
        """The rows as a client would send them."""
        names = [name for name, field in JobSerializer().fields.items() if not field.read_only]
        ids = self._insert()
        shown = JobSerializer(Job.objects.filter(pk__in=ids), many=True).data
        rows = [{name: row[name] for name in names} for row in shown]
        self._remove()
        return rows
