"""Texts as they are to be shown: without HTML, character references and links of Notion."""

import re
from typing import Final

from dataio.layouts.cells.outcomes import Remarked
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


def short_text(cell: str) -> str:
    """A text of one line: character references replaced, links of Notion taken off."""
    if "&" in cell and _REFERENCE.search(cell):
        cell = unescaped(cell)
    if cell.endswith(")") or ")," in cell:
        cell = _NOTION_LINK.sub("", cell)
    return " ".join(cell.split()) if "\n" in cell or "\r" in cell else cell.strip()


def long_text(cell: str) -> "str | Remarked":
    """A text of many lines; HTML becomes paragraphs and lists."""
    if not _MARKUP.search(cell):
        return unescaped(cell) if "&" in cell and _REFERENCE.search(cell) else cell.strip()
    try:
        text = prose(cell)
    except PageTooComplex:
        return cell
    return Remarked(text, "HTML was made a plain text.") if text else cell
