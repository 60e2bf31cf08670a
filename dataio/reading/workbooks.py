"""The parts of an XLSX workbook: which sheets there are, texts that cells share, which styles are dates, and rows.

openpyxl reads what is small, and cells; what a file can make large is taken apart here, piece by piece. The XML
parsers, openpyxl's too, are defusedxml's, which refuse entities.
"""

import io
import zipfile
import zlib
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import IO, Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse
from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.workbook import WorkbookParser
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel

# Of openpyxl's own reading of rows only cells are taken: it keeps something of each row, reads what stands behind the
# rows, and fills up what a sheet says is its size.
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import ARC_CONTENT_TYPES, ARC_STYLE, ARC_WORKBOOK, SHARED_STRINGS, SHEET_MAIN_NS, XLSM, XLSX

from dataio.reading.limits import (
    MAX_ELEMENT_BYTES,
    MAX_PART_BYTES,
    MAX_SHARED_TEXT_BYTES,
    MAX_SHARED_TEXTS,
    MAX_STYLES_BYTES,
    MIB,
)
from jobtracker.errors import InvalidFile

_DAMAGED: Final = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    ParseError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


def _tag(name: str) -> str:
    return f"{{{SHEET_MAIN_NS}}}{name}"


_TEXT, _RUN = _tag("t"), _tag("r")


@dataclass(frozen=True)
class Sheet:
    """A sheet of cells: its name, and the member of the archive that has them."""

    name: str
    member: str
    is_hidden: bool


class SharedTexts:
    """Texts that cells name by their number, in a fraction of the memory that as many `str` take."""

    def __init__(self, elements: Iterator[Element]) -> None:
        self._content = bytearray()
        self._ends = array("L", [0])
        for element in elements:
            # Without the pronunciation that may stand beside a text.
            plain = element.findtext(_TEXT)
            texts = [plain] if plain is not None else [each.findtext(_TEXT) or "" for each in element.findall(_RUN)]
            self._content += "".join(texts).encode()
            if len(self._ends) > MAX_SHARED_TEXTS:
                message = f"The workbook has more than {MAX_SHARED_TEXTS:,} texts. Save the table as CSV (UTF-8)."
                raise InvalidFile(message, code="too_large_unpacked")
            self._ends.append(len(self._content))

    def __getitem__(self, place: int) -> str:
        if place < 0:
            raise IndexError(place)
        return self._content[self._ends[place] : self._ends[place + 1]].decode()


@dataclass
class Workbook:
    """What has to be known before rows can be read."""

    archive: zipfile.ZipFile
    sheets: Sequence[Sheet]
    epoch: datetime
    # None where there is no such part.
    shared_texts_member: str | None
    date_styles: set[int] = field(default_factory=set)
    duration_styles: set[int] = field(default_factory=set)
    _shared_texts: SharedTexts | None = None

    @property
    def shared_texts(self) -> Any:
        """By number; read when they are first needed."""
        if self.shared_texts_member is None:
            return ()
        if self._shared_texts is None:
            with _part(self.archive, self.shared_texts_member, MAX_SHARED_TEXT_BYTES) as source:
                self._shared_texts = SharedTexts(_elements(Pieces(source), ("sst", "si")))
        return self._shared_texts

    def rows(self, source: "Pieces") -> Iterator[tuple[int, list[tuple[int, Any]]]]:
        """The rows that a sheet has written: the number of each, and column and value of its cells, from 1."""
        # Typed for what it is otherwise given.
        parser: Any = WorkSheetParser(
            io.BytesIO(),
            self.shared_texts,
            data_only=True,
        )
        for element in _elements(source, ("sheetData", "row")):
            number, cells = parser.parse_row(element)
            parser.row_dimensions.clear()
            yield number, [(cell["column"], self._value(cell)) for cell in cells if cell["value"] is not None]

    def _value(self, cell: dict[str, Any]) -> Any:
        """The value of a cell; a date where its style shows a number as one, and there is such a date."""
        value, style = cell["value"], cell["style_id"]
        if style in self.date_styles and isinstance(value, int | float) and not isinstance(value, bool):
            try:
                return from_excel(value, self.epoch, timedelta=style in self.duration_styles)
            except (OverflowError, ValueError):
                return value
        return value


class Pieces:
    """The bytes of a part as they are read, never too many of them for one element."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._since = 0
        self.size = 0

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        if self._since > MAX_ELEMENT_BYTES:
            message = f"The workbook has a row or text of more than {MAX_ELEMENT_BYTES // MIB} MiB."
            raise InvalidFile(message, code="row_too_long")
        content = self._source.read(size)
        self._since += len(content)
        self.size += len(content)
        return content

    def end_element(self) -> None:
        """Begin to count the next element's bytes."""
        self._since = 0


@contextmanager
def readable() -> Iterator[None]:
    """Turn what goes wrong within, when a workbook is not what it should be, into InvalidFile."""
    try:
        yield
    except DefusedXmlException:
        message = "The workbook is not safe to open: it declares entities, which no spreadsheet program writes."
        raise InvalidFile(message, code="unsafe_archive") from None
    except _DAMAGED as error:
        message = (
            f"The workbook is damaged ({type(error).__name__}). Open it in a spreadsheet program and save it anew."
        )
        raise InvalidFile(message, code="damaged_archive") from None


def workbook_of(archive: zipfile.ZipFile) -> Workbook:
    """The workbook in an archive. Raises InvalidFile within `readable` where it is damaged."""
    parts = _SmallParts(archive)
    manifest: Any = Manifest.from_tree(_tree(parts.read(ARC_CONTENT_TYPES)))
    main = manifest.find(XLSX) or manifest.find(XLSM)
    reading: Any = parts  # It reads whole parts, and needs nothing else of an archive.
    parser = WorkbookParser(reading, main.PartName[1:] if main else ARC_WORKBOOK, keep_links=False)
    parser.parse()
    members = set(archive.namelist())
    sheets = [
        Sheet(sheet.name, rel.target, sheet.state != "visible")
        for sheet, rel in parser.find_sheets()
        if rel.target in members and rel.Type.endswith("/worksheet")
    ]
    texts = manifest.find(SHARED_STRINGS)
    member = texts.PartName[1:] if texts and texts.PartName[1:] in members else None
    workbook = Workbook(archive, sheets, parser.wb.epoch, member)
    if ARC_STYLE in members:
        _read_styles(workbook)
    return workbook


def _tree(content: bytes) -> Any:
    """The root of a part; `Any` as openpyxl has a type of its own for what it takes from any parser."""
    return fromstring(content, forbid_dtd=True)


class _SmallParts:
    """An archive for openpyxl, of which it reads parts as a whole."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def read(self, name: str) -> bytes:
        """A part."""
        with _part(self._archive, name, MAX_PART_BYTES) as source:
            return source.read()


def _read_styles(workbook: Workbook) -> None:
    """Which of the styles that cells name by number show a number as a date, a time or a duration."""
    formats = dict(BUILTIN_FORMATS)
    place = 0
    with _part(workbook.archive, ARC_STYLE, MAX_STYLES_BYTES) as source:
        for element in _elements(Pieces(source), ("numFmts", "numFmt"), ("cellXfs", "xf")):
            number = int(element.get("numFmtId", "0"))
            if element.tag == _tag("numFmt"):
                formats[number] = element.get("formatCode", "")
                continue
            is_date, is_duration = _shown_as(formats.get(number))
            if is_date:
                workbook.date_styles.add(place)
            if is_duration:
                workbook.duration_styles.add(place)
            place += 1


@lru_cache(maxsize=256)
def _shown_as(number_format: str | None) -> tuple[bool, bool]:
    """Whether a format shows a date or time, and whether it shows a duration."""
    return is_date_format(number_format), is_timedelta_format(number_format)


@contextmanager
def _part(archive: zipfile.ZipFile, name: str, limit: int) -> Iterator[IO[bytes]]:
    if archive.getinfo(name).file_size > limit:
        message = f"The workbook's part “{name[:200]}” has more than {limit // MIB} MiB."
        raise InvalidFile(message, code="too_large_unpacked")
    with archive.open(name) as source:
        yield source


def _elements(source: Pieces, *paths: tuple[str, str]) -> Iterator[Element]:
    """The elements of these parents and names, one by one: when the next is there, the last has gone.

    What stands behind the last of the parents is not read.
    """
    tags = {_tag(parent): _tag(name) for parent, name in paths}
    last = _tag(paths[-1][0])
    parent: Element | None = None
    for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            if element.tag in tags:
                parent = element
        elif element.tag == last:
            return
        elif parent is not None and element.tag == tags[parent.tag]:
            yield element
            parent.clear()
            source.end_element()
