"""Rows into tables by COPY, which is by far the fastest way in."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import psycopg
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg import sql

NULL = r"\N"
_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"})
_ROWS_AT_A_TIME = 1_000

_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""
_REFERENCES = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'
"""


def text_cell(text: str) -> str:
    """A text as a cell of COPY's text format."""
    return text.translate(_ESCAPES)


def list_item(item: str) -> str:
    """A text as an item of an array in a cell; `list_cell` joins them."""
    quoted = item.replace("\\", "\\\\").replace('"', '\\"')
    return text_cell(f'"{quoted}"')


def list_cell(items: Iterable[str]) -> str:
    """The cell of an array of texts that went through `list_item`."""
    return "{" + ",".join(items) + "}"


def copy_rows(
    cursor: CursorWrapper | psycopg.Cursor,
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
) -> None:
    """Write rows of cells into the table of `model`.

    A column that is not among `columns` and must not be null gets the model's own default, as `save()` would give it.
    """
    defaults: dict[str, str] = {
        field.column: text_cell(str(field.get_default()))
        for field in model._meta.concrete_fields
        if field.column
        and field.column not in columns
        and not field.null
        and not field.generated
        and not field.primary_key
    }
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join([sql.Identifier(column) for column in (*columns, *defaults)]),
    )
    end = "".join(f"\t{cell}" for cell in defaults.values()) + "\n"
    lines = ("\t".join(cells) + end for cells in rows)
    with cursor.copy(statement) as copy:
        while block := "".join(islice(lines, _ROWS_AT_A_TIME)):
            copy.write(block)


@contextmanager
def bare_tables(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> Iterator[None]:
    """Empty `tables` and take their indexes and foreign keys away for as long as the block runs.

    Building an index at once takes a fraction of the time of growing it row by row, and a foreign key that comes back
    checks all rows with one query: none is left unchecked. For one transaction, so that a failure leaves all as it was.
    """
    with connection.cursor() as cursor:
        # Emptied in this transaction, they need no write-ahead log where the server keeps none for replicas.
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        again: list[str] = []
        for table in tables:
            for name, definition in _all(cursor, _REFERENCES, table):
                cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
                again.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
            for name, definition in _all(cursor, _INDEXES, table):
                cursor.execute(f"DROP INDEX {name}")
                again.insert(0, definition)
        yield
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for statement in again:
            cursor.execute(statement)


def _all(cursor: CursorWrapper, query: str, table: str) -> list[tuple[Any, ...]]:
    cursor.execute(query, [table])
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
