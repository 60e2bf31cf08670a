"""Rows out of the database, which writes each in the form of the format, as the answer to one `COPY`.

So a row is never an object of this process, and memory does not grow with their number. One statement is one snapshot:
a file holds the rows of one instant.

Until it is closed, a generator that has begun holds the connection: whoever is on the way out with an error, and asks
the same connection for anything, would wait for themselves. So it is read within `closing`.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet, TextField
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from psycopg import ClientCursor

from dataio.exporting.expressions import Instant, JSONObject, SafeCell, SafeListCell
from dataio.resources import Column, Kind

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
# Rows come one by one; a client gets them in blocks.
_BLOCK_BYTES: Final = 64 * 1024

# Hears how many rows were read so far.
Count = Callable[[int], object]

_AS_CELL: Final[dict[Kind, Callable[[Combinable], Combinable]]] = {
    Kind.TEXT: SafeCell,
    Kind.TEXTS: SafeListCell,
    Kind.INSTANT: Instant,
}
_AS_MEMBER: Final[dict[Kind, Callable[[Combinable], Combinable]]] = {
    Kind.AMOUNT: lambda value: Cast(value, TextField()),
    Kind.INSTANT: Instant,
}


def csv_of(
    rows: QuerySet[Any], columns: Sequence[Column], *, with_mark: bool, count: Count | None = None
) -> Generator[bytes]:
    """The rows as CSV (RFC 4180) in UTF-8 under a line of names; `with_mark`: begun by a byte order mark, for Excel."""
    yield (BYTE_ORDER_MARK if with_mark else b"") + ",".join(column.name for column in columns).encode() + b"\r\n"
    cells = [_expressed(column, _AS_CELL) for column in columns]
    yield from _copied(rows.values_list(*cells), "COPY ({}) TO STDOUT (FORMAT csv)", count)


def ndjson_of(rows: QuerySet[Any], columns: Sequence[Column], *, count: Count | None = None) -> Generator[bytes]:
    """The rows as objects of JSON, each on a line of its own."""
    members = [_expressed(column, _AS_MEMBER) for column in columns]
    names = ", ".join(connection.ops.quote_name(column.name) for column in columns)
    # What is sorted are the columns, and not the objects made of them: rows may come by an index, and each is written
    # as it comes.
    objects = f"SELECT row_to_json(r)::text FROM ({{}}) AS r ({names})"  # noqa: S608  # the names are ours
    statement = f"COPY ({objects}) TO STDOUT ({_UNQUOTED})"
    yield from _copied(rows.values_list(*members), statement, count)


def json_of(rows: QuerySet[Any], columns: Sequence[Column], *, count: Count | None = None) -> Generator[bytes]:
    """The rows as one array of JSON, an object on each line."""
    separator = b"[\n"
    with closing(ndjson_of(rows, columns, count=count)) as blocks:
        for block in blocks:
            # JSON has no line ends but those between its objects.
            yield separator + block[:-1].replace(b"\n", b",\n")
            separator = b",\n"
    yield b"\n]\n" if separator == b",\n" else b"[]\n"


def with_objects(rows: QuerySet[Any], columns: Sequence[Column]) -> QuerySet[Any]:
    """The rows, each with `file_object`: the text of its object in JSON; for a page, beside what else is asked for."""
    members = {column.name: _expressed(column, _AS_MEMBER) for column in columns}
    annotated: QuerySet[Any] = rows.annotate(file_object=Cast(JSONObject(members), TextField()))
    return annotated


# With signs for quotes and between columns that are in no text of JSON, COPY leaves the only column as it is.
_UNQUOTED: Final = r"FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02'"


def _expressed(column: Column, forms: dict[Kind, Callable[[Combinable], Combinable]]) -> Combinable:
    form = forms.get(column.kind)
    return form(column.value) if form else column.value


def _copied(rows: QuerySet[Any], statement: str, count: Count | None) -> Generator[bytes]:
    """What a COPY of the rows, whose query stands for its {}, writes, in blocks of whole lines.

    Closed before its end, it has the database stop.
    """
    # A filter that nothing can pass is still asked: what comes is an empty file.
    query, parameters = rows.query.get_compiler(rows.db, elide_empty=False).as_sql()
    with connection.cursor() as cursor:
        # COPY takes no parameters: they are written into it, quoted.
        quoted = ClientCursor(connection.connection).mogrify(statement.format(query), parameters)
        with cursor.copy(quoted) as lines:
            block = bytearray()
            done = 0
            for line in lines:
                block += line
                done += 1
                if len(block) >= _BLOCK_BYTES:
                    if count:
                        count(done)
                    yield bytes(block)
                    block.clear()
            if count:
                count(done)
            if block:
                yield bytes(block)
