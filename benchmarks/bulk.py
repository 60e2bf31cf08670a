"""A thousand postings at once: the bare statements, and the requests that do the same.

Both are committed, and what they did is taken away between the rounds.
"""

import json
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
from jobs.selectors import attach_applications
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
    the request, and what is done to the rows before, on either side and beside the time."""

    name: str
    floor: str | None
    most_times: int
    request: Request
    before: str | None = None


BULK = "/api/v1/jobs/bulk-"
_MINE = "WHERE owner_id = %(owner)s AND id = ANY(%(ids)s)"
_INTO_THE_TRASH = (
    f"UPDATE jobs_job SET trashed_at = now(), trashed_with = gen_random_uuid(), updated_at = now() {_MINE}"
)
CHANGES = (
    Change("create", None, most_times=4, request=Request(f"{BULK}create/", lambda ids, rows: {"rows": rows})),
    Change(
        "update",
        f"UPDATE jobs_job SET notes = 'Looked through', updated_at = now() {_MINE}",
        most_times=3,
        request=Request(f"{BULK}update/", lambda ids, rows: {"ids": list(ids), "changes": {"notes": "Looked through"}}),
    ),
    Change(
        "update, each in its own way",
        f"UPDATE jobs_job SET notes = 'Note ' || id, updated_at = now() {_MINE}",
        most_times=3,
        request=Request(
            f"{BULK}update/", lambda ids, rows: {"rows": [{"id": pk, "notes": f"Note {pk}"} for pk in ids]}
        ),
    ),
    # To delete is to put into the trash; what is there is purged.
    Change(
        "delete",
        _INTO_THE_TRASH,
        most_times=3,
        request=Request(f"{BULK}delete/", lambda ids, rows: {"ids": list(ids)}),
    ),
    Change(
        "purge",
        f"DELETE FROM jobs_job {_MINE}",
        most_times=3,
        request=Request(f"{BULK}purge/", lambda ids, rows: {"ids": list(ids)}),
        before=_INTO_THE_TRASH,
    ),
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
                ours = self._time(result.change, partial(self._send, result.change.request, rows))
                if number:
                    result.ours.measured.append(ours)
        return results

    def _time(self, change: Change, act: Callable[[Ids], None]) -> float:
        ids = [] if change.floor is None else self._insert()
        if change.before is not None:
            self._database.execute(change.before, {"owner": MEASURED_USER, "ids": ids})
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
        answer = json.loads(self._caller.post(request.path, request.body(ids, rows)))
        done = sum(len(answer[kind]) for kind in ("created", "updated", "deleted", "purged"))
        assert done == ROWS, answer["failed"][:3]

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
        jobs = list(Job.objects.filter(pk__in=ids))
        attach_applications(jobs)
        rows = [{name: row[name] for name in names} for row in JobSerializer(jobs, many=True).data]
        self._remove()
        return rows
