"""A posting as pages describe it within their markup: schema.org's JobPosting in microdata.

The standard: https://html.spec.whatwg.org/multipage/microdata.html. Without `itemref`; and a link says its text where
no address is asked for: many pages mark the title up so.
"""

import html
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

Node = dict[str, Any]
Attributes = Sequence[tuple[str, str | None]]

_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
# Texts whose paragraphs and lists matter.
_LONG: Final = frozenset(
    {
        "description", "educationRequirements", "experienceRequirements", "qualifications", "responsibilities",
        "skills",
    }
)  # fmt: skip
_ADDRESSES: Final = frozenset({"image", "logo", "sameAs", "url"})
_BREAKS: Final = frozenset({"br", "dd", "div", "dt", "li", "p", "td", "tr"})
# More than any posting has: what lies deeper, or comes later, says nothing.
_MAX_OPEN: Final = 20
_MAX_ITEMS: Final = 100


@dataclass
class _Open:
    """An element that is not at its end yet, and what it gives: an item, or a text."""

    tag: str
    # How many elements of this name it lies in.
    level: int
    names: Sequence[str]
    item: Node | None = None
    is_long: bool = False
    parts: list[str] = field(default_factory=list)

    @property
    def value(self) -> Node | str:
        """What it gives, in the form in which JSON-LD has it."""
        if self.item is not None:
            # What stands there once is no list.
            return {name: given[0] if len(given) == 1 else given for name, given in self.item.items()}
        text = "".join(self.parts)
        return text if self.is_long else " ".join(text.split())


class ItemReader:
    """Told of the tags and texts of a page in their order; `items` are the postings, as JSON-LD would have them.

    Elements are told by counting those of their name: how deeply a page is nested makes no difference.
    """

    def __init__(self) -> None:
        self.items: list[Node] = []
        self._open: list[_Open] = []
        self._levels: Counter[str] = Counter()

    def start(self, tag: str, attributes: Attributes) -> None:
        """A tag."""
        if not self._open and not any(name == "itemscope" for name, _ in attributes):
            return
        given = {name: value or "" for name, value in attributes}
        is_void = tag in _VOID
        is_item = "itemscope" in given and not is_void
        kind = given.get("itemtype", "").rstrip("/").rsplit("/", 1)[-1]
        if not self._open and (not is_item or kind != "JobPosting" or len(self.items) >= _MAX_ITEMS):
            return
        self._mark(tag, f"<{tag}>")
        names = given.get("itemprop", "").split() if self._open else []
        said = None if is_item else _said(tag, given, names)
        if names and said is not None:
            self._give(names, said)
        elif not is_void and (names or is_item) and len(self._open) < _MAX_OPEN:
            item = {"@type": [kind]} if is_item else None
            is_long = not _LONG.isdisjoint(names)
            self._open.append(_Open(tag, self._levels[tag], names, item, is_long))
        if not is_void:
            self._levels[tag] += 1

    def end(self, tag: str) -> None:
        """The end of an element, which may not be there."""
        if not self._open or not self._levels[tag]:
            return
        self._levels[tag] -= 1
        for place, opened in enumerate(self._open):
            if (opened.tag, opened.level) == (tag, self._levels[tag]):
                self._close(place)
                break
        self._mark(tag, f"</{tag}>")

    def text(self, data: str) -> None:
        """A text."""
        for opened in self._open:
            if opened.item is None:
                opened.parts.append(html.escape(data, quote=False) if opened.is_long else data)

    def finish(self) -> None:
        """The end of the page."""
        if self._open:
            self._close(0)

    def _mark(self, tag: str, markup: str) -> None:
        for opened in self._open:
            if opened.is_long:
                opened.parts.append(markup)
            elif tag in _BREAKS:
                opened.parts.append(" ")

    def _close(self, place: int) -> None:
        """Take what the elements from this one on give; those within it have no end of their own."""
        while len(self._open) > place:
            closed = self._open.pop()
            if self._open:
                self._give(closed.names, closed.value)
            elif isinstance(closed.value, dict):
                self.items.append(closed.value)
                self._levels.clear()

    def _give(self, names: Iterable[str], value: Node | str) -> None:
        item = next(opened.item for opened in reversed(self._open) if opened.item is not None)
        for name in names:
            if value not in item.setdefault(name, []):
                item[name].append(value)


def _said(tag: str, given: dict[str, str], names: Sequence[str]) -> str | None:
    """What an element says by an attribute; None where its text says it."""
    if "content" in given:
        return given["content"]
    if tag == "time":
        return given.get("datetime")
    if tag in ("data", "meter"):
        return given.get("value")
    if tag == "link" or (tag in ("a", "area") and not _ADDRESSES.isdisjoint(names)):
        return given.get("href", "")
    return given.get("src", "") if tag in _VOID else None
