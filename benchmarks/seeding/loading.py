"""The whole data set into an empty, migrated database, and the mark by which a finished one is known again."""

import hashlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from accounts.models import User
from applications.models import Application, StatusChange
from benchmarks.seeding.copying import bare_tables, copy_rows
from benchmarks.seeding.histories import APPLICATION_COLUMNS, CHANGE_COLUMNS, Histories
from benchmarks.seeding.pools import Pools
from benchmarks.seeding.postings import COLUMNS, Seeded, grow_postings
from benchmarks.seeding.shape import FIRST_ADDED, Shape
from jobs.facet_counts import sum_up_counts
from jobs.models import FacetCount, Job, JobWord

MODELS = (Job, Application, StatusChange)
_SAY_EVERY = 100_000


def version_of(shape: Shape, pools: Pools) -> str:
    """What the rows depend on: this package, what it grows them from, their number, and the tables they go into."""
    digest = hashlib.sha256(repr((shape, pools)).encode())
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    digest.update(repr(sorted(MigrationLoader(None).disk_migrations)).encode())
    return digest.hexdigest()


def seeded_version() -> str | None:
    """The version of the data that is there; None where there is none, or not all of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        )
        row: tuple[str | None] = cursor.fetchone()
        return row[0]


def seed(shape: Shape, pools: Pools, say: Callable[[str], None]) -> None:
    """Fill the database, all or nothing. What the tables held before is gone."""
    started = time.monotonic()

    def progress(text: str) -> None:
        say(f"{time.monotonic() - started:6.0f} s  {text}")

    tables = [model._meta.db_table for model in MODELS]
    histories = Histories(shape)
    with transaction.atomic(), connection.cursor() as cursor:
        _create_users(shape)
        with bare_tables(connection, tables):
            postings = _shown(grow_postings(shape, pools), histories, shape, progress)
            copy_rows(cursor, Job, COLUMNS, (posting.cells for posting in postings))
            copy_rows(cursor, Application, APPLICATION_COLUMNS, histories.applications)
            copy_rows(cursor, StatusChange, CHANGE_COLUMNS, histories.changes)
            progress(f"{len(histories.applications):,} applications, {len(histories.changes):,} entries; indexing ...")
        for statement in connection.ops.sequence_reset_sql(no_style(), [User, *MODELS]):
            cursor.execute(statement)
        progress("committing ...")


def mark_as_seeded(version: str) -> None:
    """Note, in the database itself, that all is there."""
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(f"COMMENT ON DATABASE {name} IS '{version}'")


def tidy() -> None:
    """Leave the tables as autovacuum and beat would, sooner or later: known to the planner, and without remains."""
    sum_up_counts()
    with connection.cursor() as cursor:
        for model in (*MODELS, JobWord, FacetCount):
            cursor.execute(f"VACUUM (ANALYZE) {model._meta.db_table}")


def _create_users(shape: Shape) -> None:
    User.objects.bulk_create(
        User(id=number, email=f"person-{number}@example.org", password=make_password(None), date_joined=FIRST_ADDED)
        for number in range(1, shape.users + 1)
    )


def _shown(
    postings: Iterator[Seeded], histories: Histories, shape: Shape, progress: Callable[[str], None]
) -> Iterator[Seeded]:
    """Pass the postings on, after the histories have seen each."""
    for posting in postings:
        histories.consider(posting)
        if posting.id % _SAY_EVERY == 0 or posting.id == shape.postings:
            progress(f"{posting.id:,} of {shape.postings:,} postings")
        yield posting
