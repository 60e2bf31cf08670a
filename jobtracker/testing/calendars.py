"""Reads calendar files by the letter of RFC 5545, independently of what writes them; times by dateutil's zones."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

from dateutil.tz import tzical

_PARAMETER = re.compile(r';([A-Z-]+)=("[^"]*"|[^;:",]*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass
class Property:
    """The value of a line as it stands there, and its parameters."""

    value: str
    parameters: dict[str, str]

    @property
    def text(self) -> str:
        """The value of a text (3.3.11)."""
        assert not re.search(r"(?<!\\)(\\\\)*[,;]", self.value), f"not escaped: {self.value}"
        return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], self.value)


@dataclass
class Component:
    """A component, its properties by their names, and the components within it."""

    name: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)

    def one(self, name: str) -> Property:
        """The property that must be there once."""
        [found] = self.properties[name]
        return found

    def value(self, name: str) -> str:
        """The value of the property that must be there once, as it stands there."""
        return self.one(name).value

    def text(self, name: str) -> str:
        """The text of a property, empty where there is none."""
        return self.one(name).text if name in self.properties else ""

    def named(self, name: str) -> list["Component"]:
        """The components of this kind within it."""
        return [part for part in self.parts if part.name == name]


class ReadCalendar:
    """A calendar file that was read. Fails for one that is none."""

    def __init__(self, content: bytes) -> None:
        self.lines = _unfolded(content)
        root = Component("")
        open_ones = [root]
        for line in self.lines:
            name, parameters, value = _parsed(line)
            if name == "BEGIN":
                component = Component(value)
                open_ones[-1].parts.append(component)
                open_ones.append(component)
            elif name == "END":
                assert open_ones.pop().name == value, line
            else:
                open_ones[-1].properties.setdefault(name, []).append(Property(value, parameters))
        [self.calendar] = root.parts
        assert self.calendar.name == "VCALENDAR"
        assert self.calendar.value("VERSION") == "2.0"
        assert self.calendar.value("PRODID")
        self._zones = tzical(StringIO("\n".join(self.lines))) if self.calendar.named("VTIMEZONE") else None

    @property
    def events(self) -> list[Component]:
        """Its events, each of which has what an event must have (3.6.1)."""
        events = self.calendar.named("VEVENT")
        for event in events:
            assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "SEQUENCE"} <= set(event.properties)
        uids = [event.value("UID") for event in events]
        assert len(set(uids)) == len(uids)
        return events

    def by_summary(self) -> dict[str, Component]:
        """Its events by what they are called."""
        return {event.text("SUMMARY"): event for event in self.events}

    def when(self, event: Component, name: str = "DTSTART") -> datetime | date:
        """The day or the instant, in UTC, at which an event begins; by the zones of the file and no others."""
        found = event.one(name)
        if found.parameters.get("VALUE") == "DATE":
            return datetime.strptime(found.value, "%Y%m%d").date()
        if found.value.endswith("Z"):
            return datetime.strptime(found.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        assert self._zones is not None, f"{found.value} is nowhere"
        zone: Any = self._zones.get(found.parameters["TZID"])
        return datetime.strptime(found.value, "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(UTC)


def _unfolded(content: bytes) -> list[str]:
    """The lines (3.1): each ends in CRLF, has 75 octets at most, and is folded between characters."""
    assert content.endswith(b"\r\n")
    lines: list[str] = []
    for raw in content[:-2].split(b"\r\n"):
        assert len(raw) <= 75, raw
        line = raw.decode()
        assert not re.search("[\x00-\x08\x0a-\x1f\x7f]", line), raw
        if line.startswith((" ", "\t")):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return lines


def _parsed(line: str) -> tuple[str, dict[str, str], str]:
    """A line's name, its parameters and its value."""
    head = re.match(r"[A-Z-]+", line)
    assert head is not None, line
    at, parameters = head.end(), {}
    while match := _PARAMETER.match(line, at):
        parameters[match[1]] = match[2].strip('"')
        at = match.end()
    assert line[at] == ":", line
    return head[0], parameters, line[at + 1 :]
