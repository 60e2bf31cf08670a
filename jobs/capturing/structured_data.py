"""A posting as pages describe it to search engines: schema.org's JobPosting, in JSON-LD that may be nearly well-formed.

The vocabulary: https://schema.org/JobPosting, and what search engines ask of it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag

from jobs.capturing.drafts import Draft
from jobs.capturing.employment_words import job_type, remote_option, salary_period
from jobs.capturing.markup import prose, unescaped
from jobs.capturing.microdata import Node

# More than any page has: what is beyond is not looked at.
_MAX_NODES = 20_000
# Strings stay as they are, to their end or to that of the block; what must not stand between them goes.
_REPAIRS = re.compile(
    r"""("(?:[^"\\]|\\.)*+"?) | /\*(?:[^*]|\*(?!/))*+(?:\*/)? | (?<![:\w])//[^\n]* | <!--|--> | ,(?=\s*+[}\]])""",
    re.VERBOSE | re.DOTALL,
)


def posting_of(blocks: list[str], items: list[Node], url: str) -> tuple[Node, int] | None:
    """The JobPosting that is about `url`, else the first, and how many there are; None without one.

    Those in the blocks of JSON-LD if there are some, else those in microdata, `items`.
    """
    found = [node for block in blocks for node in _nodes(_loaded(block)) if _is_posting(node)] or items
    if not found:
        return None
    about = [node for node in found if urldefrag(_word(node.get("url"))).url == urldefrag(url).url]
    return (about or found)[0], 1 if about else len(found)


def fill_from_posting(draft: Draft, node: Node) -> None:
    """Fill in what a JobPosting says. Raises PageTooComplex."""
    draft.text("title", unescaped(_word(node.get("title")) or _word(node.get("name"))))
    draft.text("company", unescaped(_name(node.get("hiringOrganization"))))
    draft.text("description", _prose(node.get("description")))
    draft.texts("locations", _locations(node))
    if "telecommute" in str(node.get("jobLocationType")).lower():
        draft.choice("remote_option", remote_option("telecommute"))
    draft.choice("job_type", job_type(node.get("employmentType")))
    _fill_pay(draft, node)
    skills = node.get("skills")
    listed = [unescaped(_name(skill)) for skill in _list(skills)]
    if len(listed) == 1:
        listed = re.split(r"[,;\n]", listed[0])
    # Some write sentences there.
    is_list = all(len(skill) <= 60 for skill in listed)
    if is_list:
        draft.texts("skills", listed)
    wanted = [node.get("qualifications"), node.get("experienceRequirements"), None if is_list else skills]
    draft.text("requirements", "\n\n".join(text for text in map(_prose, wanted) if text))
    draft.text("external_reference", _identifier(node.get("identifier")))
    draft.day("posted_on", _first(node.get("datePosted")))
    draft.day("deadline_on", _first(node.get("validThrough")))


def _loaded(block: str) -> Any:
    """The JSON of a block; None where there is none, even after repairs."""
    try:
        # Line breaks within strings are the commonest fault.
        return json.loads(block, strict=False)
    except (ValueError, RecursionError):
        pass
    repaired = block
    # Twice: a comment may have stood between a comma and the bracket behind it.
    for _ in range(2):
        repaired = _REPAIRS.sub(lambda match: match[1] or "", repaired).strip().rstrip(";")
    try:
        return json.loads(repaired, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(document: Any) -> Iterator[Node]:
    """Every object of a document, outer ones first, in their order."""
    waiting = [document]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(reversed(value.values()))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


def _is_posting(node: Node) -> bool:
    return any(_word(kind).replace(":", "/").rsplit("/", 1)[-1] == "JobPosting" for kind in _list(node.get("@type")))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(value: Any) -> Any:
    return next(iter(_list(value)), None)


def _word(value: Any) -> str:
    """A text; nothing of what is no text. JSON-LD may wrap one: {"@value": "..."}."""
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _name(value: Any) -> str:
    """The name of a thing, which may stand in place of the thing."""
    for item in _list(value):
        name = _word(item.get("name")) if isinstance(item, dict) and "name" in item else _word(item)
        if name.strip():
            return name
    return ""


def _prose(value: Any) -> str:
    parts = (_word(item.get("description")) if isinstance(item, dict) else _word(item) for item in _list(value))
    return "\n\n".join(prose(part) for part in parts if part)


def _identifier(value: Any) -> str:
    for item in _list(value):
        text = _word(item.get("value")) if isinstance(item, dict) else _word(item)
        if text.strip():
            return text
    return ""


def _locations(node: Node) -> list[str]:
    """Where the work is, as one writes it; without that, where one may live who does it from home."""
    places = [_place(place) for place in _list(node.get("jobLocation"))]
    found = [unescaped(place) for place in places if place]
    return found or [unescaped(_name(place)) for place in _list(node.get("applicantLocationRequirements"))]


def _place(place: Any) -> str:
    address = place.get("address") if isinstance(place, dict) else None
    if isinstance(address, list):
        address = address[0] if address else None
    if not isinstance(address, dict):
        return _word(address) or _name(place)
    names = ("addressLocality", "addressRegion", "addressCountry")
    parts = [_name(address.get(name)).strip() for name in names]
    # Zurich, Zurich, CH
    return ", ".join(dict.fromkeys(part for part in parts if part)) or _name(place)


def _fill_pay(draft: Draft, node: Node) -> None:
    """`baseSalary`: a number, a MonetaryAmount, or a QuantitativeValue within one."""
    for pay in _list(node.get("baseSalary")):
        outer: Node = pay if isinstance(pay, dict) else {"value": pay}
        value = outer.get("value")
        inner: Node = value if isinstance(value, dict) else {"value": value}
        amounts = [part.get(name) for part in (outer, inner) for name in ("minValue", "maxValue")]
        if not any(amounts):
            amounts = [inner.get("value")]
        currency = outer.get("currency") or inner.get("currency") or node.get("salaryCurrency")
        period = outer.get("unitText") or inner.get("unitText") or outer.get("unitCode") or inner.get("unitCode")
        if any(amounts):
            draft.pay(amounts, currency, salary_period(period))
            return
