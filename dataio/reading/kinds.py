"""What a file is, from its first bytes, whatever it is called."""

import codecs
import re
from pathlib import PurePosixPath
from typing import Final

from jobtracker.errors import InvalidFile

ZIP_MARKS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_TABLE: Final = "Save the table as CSV (UTF-8) or XLSX."
_PICTURE: Final = "a picture"
# How files begin that are no tables: what each is.
_OTHERS: Final = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"RIFF", "a picture or a recording"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf'\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "an RTF document"),
)
_ARCHIVE: Final = "archive"
_PAGE: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE | re.DOTALL
)
_XML: Final = re.compile(rb"\s*<\?xml\b")
# A list that holds something of JSON, or an object that has a key: a header in brackets is neither.
_JSON: Final = re.compile(r'\s*(?:\[\s*(?:[\[{\]"\d-]|null|true|false|\Z)|\{\s*(?:"|\}|\Z))')


def refuse_other_kinds(sample: bytes, file_name: str) -> None:
    """Raise InvalidFile, saying what it is and what to do, for a file that begins as no table does.

    The name is asked only what a file of Microsoft's old container is, which holds documents of any kind.
    """
    if sample.startswith(_OLE):
        raise InvalidFile(_old_document(PurePosixPath(file_name).suffix.lower()), code="unsupported_format")
    kind = next((kind for mark, kind in _OTHERS if sample.startswith(mark)), "")
    text = sample.removeprefix(codecs.BOM_UTF8)
    if not kind and _PAGE.match(text):
        kind = "a web page (HTML)"
    if not kind and _XML.match(text):
        kind = "an XML document"
    if kind:
        advice = "Unpack it, and send the table in it." if kind.endswith(_ARCHIVE) else _AS_TABLE
        raise InvalidFile(f"This is {kind}. {advice}", code="unsupported_format")


def _old_document(suffix: str) -> str:
    if suffix in (".xlsx", ".xlsm"):
        return "This is a workbook with a password. Save it as XLSX without one."
    if suffix in (".doc", ".ppt", ".msg"):
        return f"This is an old Microsoft document ({suffix}). {_AS_TABLE}"
    return "This is an old Excel workbook (.xls). Save it as XLSX, without a password."


def is_json(start: str) -> bool:
    """Whether a text that begins so is meant as JSON."""
    return _JSON.match(start) is not None
