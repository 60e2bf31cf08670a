"""A line of a table's file into the values of its row."""

import json
from typing import Any, NoReturn

from dataio.backups.columns import UnfitValue
from dataio.backups.contents import Table
from dataio.backups.problems import Problem, Problems


def read_row(table: Table, number: int, line: bytes, problems: Problems) -> list[Any] | None:
    """What is stored of a row, by the table's columns; None where there are problems, which are noted."""
    try:
        row = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):
        problems.add(Problem(table.name, number, "", "not_json", "The line is not an object of JSON."))
        return None
    if not isinstance(row, dict):
        problems.add(Problem(table.name, number, "", "not_json", "The line is not an object of JSON."))
        return None
    before = len(problems)
    values = []
    for column in table.columns:
        try:
            value = column.read(row[column.name]) if column.name in row else column.default()
            if column.name in table.checks:
                table.checks[column.name](row.get(column.name))
            values.append(value)
        except UnfitValue as error:
            problems.add(Problem(table.name, number, column.name, "invalid", str(error)))
    for name in sorted(row.keys() - table.column_names):
        problems.add(Problem(table.name, number, _shown(name), "unknown_column", "There is no such column."))
    return values if len(problems) == before else None


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _shown(name: str) -> str:
    """A name of a file, which may be anything, as the database takes it."""
    return "".join(sign for sign in name[:100] if sign.isprintable())
