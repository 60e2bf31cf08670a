"""What other programs' libraries write comes back as it was, whatever it is."""

import csv
import io
import json
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from dataio.cells import unguarded
from dataio.reading.headers import distinct_names
from dataio.reading.tables import Encoding, ReadingOptions
from dataio.tests.reading_files import opened, refusal

# No halves of characters, which are no text, and no NUL, which is refused.
TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=20) | st.sampled_from(
    ['a"b', "a,b;c\td|e", "two\r\nlines", "a\rb", "'=1+1", "''@x", "職位", "😀", " x ", '"', "sep=;"]
)
WESTERN = st.text(st.characters(codec="cp1252", blacklist_characters="\0"), max_size=20)
# How Python calls it, and what a person would choose where it cannot be told for sure.
CODECS = {
    "utf-8": None,
    "utf-8-sig": None,
    "utf-16": None,
    "utf-16-le": Encoding.UTF_16,
    "cp1252": Encoding.CP1252,
}
NAMES = ["Title", "Company", "Notes"]


def is_blank(cells: list[str]) -> bool:
    return not any(map(str.strip, cells))


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[str]], str]:
    """Rows of texts, and a codec that has their characters."""
    codec = draw(st.sampled_from(sorted(CODECS)))
    cells = WESTERN if codec == "cp1252" else TEXTS
    width = draw(st.integers(1, len(NAMES)))
    return draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=8)), codec


@given(tables(), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_any_table_of_pythons_csv_comes_back(
    table: tuple[list[list[str]], str], delimiter: str, end: str, quotes_all: bool
) -> None:
    rows, codec = table
    # Python before 3.13 leaves a line end without quotes when it is not the one it writes itself.
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quotes_all or end != "\r\n" else csv.QUOTE_MINIMAL
    file = io.StringIO(newline="")
    names = NAMES[: len(rows[0])]
    csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows([names, *rows])
    content = file.getvalue().encode(codec)
    options = ReadingOptions(encoding=CODECS[codec], delimiter=delimiter, header_row=1)

    expected = [
        (number, [unguarded(cell) for cell in row]) for number, row in enumerate(rows, start=2) if not is_blank(row)
    ]
    if not expected:
        assert refusal(content, options).code == "no_rows"
        return
    ((found, records),) = opened(content, options).values()
    assert (list(found.columns), records) == (names, expected)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def means(cell: str, value: Any) -> bool:
    """Whether a cell says what a value of JSON is."""
    if value is None:
        return cell == ""
    if isinstance(value, str):
        return cell == value
    return bool(json.loads(cell, parse_float=Decimal) == json.loads(json.dumps(value), parse_float=Decimal))


@given(st.lists(st.dictionaries(TEXTS, VALUES, max_size=4), min_size=2, max_size=6), st.booleans(), st.booleans())
def test_any_objects_of_json_come_back(objects: list[dict[str, Any]], is_ascii: bool, by_line: bool) -> None:
    lines = [json.dumps(each, ensure_ascii=is_ascii) for each in objects]
    content = "\n".join(lines) if by_line else f"[{','.join(lines)}]"
    keys = list(dict.fromkeys(key for each in objects for key in each))
    if not keys:
        assert refusal(content).code == "empty_file"
        return
    ((found, records),) = opened(content).values()
    assert (list(found.columns), found.format) == (distinct_names(keys), "ndjson" if by_line else "json")
    by_number = dict(records)
    for number, each in enumerate(objects, start=1):
        cells = by_number.get(number, [""] * len(keys))
        assert all(means(cell, each.get(key)) for cell, key in zip(cells, keys, strict=True)), each


MOMENTS = st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0))
CELLS = (
    TEXTS | st.booleans() | st.integers(-(10**14), 10**14) | MOMENTS | st.decimals(-(10**6), 10**6, places=2).map(float)
)


def as_text(value: Any) -> str:
    """A value that was written to a sheet, as it is read."""
    if isinstance(value, str):
        return unguarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat().removesuffix("T00:00:00")
    return repr(value).removesuffix(".0").replace("-0", "0", 1) if value == 0 else repr(value).removesuffix(".0")


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_any_workbook_of_xlsxwriter_comes_back(rows: list[list[Any]]) -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("Jobs")
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet.write_row(0, 0, NAMES)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, place, value)
            elif isinstance(value, datetime):
                sheet.write_datetime(number, place, value, moment)
            else:
                sheet.write(number, place, value)
    book.close()
    expected = [
        (number, cells) for number, row in enumerate(rows, start=2) if not is_blank(cells := [*map(as_text, row)])
    ]
    options = ReadingOptions(header_row=1)
    if not expected:
        assert refusal(content.getvalue(), options).code == "no_rows"
        return
    ((found, records),) = opened(content.getvalue(), options).values()
    assert (list(found.columns), records) == (NAMES, expected)
