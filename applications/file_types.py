"""What an uploaded file is: told from its content, whatever its name says. Nothing is unpacked or rendered."""

import codecs
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from zipfile import BadZipFile, ZipFile

_HEAD_BYTES = 4096
_BLOCK_BYTES = 64 * 1024
# A Word document has some tens of parts; each takes some hundred bytes of memory to list.
_MAX_PARTS = 10_000
_PART_MARK = b"PK\x01\x02"


@dataclass(frozen=True)
class FileType:
    """A kind of file that is taken: how it is called, served, and what its names end in, the usual one first."""

    name: str
    media_type: str
    extensions: tuple[str, ...]


PDF = FileType("a PDF document", "application/pdf", (".pdf",))
DOCX = FileType(
    "a Word document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",)
)
TEXT = FileType("plain text", "text/plain", (".txt", ".md", ".markdown"))
PNG = FileType("a PNG image", "image/png", (".png",))
JPEG = FileType("a JPEG image", "image/jpeg", (".jpg", ".jpeg"))
WEBP = FileType("a WebP image", "image/webp", (".webp",))
ALLOWED = "PDF, DOCX, TXT, MD, PNG, JPEG or WebP"


class NotTakenError(Exception):
    """The content is of a kind that is not taken; the message says of which, as far as that is known."""


# By their first bytes. What begins so and is text nevertheless is text.
_REFUSED = {
    b"GIF8": "a GIF image",
    b"BM": "a bitmap image",
    b"II*\0": "a TIFF image",
    b"MM\0*": "a TIFF image",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "a document of an old version of Office",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"\x1f\x8b": "a gzip archive",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    codecs.BOM_UTF16_LE: "text in UTF-16, not in UTF-8",
    codecs.BOM_UTF16_BE: "text in UTF-16, not in UTF-8",
}
_BLANK = b"\xef\xbb\xbf \t\r\n\f"
# What may stand before the first element of a page or an image.
_BEFORE_MARKUP = re.compile(r"(?:[\s\ufeff]++|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|script|iframe|meta|style)\b", re.IGNORECASE)
_SVG = re.compile(r"<(?:!doctype\s+svg|svg)\b", re.IGNORECASE)
# Tabs, ends of lines and of pages are text; no other control character is.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def recognise(file: IO[bytes]) -> FileType:
    """The type of a seekable file's content. Raises NotTakenError where it is none that is taken."""
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    if head.lstrip(_BLANK).startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"RIFF") and head[8:15] == b"WEBPVP8":
        return WEBP
    if head.startswith(b"PK\x03\x04"):
        return _of_archive(file)
    if _is_text(file):
        return _of_text(head.decode(errors="ignore"))
    raise NotTakenError(_name_of(head))


def _of_archive(file: IO[bytes]) -> FileType:
    """Word's, by the names of its parts. Only the directory is read, and no more of it than a document has."""
    # Each entry of the directory begins with the mark: there are no more entries than marks, but for the few that lie
    # across the ends of blocks.
    if sum(block.count(_PART_MARK) for block in _blocks(file)) > _MAX_PARTS:
        raise NotTakenError("an archive of too many files")
    try:
        with ZipFile(file) as archive:
            names = set(archive.namelist())
    except (BadZipFile, NotImplementedError, OSError, ValueError, struct.error):
        raise NotTakenError("a damaged archive") from None
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        if "word/vbaProject.bin" in names:
            raise NotTakenError("a Word document with macros")
        return DOCX
    others = {"xl/workbook.xml": "an Excel workbook", "ppt/presentation.xml": "a PowerPoint presentation"}
    named = next((name for part, name in others.items() if part in names), None)
    raise NotTakenError(named or ("an OpenDocument file" if "META-INF/manifest.xml" in names else "a ZIP archive"))


def _is_text(file: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        if any(_CONTROL.search(decoder.decode(block)) for block in _blocks(file)):
            return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _of_text(head: str) -> FileType:
    """Plain text, of which Markdown is a kind; what browsers would run as a page is not."""
    begin = head[_BEFORE_MARKUP.match(head).end() :]  # type: ignore[union-attr]  # it matches the empty string, too
    if _HTML.match(begin):
        raise NotTakenError("HTML")
    if _SVG.match(begin):
        raise NotTakenError("an SVG image")
    if head.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        raise NotTakenError("XML")
    if head.startswith("{\\rtf"):
        raise NotTakenError("rich text (RTF)")
    return TEXT


def _name_of(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return "a HEIC image or a video"
    for begin, name in _REFUSED.items():
        if head.startswith(begin):
            return name
    return "of no known kind" if _CONTROL_BYTES.search(head) else "text in another encoding than UTF-8"


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(_BLOCK_BYTES):
        yield block
