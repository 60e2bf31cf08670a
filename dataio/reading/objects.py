"""JSON: a list of objects, objects one after another (NDJSON), an object whose members are such lists, or one object.

A file is read twice: to see what it is and which keys its objects have, then object by object.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, BinaryIO, Final, TextIO

import ijson
from django.conf import settings

from dataio.reading.encodings import Text
from dataio.reading.headers import distinct_names, too_many_columns
from dataio.reading.limits import (
    BLOCK_BYTES,
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_JSON_DEPTH,
    MAX_JSON_EXPONENT,
    MAX_OBJECT_BYTES,
    MIB,
)
from dataio.reading.problems import BadRows, bad_row, cell_too_long, nul_character, row_problem, too_many_rows
from dataio.reading.tables import Encoding, FileFormat, Record, Table
from dataio.resources import APPLICATIONS, Kind
from jobtracker.errors import InvalidFile

# Where the objects of a list stand, in the words of ijson.
_ITEM: Final = "item"
# The lists of objects within an application as we export it, and what says that an object is one.
_PARTS: Final = frozenset(column.name for column in APPLICATIONS.columns if column.kind == Kind.PARTS)
_OF_ONE_APPLICATION: Final = frozenset(("id", "job", "title", "company", "url"))
_ESCAPED_NUL: Final = re.compile(r"((?<!\\)(?:\\\\)*)\\u0000")


@dataclass
class _List:
    """A list of objects as the first reading sees it."""

    # As an ordered set.
    keys: dict[str, None] = field(default_factory=dict)
    count: int = 0


class ObjectTable:
    """Objects of a file as rows, with a column for each key that any of them has."""

    encoding: Encoding | None = None
    delimiter: str | None = None
    header_row: int | None = None
    warnings: Sequence[str] = ()

    def __init__(self, text: Text, name: str, file_format: FileFormat, prefix: str, keys: Mapping[str, None]) -> None:
        self._text = text
        self._prefix = prefix
        self._keys = tuple(keys)
        self._source: _Source | None = None
        self.name = name
        self.format = file_format
        self.columns: Sequence[str] = distinct_names(keys)

    def records(self) -> Iterator[Record]:
        """The objects in their order. Raises InvalidFile where one cannot be a row."""
        bad = BadRows(self.name)
        keys = self._keys
        number = 0
        with _Source(self._text) as self._source, _readable(self.name, lambda: number + 1):
            items = ijson.items(self._source, self._prefix, multiple_values=True, buf_size=BLOCK_BYTES)
            for number, item in enumerate(items, start=1):
                if number > settings.MAX_IMPORT_ROWS:
                    raise too_many_rows(self.name)
                self._source.end_object()
                cells = [
                    value if type(value) is str else "" if value is None else _text_of(value)
                    for value in map(item.get, keys)
                ]
                if max(map(len, cells), default=0) > MAX_CELL_CHARACTERS:
                    bad.add(cell_too_long(number, self.columns, cells))
                if any("\0" in cell for cell in cells):
                    bad.add(nul_character(number, self.columns, cells))
                if not bad and any(cells):
                    yield Record(number, cells)
        bad.refuse()

    def progress(self) -> float:
        """How much of the file has been read, between 0 and 1."""
        return 0.0 if self._source is None else self._source.progress()


def object_tables(text: Text, name: str) -> tuple[list[Table], dict[str, str]]:
    """The tables of a file of JSON, and members of its only object that are none, by the reason.

    `name` is the file's, empty where it stands alone. Raises InvalidFile where there is no table.
    """
    shape = _Shape()
    with _Source(text) as source, _readable(name, lambda: shape.number):
        for event, value in ijson.basic_parse(source, multiple_values=True, buf_size=BLOCK_BYTES):
            shape.take(event, value, source)
    return shape.tables(text, name)


class _Shape:
    """What a file of JSON is, from its events.

    Levels count the lists and objects around something: the objects of a list at the top stand at level 1.
    """

    def __init__(self) -> None:
        self._values = 0
        # How deep rows stand: 1 in a list, 0 at the top.
        self._row_level = 0
        # Objects at the top, or of the list at the top.
        self._rows = _List()
        # Members of the object at the top: lists of objects; and others, with what they are.
        self._members: dict[str, _List] = {}
        self._others: dict[str, str] = {}
        # The keys of each object around, and which of what is around are lists.
        self._around: list[dict[str, None]] = []
        self._are_lists: list[bool] = []
        self._member = ""

    @property
    def number(self) -> int:
        """The place of the object being read, from 1."""
        member = self._members.get(self._member)
        return (member.count if member and self._values == 1 else self._rows.count) or 1

    def take(self, event: str, value: Any, source: "_Source") -> None:
        """The next event of ijson. Raises InvalidFile for what can be no table."""
        around = self._around
        if event == "map_key":
            keys = around[-1]
            if value in keys:
                raise _refused(self.number, "repeated_key", f"Object {self.number} has the key “{value[:200]}” twice.")
            keys[value] = None
            if len(around) == 1:
                self._member = value
            return
        if event in ("end_map", "end_array"):
            closed = around.pop()
            self._are_lists.pop()
            if len(around) <= 2:
                source.end_object()
                if closed:
                    self._end_object(closed)
            return
        level = len(around)
        if level <= 2:
            self._begin(event, level)
        if event in ("start_map", "start_array"):
            around.append({})
            self._are_lists.append(event == "start_array")
            if level == MAX_JSON_DEPTH:
                message = f"Object {self.number} has lists and objects in one another more than {MAX_JSON_DEPTH} deep."
                raise _refused(self.number, "too_deep", message)

    def tables(self, text: Text, name: str) -> tuple[list[Table], dict[str, str]]:
        """The tables, and what is left out."""
        lists = {key for key, each in self._members.items() if each.count}
        # NDJSON of a single application is one object, too.
        is_application = lists <= _PARTS and not _OF_ONE_APPLICATION.isdisjoint(self._rows.keys)
        if not self._row_level and self._values == 1 and lists and not is_application:
            return self._member_tables(text, name)
        if not self._rows.keys:
            raise InvalidFile("The file has no objects that could be rows.", code="empty_file")
        is_json = self._row_level or self._values == 1
        file_format = FileFormat.JSON if is_json else FileFormat.NDJSON
        return [ObjectTable(text, name, file_format, _ITEM if self._row_level else "", self._rows.keys)], {}

    def _member_tables(self, text: Text, name: str) -> tuple[list[Table], dict[str, str]]:
        others = self._others | {key: "It is an empty list." for key, each in self._members.items() if not each.count}
        keys = [key for key, each in self._members.items() if each.count]
        names = distinct_names([*keys, *others])
        full_names = [f"{name} / {each}" if name else each for each in names]
        tables: list[Table] = [
            ObjectTable(text, full_name, FileFormat.JSON, f"{key}.{_ITEM}", self._members[key].keys)
            for key, full_name in zip(keys, full_names, strict=False)
        ]
        return tables, dict(zip(full_names[len(keys) :], others.values(), strict=True))

    def _begin(self, event: str, level: int) -> None:
        """Something begins at the top, in the list or object there, or in a list that is a member of that object."""
        if level == 0:
            self._values += 1
            if self._values == 1 and event == "start_array":
                self._row_level = 1
            elif event != "start_map" or self._row_level:
                raise _no_object(self._values)
        elif level == 1 and self._row_level and event != "start_map":
            raise _no_object(self._rows.count + 1)
        elif level == 1 and not self._row_level and self._values == 1:
            self._begin_member(event)
        elif level == 2 and self._member_around():
            self._begin_item(event)
        if level == self._row_level and event == "start_map":
            self._rows.count += 1

    def _member_around(self) -> _List | None:
        """The member of the object at the top that is the list around."""
        if self._row_level or self._values > 1 or not self._are_lists[1]:
            return None
        return self._members.get(self._member)

    def _begin_member(self, event: str) -> None:
        if event != "start_array":
            self._others[self._member] = "It is no list of objects."
        elif not self._member or "." in self._member:
            # A path of ijson could not tell it from a member of a member.
            self._others[self._member] = "Its name is empty or has a dot."
        else:
            self._members[self._member] = _List()

    def _begin_item(self, event: str) -> None:
        if event == "start_map":
            self._members[self._member].count += 1
        else:
            del self._members[self._member]
            self._others[self._member] = "It is no list of objects."

    def _end_object(self, keys: Mapping[str, None]) -> None:
        level = len(self._around)
        if level == self._row_level:
            _add_keys(self._rows, keys)
        elif level == 2 and (members := self._member_around()):
            _add_keys(members, keys)


def _add_keys(rows: _List, keys: Mapping[str, None]) -> None:
    if not rows.keys.keys() >= keys.keys():
        rows.keys |= keys
        if len(rows.keys) > MAX_COLUMNS:
            raise too_many_columns(len(rows.keys))


class _Source:
    """The bytes of a text in UTF-8, as ijson reads them, and never too many of them for one object."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._size = 0

    def __enter__(self) -> "_Source":
        self._stream: TextIO | BinaryIO
        self._stream = self._text.open_bytes() if self._text.codec == "utf-8" else self._text.open()
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def read(self, size: int) -> bytes:
        """The next bytes, about as many."""
        piece = self._stream.read(size)
        if self._size > MAX_OBJECT_BYTES:
            raise _ObjectTooLarge
        content = piece if isinstance(piece, bytes) else piece.encode()
        self._size += len(content)
        return content

    def end_object(self) -> None:
        """Begin to count the next object's bytes."""
        self._size = 0

    def progress(self) -> float:
        """How much has been read, between 0 and 1."""
        return 1.0 if self._stream.closed else self._text.progress(self._stream)


class _ObjectTooLarge(Exception):
    """More bytes than an object may have."""


@contextmanager
def _readable(table: str, number_of: Callable[[], int]) -> Iterator[None]:
    """Turn what goes wrong within into InvalidFile that names the object."""
    try:
        yield
    except _ObjectTooLarge:
        number = number_of()
        message = f"Object {number} has more than {MAX_OBJECT_BYTES // MIB} MiB."
        raise bad_row(row_problem(number, "row_too_long", message), table) from None
    except ijson.JSONError as error:
        number = number_of()
        said = error.args[0] if error.args else ""
        reason = (said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)).partition("\n")[0]
        if "premature EOF" in reason:
            message = f"The file ends in the middle of object {number}: it is cut off."
        else:
            message = f"At object {number} or the next the file is no JSON: {reason.rstrip('.')}."
        raise bad_row(row_problem(number, "malformed_json", message), table) from None
    except (UnicodeDecodeError, ValueError, SystemError) as error:
        # Half a character that is escaped; and whole numbers of more digits than Python reads, of which ijson's C code
        # makes a SystemError.
        number = number_of()
        cause = "half a character" if isinstance(error, UnicodeDecodeError) else "a number of thousands of digits"
        message = f"Object {number} or the next has {cause}."
        raise bad_row(row_problem(number, "malformed_json", message), table) from None


def _refused(number: int, code: str, message: str) -> InvalidFile:
    return bad_row(row_problem(number, code, message), "")


def _no_object(number: int) -> InvalidFile:
    return _refused(number, "invalid_file", f"Item {number} is no object; rows of JSON are objects.")


def _text_of(value: Any) -> str:
    """A value of JSON as the text of a cell."""
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return _number_text(value)
    if isinstance(value, dict | list):
        # A NUL is refused as it is in any other text, lest who reads this as JSON meets it.
        return _ESCAPED_NUL.sub("\\1\0", json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain))
    return str(value)


def _number_text(number: Decimal) -> str:
    """In the shortest notation; without an exponent unless it is large."""
    exponent = number.adjusted()
    if not -MAX_JSON_EXPONENT <= exponent <= MAX_JSON_EXPONENT:
        return str(number)
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _plain(number: Decimal) -> int | float | str:
    """A number within a nested value; as text where a float would have other digits."""
    if number == number.to_integral_value() and abs(number.adjusted()) <= MAX_JSON_EXPONENT:
        return int(number)
    return float(number) if Decimal(repr(float(number))) == number else str(number)
