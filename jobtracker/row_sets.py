"""Writes of many rows with one statement, whatever each of them holds.

The rows travel as one JSON parameter, which PostgreSQL takes apart again by the columns' own types: one short statement
for any number of rows, where Django's `bulk_update` writes a CASE of all rows for each column.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, Model
from django.db.models.deletion import CASCADE
from django.db.models.fields.reverse_related import ForeignObjectRel

Row = dict[str, Any]
AnyField = Field[Any, Any]
# So much text of one UPDATE is indexed well before a statement's time is over; a thousand usual rows are less.
UPDATE_CHARACTERS = 4_000_000


def plain(value: Any) -> Any:
    """A column's value as JSON keeps it and PostgreSQL reads it back, exactly: instants to the microsecond."""
    return str(value) if isinstance(value, date | Decimal | UUID) else value


def plain_values(row: Model, names: Iterable[str]) -> Row:
    """The row's id and these columns of it, to be written again by `update_rows`."""
    return {"id": row.pk} | {name: plain(getattr(row, name)) for name in names}


def insert_rows(rows: Sequence[Model], at: datetime) -> None:
    """Insert new rows of one table with one statement, and give them their ids.

    They are valid, and share the instant `at` as that of their making and last change.
    """
    if not rows:
        return
    options = rows[0]._meta
    fields = [field for field in options.local_concrete_fields if not (field.generated or field.primary_key)]
    stamps = {field.attname for field in fields if getattr(field, "auto_now", False) or _is_made_at(field)}
    names = [(field.column, field.attname) for field in fields]
    instant = plain(at)
    records = [
        {column: instant if name in stamps else plain(getattr(row, name)) for column, name in names} for row in rows
    ]
    columns = ", ".join(_quoted(field.column) for field in fields)
    # In their order, so that the ids are in it, too. No column of ours is called "#".
    statement = (
        f"INSERT INTO {_quoted(options.db_table)} ({columns}) "  # noqa: S608  # names of our own models
        f"SELECT {columns} FROM ROWS FROM (jsonb_to_recordset(%s::jsonb) AS ({_typed(fields)})) "
        f'WITH ORDINALITY AS new ({columns}, "#") ORDER BY "#" RETURNING id'
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(records)])
        ids = cursor.fetchall()
    for row, (row_id,) in zip(rows, ids, strict=True):
        row.pk = row_id
        row._state.adding, row._state.db = False, connection.alias
        for name in stamps:
            setattr(row, name, at)


def update_rows(model: type[Model], names: Sequence[str], rows: Sequence[Mapping[str, Any]], **same: Any) -> None:
    """Give each row, told by its `id`, its own values of the columns `names`, and all of them those of `same`.

    One statement, unless the rows are very long.
    """
    if not rows:
        return
    fields = [model._meta.get_field(name) for name in names]
    # No reverse relation: those are not written.
    columns = [field for field in fields if isinstance(field, Field)]
    changes = [f"{_quoted(field.column)} = new.{_quoted(field.column)}" for field in columns]
    changes += [f"{_quoted(name)} = %s" for name in same]
    table = _quoted(model._meta.db_table)
    statement = (
        f"UPDATE {table} SET {', '.join(changes)} "  # noqa: S608  # names of our own models
        f"FROM jsonb_to_recordset(%s::jsonb) AS new (id bigint, {_typed(columns)}) WHERE {table}.id = new.id"
    )
    with connection.cursor() as cursor:
        for records in _portions(rows):
            cursor.execute(statement, [*same.values(), records])


def _portions(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The rows as JSON lists, none of which is much longer than one UPDATE may be."""
    portion: list[str] = []
    length = 0
    for record in map(json.dumps, rows):
        if portion and length + len(record) > UPDATE_CHARACTERS:
            yield f"[{','.join(portion)}]"
            portion, length = [], 0
        portion.append(record)
        length += len(record)
    yield f"[{','.join(portion)}]"


def delete_for_good(model: type[Model], ids: Sequence[int]) -> None:
    """Delete rows with all that cascades from them, a table at a time, and none where nothing leads to it.

    Django's own deletion reads whole rows of what goes along, and deletes a hundred at a time.
    """
    if not ids:
        return
    for child, key in _dependents(model):
        rows: Any = child._base_manager.filter(**{f"{key}__in": ids}).order_by()
        if _dependents(child):
            # Locked, so that nothing new hangs on them when they go.
            delete_for_good(child, list(rows.select_for_update().values_list("pk", flat=True)))
        else:
            rows._raw_delete(rows.db)
    going: Any = model._base_manager.filter(pk__in=ids)
    going._raw_delete(going.db)


@cache
def _dependents(model: type[Model]) -> list[tuple[type[Model], str]]:
    """The tables whose rows go along with the model's, each with the key that leads back to it."""
    relations = model._meta.get_fields(include_hidden=True)
    return [
        (relation.related_model, relation.field.name)
        for relation in relations
        if isinstance(relation, ForeignObjectRel)
        and relation.on_delete is CASCADE
        and isinstance(relation.related_model, type)
    ]


def _is_made_at(field: AnyField) -> bool:
    return bool(getattr(field, "auto_now_add", False))


def _typed(fields: Sequence[AnyField]) -> str:
    return ", ".join(f"{_quoted(field.column)} {field.db_type(connection)}" for field in fields)


def _quoted(name: str | None) -> str:
    # A field that is not stored has no column.
    return connection.ops.quote_name(name or "")
