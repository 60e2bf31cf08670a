"""What a page says: its title, its descriptions of itself for programs, and its text with paragraphs and lists."""

import html
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from jobs.capturing.microdata import ItemReader, Node

# Five megabytes of tags take Python some seconds. Nobody's posting is that.
MAX_SECONDS: Final = 3.0
_PARTS_BETWEEN_LOOKS = 1_000
_MAX_BLOCKS = 100
_MAX_META = 500

_PARAGRAPHS = frozenset(
    {
        "address", "article", "aside", "blockquote", "dl", "fieldset", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
    }
)  # fmt: skip
_LINES = frozenset(
    {"caption", "dd", "details", "div", "dt", "figcaption", "hr", "legend", "li", "option", "summary", "tr"}
)
# Their content is not what a page says of a posting.
_SKIPPED = frozenset(
    {"aside", "button", "footer", "iframe", "nav", "noscript", "object", "select", "svg", "template", "textarea"}
)
# Without these, html.parser reads it as a text.
_TAG = re.compile(r"<[a-z/!]", re.IGNORECASE)
# A character by a number that no character has: Python refuses to read one of more than 4,300 digits.
_ENDLESS_REFERENCE = re.compile(r"&#[0-9]{9,};?")


class PageTooComplex(Exception):
    """A page that takes too long to read."""


@dataclass
class Page:
    """A page. `meta` by lower-case names or properties, `data` the JSON-LD blocks as they stand there, `items` the
    postings in microdata.
    """

    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    text: str = ""


def read_markup(source: str) -> Page:
    """A whole page. Raises PageTooComplex."""
    reader = _Reader()
    # Without `close`: what is not finished at the end of a page is dropped, where closing would go over it again and
    # again.
    reader.feed(_ENDLESS_REFERENCE.sub("\ufffd", source))
    return reader.page()


def unescaped(text: str) -> str:
    """The text with its character references (`&amp;`) replaced."""
    return html.unescape(_ENDLESS_REFERENCE.sub("\ufffd", text))


def prose(source: str) -> str:
    """A text with paragraphs and lists, from HTML, from HTML that was escaped once too often, or from plain text.

    Raises PageTooComplex.
    """
    if not _TAG.search(source):
        source = unescaped(source)
    if not _TAG.search(source):
        return tidied(source)
    # A tag behind the end, so that nothing of the text waits for more of it.
    return read_markup(f"{source}<br>").text


def tidied(text: str) -> str:
    """The text without blanks beside its lines, and with one empty line at most between them."""
    kept: list[str] = []
    begins_item = False
    for raw in text.splitlines():
        line = " ".join(raw.split())
        if line == "-":
            # The item's text is in a paragraph of its own.
            begins_item = True
        elif line:
            if begins_item and not line.startswith("- "):
                line = f"- {line}"
            begins_item = False
            # Items of a list stand together, whatever is between their tags.
            if line.startswith("- ") and len(kept) > 1 and not kept[-1] and kept[-2].startswith("- "):
                kept.pop()
            kept.append(line)
        elif kept and kept[-1]:
            kept.append("")
    return "\n".join(kept).strip()


class _Reader(HTMLParser):
    """Goes over a page once, without a stack: how deeply it is nested makes no difference."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._page = Page()
        self._items = ItemReader()
        self._parts: list[str] = []
        self._main: tuple[int, int] | None = None
        self._main_begins: int | None = None
        self._skipped = ""
        self._skipped_depth = 0
        self._titles: list[str] = []
        self._is_title = False
        self._block: list[str] | None = None
        self._is_line_empty = True
        self._seen = 0
        self._ends_at = time.monotonic() + MAX_SECONDS

    def page(self) -> Page:
        """What was read."""
        parts: Sequence[str] = self._parts
        if self._main is not None:
            parts = parts[slice(*self._main)]
        elif self._main_begins is not None:
            parts = parts[self._main_begins :]
        self._items.finish()
        self._page.items = self._items.items
        self._page.title = " ".join("".join(self._titles).split())
        # A page that says nothing in its main part says it elsewhere.
        self._page.text = tidied("".join(parts)) or tidied("".join(self._parts))
        return self._page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag, whose name is in lower case."""
        self._look_at_the_clock()
        self._items.start(tag, attrs)
        if tag == "script":
            kind = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()
            if kind == "application/ld+json" and len(self._page.data) < _MAX_BLOCKS:
                self._block = []
        elif tag == "meta":
            self._meta(dict(attrs))
        elif self._skipped:
            self._skipped_depth += tag == self._skipped
        elif tag in _SKIPPED:
            self._skipped, self._skipped_depth = tag, 1
        elif tag == "title":
            self._is_title = not self._titles
        elif tag == "br":
            self._parts.append("\n")
            self._is_line_empty = True
        else:
            self._break(tag)
            if tag == "li":
                self._parts.append("- ")
            elif tag == "main" and self._main_begins is None:
                self._main_begins = len(self._parts)

    def handle_endtag(self, tag: str) -> None:
        """The end of an element, which may not be there."""
        self._look_at_the_clock()
        self._items.end(tag)
        if tag == "script":
            if self._block is not None:
                self._page.data.append("".join(self._block))
            self._block = None
        elif self._skipped:
            self._skipped_depth -= tag == self._skipped
            if not self._skipped_depth:
                self._skipped = ""
        elif tag == "title":
            self._is_title = False
        else:
            self._break(tag)
            if tag == "main" and self._main is None and self._main_begins is not None:
                self._main = (self._main_begins, len(self._parts))

    def handle_data(self, data: str) -> None:
        """A text, or the content of a script or style."""
        self._look_at_the_clock()
        if self.cdata_elem is not None:
            if self._block is not None:
                self._block.append(data)
            return
        self._items.text(data)
        if self._is_title:
            self._titles.append(data)
        elif not self._skipped:
            self._parts.append(data.replace("\n", " ").replace("\r", " "))
            self._is_line_empty = self._is_line_empty and data.isspace()

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """`<![...]`: to browsers a comment, to html.parser in some cases a reason to raise AssertionError."""
        return self.parse_bogus_comment(i, report)

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._parts.append("\n\n")
            self._is_line_empty = True
        elif tag in _LINES:
            # Two blocks in a row have one line break between them.
            if not self._is_line_empty:
                self._parts.append("\n")
            self._is_line_empty = True
        elif tag in ("td", "th"):
            self._parts.append(" ")

    def _meta(self, attributes: dict[str, str | None]) -> None:
        name = (attributes.get("property") or attributes.get("name") or "").strip().lower()
        content = " ".join((attributes.get("content") or "").split())
        if name and content and len(self._page.meta) < _MAX_META:
            self._page.meta.setdefault(name, content)

    def _look_at_the_clock(self) -> None:
        self._seen += 1
        if self._seen % _PARTS_BETWEEN_LOOKS == 0 and time.monotonic() > self._ends_at:
            raise PageTooComplex
