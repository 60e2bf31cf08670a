"""Exports of 100,000 postings beside the bare COPY, and beside django-import-export's row by row.

`python -m benchmarks.exports`: on servers and data of its own, made and thrown away.
"""

import csv
import io
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, Final

import django

ROWS: Final = 100_000
FEW_ROWS: Final = 10_000
ROWS_ONE_BY_ONE: Final = 5_000
ROUNDS: Final = 3
# The floors: the same columns of the same rows in the same order, as PostgreSQL itself writes them.
COPY_TEXT: Final = "COPY, text"
COPY_CSV: Final = "COPY, csv"
_SEED = """
INSERT INTO jobs_job (owner_id, created_at, updated_at, title, company, locations, remote_option, job_type,
    experience_level, salary_min, salary_max, salary_currency, salary_period, skills, tags, description, requirements,
    url, availability, source, external_reference, posted_on, notes, is_archived)
SELECT %s, now(), now(), 'Engineer ' || n, 'Company ' || n %% 997, ARRAY['Berlin', 'Paris, France'], 'remote',
    'full_time', 'senior', 50000 + n %% 1000, 90000, 'EUR', 'year', ARRAY['Python', 'C++', 'SQL'], ARRAY['good'],
    repeat('What the work is like, in a sentence or two; ', 40), '- ' || repeat('what one has to know, ', 10),
    'https://jobs.example.org/' || n, 'open', 'Board', 'ref-' || n, date '2026-01-01' + n %% 300, '', false
FROM generate_series(1, %s) AS n
"""


def main() -> None:
    """Seed, measure, print."""
    from jobtracker.embedded.locations import Locations
    from jobtracker.embedded.postgres import PrivatePostgres
    from jobtracker.embedded.running import running

    with tempfile.TemporaryDirectory(prefix="jobtracker-bench-") as directory:
        locations = Locations.of(Path(directory))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "jobtracker.settings",
            "DATABASE_URL": locations.database_url,
            "REDIS_URL": locations.redis_url,
            "JOBTRACKER_DATA_DIR": directory,
        }
        server = PrivatePostgres(locations, durable=False)
        with running(server):
            server.create_database()
            django.setup()
            _measure()


def _measure() -> None:
    from django.core.management import call_command
    from django.db import connection, transaction
    from import_export.resources import modelresource_factory

    from accounts.models import User
    from benchmarks.seeding.copying import bare_tables
    from dataio.exporting.formats import blocks_of, write_rows
    from dataio.resources import JOBS
    from jobs.models import Job
    from jobtracker.list_resources import rows_of_list

    call_command("migrate", verbosity=0)
    person = User.objects.create(email="bench@example.org")
    with connection.cursor() as cursor:
        with transaction.atomic(), bare_tables(connection, [Job._meta.db_table]):
            cursor.execute(_SEED, [person.pk, ROWS])
        cursor.execute("VACUUM ANALYZE jobs_job")

    names = ", ".join(column.name for column in JOBS.columns)
    bare = (
        f"SELECT {names} FROM jobs_job WHERE owner_id = {person.pk} AND trashed_at IS NULL "
        "ORDER BY posted_on DESC NULLS LAST, id DESC"
    )

    def floor(options: str) -> Callable[[], int]:
        def copy() -> int:
            with connection.cursor() as cursor, cursor.copy(f"COPY ({bare}) TO STDOUT {options}") as lines:
                return sum(map(len, lines))

        return copy

    def listed() -> Any:
        return rows_of_list("jobs", {"ordering": ["-posted_on"]}, person)

    def ours(file_format: str, rows: Any) -> Callable[[], int]:
        return lambda: sum(map(len, blocks_of(rows, JOBS.columns, file_format=file_format, with_mark=False)))

    def workbook(rows: Any) -> Callable[[], int]:
        def export() -> int:
            with tempfile.TemporaryFile() as file:
                write_rows(
                    rows, JOBS.columns, resource=JOBS, file_format="xlsx", with_mark=False, file=file,
                    told=lambda done, total: None,
                )  # fmt: skip
                return file.seek(0, os.SEEK_END)

        return export

    # The peak only ever rises, so few rows come first: what many take beyond that is what their number takes.
    acts = [("csv", ours), ("json", ours), ("ndjson", ours)]
    peaks = {}
    for name, act in acts:
        act(name, listed()[:FEW_ROWS])()
    workbook(listed()[:FEW_ROWS])()
    peaks[FEW_ROWS] = _peak()

    times: dict[str, list[float]] = {}
    sizes: dict[str, int] = {}
    floors = {COPY_TEXT: floor(""), COPY_CSV: floor("(FORMAT csv)")}
    floors[COPY_TEXT]()
    for _ in range(ROUNDS):
        for name, export in (*floors.items(), *((name, act(name, listed())) for name, act in acts)):
            seconds, sizes[name] = _timed(export)
            times.setdefault(name, []).append(seconds)
    seconds, sizes["xlsx"] = _timed(workbook(listed()))
    times["xlsx"] = [seconds]
    peaks[ROWS] = _peak()

    def one_by_one() -> int:
        rows = Job.objects.filter(owner=person).order_by("-posted_on", "-id")[:ROWS_ONE_BY_ONE]
        data: Any = modelresource_factory(Job)().export(rows)
        file = io.StringIO()
        csv.writer(file).writerows(data)
        return file.tell()

    seconds, size = _timed(one_by_one)
    scale = ROWS // ROWS_ONE_BY_ONE
    times[f"django-import-export, csv, {ROWS_ONE_BY_ONE:,} rows × {scale}"] = [seconds * scale]
    sizes[f"django-import-export, csv, {ROWS_ONE_BY_ONE:,} rows × {scale}"] = size * scale

    heads = ("what", "s", f"× {COPY_CSV}", f"× {COPY_TEXT}", "MB", "rounds, s")
    print(f"| {' | '.join(heads)} |\n| --- | ---: | ---: | ---: | ---: | --- |")
    for name, measured in times.items():
        of_csv, of_text = (median(measured) / median(times[base]) for base in (COPY_CSV, COPY_TEXT))
        each = ", ".join(f"{seconds:.2f}" for seconds in measured)
        size_mb = sizes[name] / 1e6
        print(f"| {name} | {median(measured):.2f} | {of_csv:.2f} | {of_text:.2f} | {size_mb:.0f} | {each} |")
    for rows, peak in peaks.items():
        print(f"most memory up to the exports of {rows:,} rows in all formats: {peak / 1024:.1f} MiB")


def _timed(act: Callable[[], int]) -> tuple[float, int]:
    """How long it took, and what it gave."""
    started = time.perf_counter()
    size = act()
    return time.perf_counter() - started, size


def _peak() -> int:
    """The most memory that this process has held so far, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
