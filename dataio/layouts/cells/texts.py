"""Texts as they are to be shown: without HTML, character references and links of Notion."""

import re
from typing import Final

from dataio.layouts.cells.outcomes import KeptInNotes, Remarked
from jobs.capturing.markup import PageTooComplex, prose, unescaped

_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.IGNORECASE)
# What makes HTML of a text. A lone `<b` may be a sum.
_MARKUP: Final = re.compile(
    r"</(?:p|div|ul|ol|li|h[1-6]|strong|b|em|i|span|a|table|tr|td|section|body|html|u)>|<br ?/?>|<(?:p|li)>",
    re.IGNORECASE,
)
# `Name (https://www.notion.so/Name-0123…)`, `Name (People/Name%200123….md)`; several joined by commas.
_NOTION_LINK: Final = re.compile(
    r" \((?:https://(?:www\.notion\.so|app\.notion\.com)/[^\s()]+|[^()\n]{1,500}[0-9a-f]{32}[^()\s]{0,20}\.(?:md|csv))\)"
)

_DOMAIN: Final = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}(?:[/?#]\S*)?\Z", re.IGNORECASE | re.ASCII)
_MAILBOX: Final = re.compile(r"""["']?([^<>"@]{0,200}?)["']?[ ]?[<(]?([^\s<>()@"]{1,64}@[^\s<>()@"]{1,190})[>)]?""")


def short_text(cell: str) -> str:
    """A text of one line: character references replaced, links of Notion taken off."""
    if "&" in cell and _REFERENCE.search(cell):
        cell = unescaped(cell)
    if cell.endswith(")") or ")," in cell:
        cell = _NOTION_LINK.sub("", cell)
    return " ".join(cell.split()) if "\n" in cell or "\r" in cell else cell.strip()


def web_address(cell: str) -> "str | Remarked":
    """An address; `https://` is put before one that has no scheme. Raises KeptInNotes for the label of a link, which is
    what is left of one in a sheet.
    """
    address = cell.strip()
    if _DOMAIN.match(address):
        return Remarked(f"https://{address}", "“https://” was put before it.")
    if ":" not in address and "/" not in address and "." not in address:
        raise KeptInNotes("This is the label of a link, without its address.")
    return address


def person(cell: str) -> str:
    """The name of `Robin Vale <robin@example.org>`, or the whole text."""
    text = short_text(cell)
    found = _MAILBOX.fullmatch(text)
    return (found[1] or found[2]) if found else text


def e_mail(cell: str) -> str | None:
    """The e-mail address in a text that is one, or that names a person with one."""
    found = _MAILBOX.fullmatch(short_text(cell))
    return found[2].lower() if found else None


def long_text(cell: str) -> "str | Remarked":
    """A text of many lines; HTML becomes paragraphs and lists."""
    if not _MARKUP.search(cell):
        return unescaped(cell) if "&" in cell and _REFERENCE.search(cell) else cell.strip()
    try:
        text = prose(cell)
    except PageTooComplex:
        return cell
    return Remarked(text, "HTML was made a plain text.") if text else cell
