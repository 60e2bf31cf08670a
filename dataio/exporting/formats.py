"""The formats of files, and writing rows in them."""

from collections.abc import Generator, Sequence
from contextlib import closing
from typing import Any, BinaryIO, Final

from django.db.models import QuerySet
from django.utils import timezone

from dataio.exporting.rows import Count, csv_of, json_of, ndjson_of
from dataio.exporting.sheets import Told, write_sheet
from dataio.resources import Column, Resource

# By the format's name, which is its files' extension, too: the media type.
FORMATS: Final = {
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_name(resource: Resource, file_format: str) -> str:
    """What a file made today is called."""
    return f"{resource.name}-{timezone.localdate():%Y-%m-%d}.{file_format}"


def blocks_of(
    rows: QuerySet[Any], columns: Sequence[Column], *, file_format: str, with_mark: bool, count: Count | None = None
) -> Generator[bytes]:
    """The rows in a format of text, block by block; `count` hears how many rows are in what came so far."""
    if file_format == "csv":
        return csv_of(rows, columns, with_mark=with_mark, count=count)
    return (ndjson_of if file_format == "ndjson" else json_of)(rows, columns, count=count)


def write_rows(
    rows: QuerySet[Any],
    columns: Sequence[Column],
    *,
    resource: Resource,
    file_format: str,
    with_mark: bool,
    file: BinaryIO,
    told: Told,
) -> None:
    """Write the rows into `file` in any format; `told` hears now and then how many are written, of how many.

    Raises Conflict for more rows than the format has room for.
    """
    if file_format == "xlsx":
        write_sheet(rows, columns, name=resource.name, file=file, told=told)
        return
    total = rows.count()
    blocks = blocks_of(
        rows, columns, file_format=file_format, with_mark=with_mark, count=lambda done: told(done, total)
    )
    with closing(blocks):
        file.writelines(blocks)
