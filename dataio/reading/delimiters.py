"""Which character parts the cells of a text."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dataio.reading.encodings import Text
from dataio.reading.limits import SAMPLE_BYTES, SAMPLE_ROWS
from jobtracker.errors import InvalidFile

# By how usual they are: the first of equals is taken.
DELIMITERS: Final = ",;\t|"
# Excel's own first line, which says the delimiter and is no row.
_SEP_LINE: Final = re.compile(r'"?sep=([^"\r\n])"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)


@dataclass(frozen=True)
class Delimiter:
    """The character, and whether the first line is only there to name it."""

    character: str
    has_sep_line: bool


def delimiter_of(text: Text, chosen: str | None) -> Delimiter:
    """The delimiter that was chosen, that the first line names, or that parts the first rows most alike."""
    if chosen is not None and (len(chosen) != 1 or chosen in '"\r\n'):
        raise InvalidFile("The delimiter must be one character, and no quote.", code="invalid_delimiter")
    with text.open() as stream:
        sample = stream.read(SAMPLE_BYTES)
        is_whole = not stream.read(1)
    if named := _SEP_LINE.match(sample):
        return Delimiter(chosen or named[1], has_sep_line=True)
    return Delimiter(chosen or max(DELIMITERS, key=lambda each: _fit(sample, each, is_whole)), has_sep_line=False)


def _fit(sample: str, delimiter: str, is_whole: bool) -> float:
    """How well rows parted by the delimiter agree in their number of cells; 0 when most have only one."""
    rows = _rows(sample, delimiter)
    if not is_whole and 1 < len(rows) < SAMPLE_ROWS:
        rows.pop()  # It is cut off.
    widths = Counter(map(len, rows))
    if not widths:
        return 0
    usual = max(widths, key=lambda width: (widths[width], width))
    # A header is as wide as its rows: commas of addresses stand below a header that has none.
    agreeing = 2 if len(rows[0]) == usual else 1
    return agreeing * (widths[usual] / len(rows)) ** 2 * (1 - 1 / usual)


def _rows(sample: str, delimiter: str) -> list[Sequence[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    found = (cells for cells in reader if any(map(str.strip, cells)))
    return [cells for cells, _ in zip(found, range(SAMPLE_ROWS), strict=False)]
