"""Exports of 100,000 postings beside the bare COPY, and beside django-import-export's row by row.

`python -m benchmarks.exports`: on servers of its own, with postings grown from the real ones. The floors are the same
columns of the same rows in the same order, as PostgreSQL itself writes them, read through psycopg as well. The clock
suffers from other work on the machine; the processor's time, of PostgreSQL and of this process, does less.
"""

import csv
import io
import logging
import os
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

import django

from benchmarks.installation import Installation
from benchmarks.seeding.shape import MEASURED_USER, Shape

ROWS: Final = 100_000
FEW_ROWS: Final = 10_000
ROWS_ONE_BY_ONE: Final = 5_000
ROUNDS: Final = 5
COPY_TEXT: Final = "`COPY`, text"
COPY_CSV: Final = "`COPY`, CSV"

Export = Callable[[], int]


@dataclass(frozen=True)
class Measured:
    """One export."""

    seconds: float
    processor_seconds: float
    size: int

    def times(self, number: int) -> "Measured":
        """What so many of them would take."""
        return Measured(self.seconds * number, self.processor_seconds * number, self.size * number)


def main() -> None:
    """Seed, measure, print."""
    shape = Shape("exports", users=2, postings=ROWS + 1_000, measured_postings=ROWS)
    installation = Installation(shape.name)
    installation.point_django_here()
    django.setup()
    # A statement that gives a hundred thousand rows is a slow query, and rightly so.
    logging.disable(logging.WARNING)
    from benchmarks.running import provide_data

    with installation.servers():
        provide_data(installation, shape)
        _measure()


def _measure() -> None:
    from django.db import connection
    from import_export.resources import modelresource_factory

    from accounts.models import User
    from dataio.exporting.formats import blocks_of, write_rows
    from dataio.resources import JOBS
    from jobs.models import Job
    from jobtracker.list_resources import rows_of_list

    person = User.objects.get(pk=MEASURED_USER)
    names = ", ".join(column.name for column in JOBS.columns)
    bare = (
        f"SELECT {names} FROM jobs_job WHERE owner_id = {person.pk} AND trashed_at IS NULL "
        "ORDER BY posted_on DESC NULLS LAST, id DESC"
    )

    def floor(options: str) -> Export:
        def copy() -> int:
            with connection.cursor() as cursor, cursor.copy(f"COPY ({bare}) TO STDOUT {options}") as lines:
                return sum(map(len, lines))

        return copy

    def listed() -> Any:
        return rows_of_list("jobs", {"ordering": ["-posted_on"]}, person)

    def ours(file_format: str, rows: Any) -> Export:
        return lambda: sum(map(len, blocks_of(rows, JOBS.columns, file_format=file_format, with_mark=False)))

    def workbook(rows: Any) -> Export:
        def export() -> int:
            with tempfile.TemporaryFile() as file:
                write_rows(
                    rows, JOBS.columns, resource=JOBS, file_format="xlsx", with_mark=False, file=file,
                    told=lambda done, total: None,
                )  # fmt: skip
                return file.seek(0, os.SEEK_END)

        return export

    def one_by_one() -> int:
        rows = Job.objects.filter(owner=person).order_by("-posted_on", "-id")[:ROWS_ONE_BY_ONE]
        data: Any = modelresource_factory(Job)().export(rows)
        file = io.StringIO()
        csv.writer(file).writerows(data)
        return file.tell()

    # The peak only ever rises, so few rows come first: what many take beyond that is what their number takes.
    formats = {"CSV": "csv", "JSON": "json", "NDJSON": "ndjson"}
    for file_format in formats.values():
        ours(file_format, listed()[:FEW_ROWS])()
    workbook(listed()[:FEW_ROWS])()
    peaks = {FEW_ROWS: _peak()}

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend: int = cursor.fetchone()[0]
    exports = {COPY_TEXT: floor(""), COPY_CSV: floor("(FORMAT csv)")}
    exports |= {name: ours(file_format, listed()) for name, file_format in formats.items()}
    exports[COPY_TEXT]()
    measured: dict[str, list[Measured]] = {}
    for _ in range(ROUNDS):
        for name, export in exports.items():
            measured.setdefault(name, []).append(_timed(export, backend))
    measured["XLSX"] = [_timed(workbook(listed()), backend)]
    peaks[ROWS] = _peak()
    scale = ROWS // ROWS_ONE_BY_ONE
    slow = _timed(one_by_one, backend).times(scale)
    measured[f"django-import-export, CSV; {ROWS_ONE_BY_ONE:,} rows, scaled"] = [slow]
    _print(measured)
    for rows, peak in peaks.items():
        print(f"most memory up to the exports of {rows:,} rows in all formats: {peak / 1024:.1f} MiB")


def _print(measured: dict[str, list[Measured]]) -> None:
    medians = {
        name: (median(one.seconds for one in rounds), median(one.processor_seconds for one in rounds))
        for name, rounds in measured.items()
    }
    heads = ("what", "s", f"× {COPY_CSV}", f"× {COPY_TEXT}", "processor, s", f"× {COPY_TEXT}", "MB")
    print(f"| {' | '.join(heads)} |\n| --- |{' ---: |' * (len(heads) - 1)}")
    for name, (seconds, processor) in medians.items():
        cells = (
            f"{seconds:.2f}",
            f"{seconds / medians[COPY_CSV][0]:.2f}",
            f"{seconds / medians[COPY_TEXT][0]:.2f}",
            f"{processor:.2f}",
            f"{processor / medians[COPY_TEXT][1]:.2f}",
            f"{measured[name][0].size / 1e6:.0f}",
        )
        print(f"| {name} | {' | '.join(cells)} |")


def _timed(export: Export, backend: int) -> Measured:
    """What an export takes, of the processor here and in PostgreSQL's process of this connection."""
    processor, started = _processor_seconds(backend), time.perf_counter()
    size = export()
    return Measured(time.perf_counter() - started, _processor_seconds(backend) - processor, size)


def _processor_seconds(backend: int) -> float:
    # Behind the name, which may hold anything: from the third field of proc_pid_stat(5) on.
    fields = Path(f"/proc/{backend}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def _peak() -> int:
    """The most memory that this process has held so far, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
