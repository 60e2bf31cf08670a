"""The smallest of PDF documents: one page of plain lines."""

from collections.abc import Sequence

_FIRST_LINE = 24
_LINE = 16


def page_of(lines: Sequence[str]) -> bytes:
    """A page of A4 with these lines of Western European text, the first of them in large letters (ISO 32000-1)."""
    shown = [f"BT /F1 20 Tf 56 780 Td ({_escaped(lines[0])}) Tj /F1 10 Tf 0 -{_FIRST_LINE} Td"]
    shown += [f"({_escaped(line)}) Tj 0 -{_LINE} Td" for line in lines[1:]]
    content = ("\n".join(shown) + " ET").encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    document = bytearray(b"%PDF-1.4\n")
    places = []
    for number, value in enumerate(objects, start=1):
        places.append(len(document))
        document += b"%d 0 obj\n%b\nendobj\n" % (number, value)
    table = len(document)
    document += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    document += b"".join(b"%010d 00000 n \n" % place for place in places)
    document += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(document)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
