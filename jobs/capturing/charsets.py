"""From a page's bytes to its text."""

import codecs
import re
from typing import Final

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In the beginning of a page: <meta charset="..."> or <meta http-equiv="Content-Type" content="...; charset=...">.
_HEAD_BYTES = 2048
_DECLARATION = re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{1,40})", re.IGNORECASE)
# Those of the web, by Python's names. Python knows others, which are no charsets of texts, or slow ones.
_CHARSETS = frozenset(
    {
        "utf-8", "utf-16", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "shift_jis", "euc_jp", "iso2022_jp", "euc_kr",
        "gb18030", "big5", "mac-roman", *(f"cp{number}" for number in (866, 874, *range(1250, 1259))),
        *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    }
)  # fmt: skip
# What browsers read these as (the Encoding Standard).
_READ_AS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}


def decode(content: bytes, declared: str) -> str:
    """The text: by its byte order mark, the server's word (`declared`), its own word, or as it can be read."""
    for mark, charset in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(charset, "replace")
    own = _DECLARATION.search(content, 0, _HEAD_BYTES)
    charset = _known(declared) or _known(own[1].decode("ascii", "replace") if own else "")
    if charset:
        return content.decode(charset, "replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _known(label: str) -> str:
    """Python's name of a charset; nothing for one that is not of the web."""
    try:
        name = codecs.lookup(label.strip("\"' ")).name
    except (LookupError, ValueError):
        return ""
    name = _READ_AS.get(name, name)
    return name if name in _CHARSETS else ""
