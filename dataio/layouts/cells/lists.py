"""Lists of short texts in one cell, in every usual form."""

import csv
import json
import re
from collections.abc import Callable
from typing import Final

from dataio.cells import items_of

_BULLET: Final = re.compile(r"^\s*(?:[-*•·–]|\d{1,2}[.)])\s+")
# An item of a list as Python or PostgreSQL writes it.
_QUOTED: Final = re.compile(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,'"]*))\s*(?:,|\Z)""")
_ESCAPED: Final = re.compile(r"\\(.)")


def listed(separators: str) -> Callable[[str], list[str]]:
    """A reader of lists: JSON's, Python's and PostgreSQL's notation, lines, or items parted by the first of
    `separators` that is there; items in quotes may hold it.
    """

    def read(cell: str) -> list[str]:
        if cell[0] in "[{(" and cell[-1] in "]})":
            items = _bracketed(cell)
            if items is not None:
                return items
        lines = cell.splitlines()
        if len(lines) > 1:
            return [item for line in lines if (item := _BULLET.sub("", line).strip(" ,;"))]
        separator = next((sign for sign in separators if sign in cell), "")
        if not separator:
            return [_BULLET.sub("", cell).strip()]
        if separator == ";":
            return [item.strip() for item in items_of(cell) if item.strip()]
        if '"' in cell:
            try:
                parts = next(csv.reader([cell], delimiter=separator, skipinitialspace=True))
            except csv.Error:
                parts = cell.split(separator)
        else:
            parts = cell.split(separator)
        return [item for part in parts if (item := part.strip())]

    return read


def _bracketed(cell: str) -> list[str] | None:
    """The items of a cell in brackets; None if it is only a text in brackets, such as `(Senior) Engineer (Go)`."""
    if cell[0] == "[" and cell[-1] == "]":
        try:
            values = json.loads(cell)
        except (ValueError, RecursionError):
            pass
        else:
            return [text for value in values if (text := _text_of(value))]
    pairs = {"[": "]", "{": "}", "(": ")"}
    if pairs[cell[0]] != cell[-1] or (cell[0] == "(" and "'" not in cell and '"' not in cell):
        return None
    inside = cell[1:-1]
    items: list[str] = []
    place = 0
    while place < len(inside):
        found = _QUOTED.match(inside, place)
        if not found or found.end() == place:
            return None
        place = found.end()
        single, double, plain = found.groups()
        item = plain.strip() if plain is not None else _ESCAPED.sub(r"\1", single if single is not None else double)
        if item.strip():
            items.append(item.strip())
    return items


def _text_of(value: object) -> str:
    """An item of JSON as a short text; of an object, its name."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return next((_text_of(value[key]) for key in ("name", "label", "title", "value") if value.get(key)), "") or str(
            json.dumps(value, ensure_ascii=False)
        )
    return "" if value is None else json.dumps(value, ensure_ascii=False)
