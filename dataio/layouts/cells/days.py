"""Days and times as people, sheets and trackers write them; a day that can be read in two ways is not guessed."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal

from dataio.layouts.cells.letters import letters
from dataio.layouts.cells.outcomes import Remarked, Unreadable
from dataio.layouts.reading import DateOrder

_MONTHS: Final = """
    january jan januar janner jänner janvier janv enero ene janeiro gennaio gen januari
    february feb februar feber fevrier fevr fev febrero fevereiro febbraio februari
    march mar marz maerz mrz mars marzo março maart mrt
    april apr avril avr abril abr aprile
    may mai mayo maio maggio mag mei
    june jun juni juin junio junho giugno giu
    july jul juli juillet juil julio julho luglio lug
    august aug aout août agosto ago augustus
    september sep sept septembre septiembre setiembre setembro set settembre sett
    october oct oktober okt octobre octubre outubro out ottobre ott
    november nov novembre noviembre novembro
    december dec dezember dez decembre diciembre dic dezembro dicembre
"""
MONTHS: Final = {
    letters(word): number for number, line in enumerate(_MONTHS.strip().splitlines(), start=1) for word in line.split()
}
_BESIDE_DAYS: Final = """
    st nd rd th er o a de del of the le den di dem am on um at uhr h
    monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun
    montag mo dienstag mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so
    lundi lun mardi mer mercredi jeudi jeu vendredi ven samedi sam dimanche dim
    lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom
    segunda terca quarta quinta sexta feira lunedi martedi mercoledi giovedi venerdi domenica
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo
"""
_FILLERS: Final = frozenset(letters(word) for word in _BESIDE_DAYS.split())
# The most that a written day may have; a regular expression need not go over more.
_MAX_LENGTH: Final = 80
_NUMERIC: Final = re.compile(r"(\d{1,4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?")
_TIME: Final = re.compile(
    r"(?:[,\s]|T|\bat\b|\bum\b|^)\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*([ap])?\.?\s?(?:m\b\.?)?"
    r"\s*(Z|UTC|GMT)?(?:Uhr)?\s*$",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(r"\d+|[^\W\d_]+")
_RANGE: Final = re.compile(r"\s+(?:→|–|—|bis|to)\s+|\s*→\s*")
# Days since 1899-12-30, from 1970 on.
_SERIAL: Final = re.compile(r"(\d{5})(?:[.,](\d+))?")
_EPOCH: Final = re.compile(r"(1\d{9}|[1-4]\d{12})")
_FIRST_SERIAL, _LAST_SERIAL = 25_569, 73_050
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# A day; a clock's time somewhere (without a zone); an instant (with one).
Moment = date | datetime

_EXAMPLE: Final = "Write it as 2026-11-23."


def read_moment(cell: str, order: DateOrder | None) -> "Moment | Remarked":
    """The day or time that the cell says, read in `order` where it is written with numbers alone.

    Raises Unreadable: `ambiguous_date` where an order is needed and not known, else `invalid_date`.
    """
    if _ISO_DAY.fullmatch(cell):
        return _day(int(cell[:4]), int(cell[5:7]), int(cell[8:]))
    if len(cell) > _MAX_LENGTH:
        raise _invalid()
    text = unicodedata.normalize("NFKC", cell).strip()
    if _EPOCH.fullmatch(text):
        seconds = int(text) / (1000 if len(text) == 13 else 1)
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    if serial := _SERIAL.fullmatch(text):
        return _of_serial(serial)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        pass
    else:
        return moment if re.search(r"\d[T ]\d|:", text) else moment.date()
    first, *others = _RANGE.split(text, maxsplit=1)
    written = _written(first, order)
    return Remarked(written, f"The first day of “{cell}”.") if others else written


def numeric_order(cell: str) -> Literal["dmy", "mdy", "either"] | None:
    """In what order a day stands that is written with numbers alone; None: it is not, or it makes no difference."""
    if len(cell) > _MAX_LENGTH:
        return None
    text = _TIME.sub("", unicodedata.normalize("NFKC", cell).strip()).strip(" ,")
    numbers = _NUMERIC.fullmatch(text)
    if not numbers:
        return None
    first, sign, second, last = numbers[1], numbers[2], numbers[3], numbers[4]
    if len(first) > 2 or len(last) not in (2, 4):
        return None
    a, b = int(first), int(second)
    if a > 12 and b <= 12:
        return "dmy"
    if b > 12 and a <= 12:
        return "mdy"
    return None if a == b or sign == "." or max(a, b) > 12 else "either"


def _written(text: str, order: DateOrder | None) -> Moment:
    clock = None
    found = _TIME.search(text)
    if found:
        clock = _clock(found)
        text = text[: found.start()]
    text = text.strip(" ,")
    numbers = _NUMERIC.fullmatch(text)
    day = _numeric(numbers, order) if numbers else _named(text)
    if clock is None:
        return day
    return datetime.combine(day, clock)


def _clock(found: "re.Match[str]") -> time:
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    half = (found[4] or "").lower()
    if half and not 1 <= hour <= 12:
        raise _invalid()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, minute, second, tzinfo=UTC if found[5] else None)
    except ValueError:
        raise _invalid() from None


def _numeric(numbers: "re.Match[str]", order: DateOrder | None) -> date:
    first, sign, second, last = numbers[1], numbers[2], int(numbers[3]), numbers[4]
    if len(first) == 4 and len(last) <= 2:
        return _day(int(first), second, int(last))
    if len(first) > 2 or len(last) not in (2, 4):
        raise _invalid()
    if order == "ymd" and len(last) == 2:
        return _day(_century(first), second, int(last))
    year, a = _century(last), int(first)
    if order == "mdy":
        return _day(year, a, second)
    # Days with dots have the day first, wherever they are usual.
    if order == "dmy" or a == second or (sign == "." and second <= 12) or (a > 12 and second <= 12):
        return _day(year, second, a)
    if second > 12 and a <= 12:
        return _day(year, a, second)
    if a > 12:
        raise _invalid()
    one, other = _shown(year, second, a), _shown(year, a, second)
    raise Unreadable(
        "ambiguous_date",
        f"This can be {one} or {other}. Say whether the day or the month comes first in this file.",
    )


def _named(text: str) -> date:
    """A day whose month is a word."""
    month = None
    numbers: list[str] = []
    for token in _WORDS.findall(text):
        if token.isdecimal():
            numbers.append(token)
            continue
        word = letters(token)
        if month is None and word in MONTHS:
            month = MONTHS[word]
        elif word not in _FILLERS:
            raise _invalid()
    if month is None or len(numbers) != 2:
        if month is not None and len(numbers) == 1:
            raise Unreadable("invalid_date", f"The year is missing. {_EXAMPLE}")
        raise _invalid()
    first, last = numbers
    if len(first) == 4:
        return _day(int(first), month, _small(last))
    if len(last) not in (2, 4):
        raise _invalid()
    return _day(_century(last), month, _small(first))


def _small(number: str) -> int:
    if len(number) > 2:
        raise _invalid()
    return int(number)


def _of_serial(serial: "re.Match[str]") -> Remarked:
    """A day as Excel counts them, which stands there if the cell was formatted as a number."""
    days = int(serial[1])
    if not _FIRST_SERIAL <= days <= _LAST_SERIAL:
        raise _invalid()
    day = date(1899, 12, 30) + timedelta(days=days)
    return Remarked(day, f"{day.isoformat()}: the number is a day as Excel counts them.")


def _century(digits: str) -> int:
    """A year; of two digits, one from 1970 to 2069."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _invalid() from None


def _shown(year: int, month: int, day: int) -> str:
    return date(year, month, day).isoformat()


def _invalid() -> Unreadable:
    return Unreadable("invalid_date", f"This is no date that can be read safely. {_EXAMPLE}")
