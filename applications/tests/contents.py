"""Contents of files, small and whole enough to be told apart."""

import io
import struct
from zipfile import ZIP_DEFLATED, ZipFile

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0) + b"\0\0\0\0"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9"
WEBP = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"
GIF = b"GIF89a\x01\0\x01\0\0\0\0;"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><title>CV</title><script>alert(1)</script>"


def archive(*names: str, content: bytes = b"<x/>") -> bytes:
    """A ZIP archive with files of these names."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, content)
    return file.getvalue()


def word_document(*more: str, content: bytes = b"<w:document/>") -> bytes:
    """A DOCX, as far as its directory tells."""
    return archive("[Content_Types].xml", "_rels/.rels", "word/document.xml", *more, content=content)


def directory_of(entries: int) -> bytes:
    """An archive that says it has so many files, and holds nothing but their names."""
    entry = b"PK\x01\x02" + bytes(42)
    directory = entry * entries
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, entries & 0xFFFF, entries & 0xFFFF, len(directory), 4, 0)
    return b"PK\x03\x04" + directory + end
