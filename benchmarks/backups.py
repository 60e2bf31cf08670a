"""A backup and a restore of a large account, beside bare `COPY` of the same rows: `python -m benchmarks.backups`.

The floor of a backup is the rows of postings, applications and histories copied out of the database into a file; that
of a restore is the same rows copied from there into the same indexed tables, and taken back. What a backup does beside
that: JSON, the tables to read, checksums and packing; a restore: unpacking, checking each value, new ids.
"""

import argparse
import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, Final

import django
import psycopg

from benchmarks.growth import timed
from benchmarks.installation import Installation
from benchmarks.seeding.shape import MEASURED_USER, Shape

MIB: Final = 1024 * 1024
# Beyond all ids that are there.
_OFFSET: Final = 1_000_000_000


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.backups", description=__doc__)
    parser.add_argument("--jobs", type=int, default=50_000, help="postings; a fifth of them are applied to")
    options = parser.parse_args()
    # The second person has nothing, and gets everything.
    shape = Shape(f"backups-{options.jobs}", users=2, postings=options.jobs, measured_postings=options.jobs)
    installation = Installation(shape.name)
    installation.point_django_here()
    django.setup()
    # A statement that adds a thousand rows is a slow query, and rightly so.
    logging.disable(logging.WARNING)
    from benchmarks.running import provide_data

    with installation.servers():
        provide_data(installation, shape)
        with psycopg.connect(installation.database_url, autocommit=True) as database:
            _measure(database)


def _measure(database: psycopg.Connection) -> None:
    from accounts.models import User
    from dataio.backups.contents import TABLES
    from dataio.backups.restoring import restore_backup
    from dataio.backups.writing import write_backup

    person, other = User.objects.get(pk=MEASURED_USER), User.objects.get(pk=MEASURED_USER + 1)
    tables = [table for table in TABLES if table.rows_of(person).exists()]
    counts = {table.name: table.rows_of(person).count() for table in tables}
    rows = sum(counts.values())
    print(", ".join(f"{count:,} {name}" for name, count in counts.items()))

    def ignore(done: int, total: int) -> None:
        pass

    with tempfile.TemporaryDirectory(prefix="jobtracker-") as directory, tempfile.TemporaryFile() as zipped:
        # Warm, and in turns.
        for _ in range(2):
            floor_out = timed(lambda: _copy_out(database, tables, Path(directory)))
            out = timed(lambda: write_backup(user=person, target=_emptied(zipped), progress=ignore))
        size = zipped.seek(0, 2)
        floor_in = timed(lambda: _copy_in(database, tables, Path(directory), other.pk))
        restored = timed(lambda: restore_backup(user=other, file=zipped, is_dry_run=True, progress=ignore))
    _tell("COPY out", floor_out, rows)
    _tell(f"backup, {size / MIB:,.0f} MiB", out, rows, floor_out)
    _tell("COPY in", floor_in, rows)
    _tell("restore, as a dry run", restored, rows, floor_in)


def _tell(name: str, measured: tuple[float, float], rows: int, floor: tuple[float, float] | None = None) -> None:
    seconds, mebibytes = measured
    times = f", {seconds / floor[0]:.1f} x the floor" if floor else ""
    print(f"{name}: {seconds:.1f} s, {rows / seconds:,.0f} rows/s, {mebibytes:,.0f} MiB more memory{times}")


def _emptied(file: IO[bytes]) -> IO[bytes]:
    file.seek(0)
    file.truncate()
    return file


def _copy_out(database: psycopg.Connection, tables: Sequence[Any], directory: Path) -> None:
    """Rows with ids and owners with which they can be copied back in beside those that are there."""
    for table in tables:
        values = ", ".join(_value(column) for column in table.columns)
        where = f"WHERE {table.owner}_id = {MEASURED_USER}"
        statement = f"COPY (SELECT {values} FROM {table.sql_name} {where} ORDER BY id) TO STDOUT"
        with (
            database.cursor() as cursor,
            cursor.copy(statement.encode()) as rows,
            (directory / table.name).open("wb") as file,
        ):
            for block in rows:
                file.write(block)


def _value(column: Any) -> str:
    if column.field.primary_key or (column.refers_to is not None and not column.is_person):
        return f"{column.sql_name} + {_OFFSET}"
    return f'"{column.sql_name}"'


def _copy_in(database: psycopg.Connection, tables: Sequence[Any], directory: Path, owner: int) -> None:
    with database.transaction(force_rollback=True), database.cursor() as cursor:
        for table in tables:
            names = ", ".join(f'"{column.sql_name}"' for column in table.columns)
            cursor.execute(f"ALTER TABLE {table.sql_name} ALTER {table.owner}_id SET DEFAULT {owner}".encode())
            statement = f"COPY {table.sql_name} ({names}) FROM STDIN"
            with cursor.copy(statement.encode()) as copy, (directory / table.name).open("rb") as file:
                while block := file.read(64 * 1024):
                    copy.write(block)


if __name__ == "__main__":
    main()
