"""What stands in a cell of a file: how lists are written, and texts that a spreadsheet would run as a formula.

The database writes cells by the same rules (`dataio/migrations/0002_cells.py`); a test compares the two.
"""

import re
from collections.abc import Sequence
from typing import Final

# What makes a formula of a cell that begins with it; the full-width forms are taken for the same by some.
FORMULA_SIGNS: Final = "=+-@\t\r\n＝＋－＠"
_GUARDED = re.compile(f"'+[{re.escape(FORMULA_SIGNS)}]")
_NEEDS_GUARD = re.compile(f"'*[{re.escape(FORMULA_SIGNS)}]")
_BLANKS = " \t\r\n"
_NEEDS_QUOTES = re.compile(rf'[;"]|\A[{_BLANKS}]|[{_BLANKS}]\Z|\A\Z')
# An item: in quotes, in which two stand for one, or everything up to the next semicolon.
_ITEM = re.compile(rf'[{_BLANKS}]*(?:"((?:[^"]|"")*)"[{_BLANKS}]*(?=;|\Z)|([^;]*))(?:;|\Z)')


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it where it would begin a formula.

    Also where apostrophes stand before such a sign: `unguarded` always takes exactly one away.
    """
    return f"'{text}" if _NEEDS_GUARD.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell that `safe_cell` made."""
    return cell[1:] if _GUARDED.match(cell) else cell


def list_cell(items: Sequence[str]) -> str:
    """Items parted by semicolons; one that holds a semicolon or a quote, or begins or ends with a blank, in quotes."""
    return "; ".join('"' + item.replace('"', '""') + '"' if _NEEDS_QUOTES.search(item) else item for item in items)


def items_of(cell: str) -> list[str]:
    """The items of a cell that `list_cell` made, or that a person typed with semicolons."""
    # At the end the pattern fits once more, to nothing.
    found = (item.groups() for item in _ITEM.finditer(cell) if item.start() < len(cell))
    return [plain.strip(_BLANKS) if quoted is None else quoted.replace('""', '"') for quoted, plain in found]
