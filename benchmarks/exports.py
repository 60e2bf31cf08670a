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
ROWS_ONE_BY_ONE: Final = 5_000
ROUNDS: Final = 5
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
    from django.db import connection
    from import_export.resources import modelresource_factory

    from accounts.models import User
    from dataio.exporting.formats import blocks_of, write_rows
    from dataio.resources import JOBS
    from jobs.models import Job
    from jobtracker.list_resources import rows_of_list

    call_command("migrate", verbosity=0)
    person = User.objects.create(email="bench@example.org")
    with connection.cursor() as cursor:
        cursor.execute(_SEED, [person.pk, ROWS])
        cursor.execute("VACUUM ANALYZE jobs_job")

    names = ", ".join(column.name for column in JOBS.columns)
    bare = (
        f"COPY (SELECT {names} FROM jobs_job WHERE owner_id = {person.pk} ORDER BY posted_on DESC, id DESC) TO STDOUT"
    )

    def floor() -> int:
        size = 0
        with connection.cursor() as cursor, cursor.copy(bare) as lines:
            for line in lines:
                size += len(line)
        return size

    def ours(file_format: str) -> Callable[[], int]:
        def export() -> int:
            rows = rows_of_list("jobs", {"ordering": ["-posted_on"]}, person)
            return sum(map(len, blocks_of(rows, JOBS.columns, file_format=file_format, with_mark=False)))

        return export

    floor()
    times: dict[str, list[float]] = {}
    before = _peak()
    for _ in range(ROUNDS):
        for name, act in (("COPY", floor), ("csv", ours("csv")), ("json", ours("json")), ("ndjson", ours("ndjson"))):
            times.setdefault(name, []).append(_seconds(act))
    grown = _peak() - before
    base = median(times["COPY"])
    for name, seconds in times.items():
        print(
            f"{name:8} {median(seconds):6.2f} s  {median(seconds) / base:5.2f} × COPY  {[round(s, 2) for s in seconds]}"
        )
    print(f"memory: {grown / 1024:.1f} MiB more at the peak than before, over all rounds of {ROWS:,} rows")

    def one_by_one() -> int:
        rows = Job.objects.filter(owner=person).order_by("-posted_on", "-id")[:ROWS_ONE_BY_ONE]
        data: Any = modelresource_factory(Job)().export(rows)
        file = io.StringIO()
        csv.writer(file).writerows(data)
        return file.tell()

    row_by_row = _seconds(one_by_one) * ROWS / ROWS_ONE_BY_ONE
    print(
        f"django-import-export, {ROWS_ONE_BY_ONE:,} rows, scaled: {row_by_row:.1f} s, "
        f"{row_by_row / median(times['csv']):.1f} × csv"
    )

    before = _peak()
    with tempfile.TemporaryFile() as file:
        sheet_seconds = _seconds(
            lambda: write_rows(
                rows_of_list("jobs", {"ordering": ["-posted_on"]}, person),
                JOBS.columns,
                resource=JOBS,
                file_format="xlsx",
                with_mark=False,
                file=file,
                told=lambda done, total: None,
            )
        )
        print(
            f"xlsx     {sheet_seconds:6.1f} s, {file.tell() / 2**20:.1f} MiB, "
            f"{(_peak() - before) / 1024:.1f} MiB more at the peak"
        )


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _peak() -> int:
    """The most memory that this process has held so far, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
