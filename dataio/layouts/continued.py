"""Texts that go on in further columns, as our sheets have what no cell holds: `notes`, then `notes (2)`."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

_CONTINUED: Final = re.compile(r"(?P<first>.+) \([1-9][0-9]*\)", re.ASCII)


def first_of(column: str) -> str:
    """The column that a column goes on; of any other the column itself."""
    found = _CONTINUED.fullmatch(column)
    return found["first"] if found else column


def continued(columns: Sequence[str], targets: Mapping[str, str | None]) -> dict[int, int]:
    """By the places of columns that go on, the place of the one that each goes on. Both are the same target."""
    places = {column: place for place, column in enumerate(columns)}
    return {
        place: places[first]
        for column, place in places.items()
        if (first := first_of(column)) != column and first in places and targets.get(first) == targets.get(column)
    }


def joined(cells: Sequence[str], places: Mapping[int, int]) -> Sequence[str]:
    """The cells, with each text in the column in which it begins."""
    result = list(cells)
    for place, first in places.items():
        if place < len(result):
            result[first] += result[place]
            result[place] = ""
    return result
