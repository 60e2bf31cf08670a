"""How a text is written as bytes: found out from the whole file, which is read once for it."""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from dataio.reading.limits import BLOCK_BYTES, SAMPLE_BYTES
from dataio.reading.tables import Encoding
from jobtracker.errors import InvalidFile

# UTF-32 before UTF-16, whose mark it begins with.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENCODINGS: Final = {
    "utf-8": Encoding.UTF_8,
    "utf-16-le": Encoding.UTF_16,
    "utf-16-be": Encoding.UTF_16,
    "cp1252": Encoding.CP1252,
}
# Least part of a text's units that are plain characters when it is UTF-16: delimiters, digits, ends of lines.
_PLAIN_SHARE: Final = 0.1
# So many good characters beyond ASCII for each bad byte, and the text is damaged UTF-8 rather than another encoding.
_DAMAGED: Final = 10
# Control characters that no text has, and the part of them above which bytes with a NUL among them are no text.
_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
_BINARY_SHARE: Final = 0.05
_BAD_BYTES: Final = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII: Final = re.compile("[^\0-\x7f\udc80-\udcff]")


@dataclass(frozen=True)
class Text:
    """A file of text, and how to read it."""

    path: Path
    codec: str
    # Bytes of the mark before the text.
    start: int
    has_nul: bool

    @property
    def encoding(self) -> Encoding:
        """The encoding, as people know it."""
        return _ENCODINGS[self.codec]

    def open(self) -> TextIO:
        """The text from its start, with its line ends as they are."""
        return io.TextIOWrapper(self.open_bytes(), self.codec, newline="")

    def open_bytes(self) -> BinaryIO:
        """The bytes of the text, without the mark."""
        file = self.path.open("rb")
        file.seek(self.start)
        return file

    def progress(self, file: TextIO | BinaryIO) -> float:
        """How much of the text has been read from `file`, between 0 and 1; blocks count when they are begun."""
        size = self.path.stat().st_size
        place = file.buffer.tell() if isinstance(file, io.TextIOWrapper) else file.tell()
        return min(1.0, place / size) if size else 1.0


class _NotText(Exception):
    """Bytes that are not in the encoding; `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def text_of(path: Path, chosen: Encoding | None) -> Text:
    """The text of a file in the encoding that was chosen, or found out. Raises InvalidFile where it is in none.

    A byte order mark decides; then NULs beside every plain character make it UTF-16; then it is UTF-8 when the whole
    file is, else Windows-1252, which nearly everything could be.
    """
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
    mark, marked = next(((mark, codec) for mark, codec in _MARKS if sample.startswith(mark)), (b"", ""))
    if marked == "utf-32":
        raise InvalidFile("The file is written in UTF-32. Save it as UTF-8.", code="invalid_encoding")
    by_nul = _utf_16_by_nul(sample)
    if not marked and not by_nul and _is_binary(sample):
        raise InvalidFile("This is no table: the file is not a text. Save the table as CSV (UTF-8) or XLSX.")
    if chosen is None:
        codec = marked or by_nul or "utf-8"
    elif chosen == Encoding.UTF_16:
        codec = marked if marked.startswith("utf-16") else by_nul or "utf-16-le"
    else:
        codec = chosen.value
    start = len(mark) if codec == marked else 0
    try:
        return Text(path, codec, start, _checked(path, codec, start))
    except _NotText as error:
        if chosen is None and codec == "utf-8" and not marked:
            return _windows_text(path, error.line)
        raise InvalidFile(_not_in(_ENCODINGS[codec], error.line), code="invalid_encoding") from None


def _windows_text(path: Path, first_bad_line: int) -> Text:
    good = bad = 0
    for text in _decoded(path, "utf-8", 0, "surrogateescape"):
        if not text.isascii():
            good += len(_BEYOND_ASCII.findall(text))
            bad += len(_BAD_BYTES.findall(text))
    if good >= _DAMAGED * bad:
        message = f"Line {first_bad_line} is damaged: it is not UTF-8 text, as the rest of the file is."
        raise InvalidFile(message, code="invalid_encoding")
    try:
        return Text(path, "cp1252", 0, _checked(path, "cp1252", 0))
    except _NotText as error:
        message = f"Line {error.line} is neither UTF-8 nor Windows-1252 text. Save the table as CSV (UTF-8)."
        raise InvalidFile(message, code="invalid_encoding") from None


def _not_in(encoding: Encoding, line: int) -> str:
    names = {Encoding.UTF_8: "UTF-8", Encoding.UTF_16: "UTF-16", Encoding.CP1252: "Windows-1252"}
    return f"Line {line} is not {names[encoding]} text. Save the table as CSV (UTF-8)."


def _utf_16_by_nul(sample: bytes) -> str:
    """The codec when NULs stand on one side of the plain characters, as they do in UTF-16; empty: they do not."""
    sample = sample[: len(sample) & ~1]
    if b"\0" not in sample:
        return ""
    for codec, low, high in (("utf-16-le", sample[::2], sample[1::2]), ("utf-16-be", sample[1::2], sample[::2])):
        plain = [unit for unit, zero in zip(low, high, strict=True) if not zero]
        ends = sum(unit in b"\r\n" for unit in plain)
        # In another text that has a NUL or two, most line ends have none beside them.
        if 0 not in plain and len(plain) >= _PLAIN_SHARE * len(low) and 2 * ends > sample.count(b"\n"):
            return codec
    return ""


def _is_binary(sample: bytes) -> bool:
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" in sample and controls > max(1, _BINARY_SHARE * len(sample))


def _checked(path: Path, codec: str, start: int) -> bool:
    """Whether the text has NULs. Raises _NotText where it is not in the encoding."""
    has_nul = False
    for text in _decoded(path, codec, start, "strict"):
        has_nul |= "\0" in text
    return has_nul


def _decoded(path: Path, codec: str, start: int, errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(codec)(errors)
    line = 1
    with path.open("rb") as file:
        file.seek(start)
        try:
            for block in iter(partial(file.read, BLOCK_BYTES), b""):
                text = decoder.decode(block)
                line += text.count("\n")
                yield text
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode(codec, "replace")
            raise _NotText(line + before.count("\n")) from None
