"""Pay as postings and people write it: `$120K–$160K`, `£12.60 an hour`, `54.000–60.000 EUR brutto/Jahr`, `₹25–35 LPA`.

Nothing is guessed that could be a thousandfold wrong: what is not plain is kept as a text in the notes.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from dataio.layouts.cells.outcomes import KeptInNotes, Unreadable
from jobtracker.currencies import CURRENCIES
from jobtracker.employment import SalaryPeriod

_MAX_LENGTH: Final = 200
_TOO_MUCH: Final = Decimal("9999999999.99")
# Signs of one currency, the longer before the shorter.
_SIGNS: Final = {
    "US$": "USD", "CAD$": "CAD", "CA$": "CAD", "C$": "CAD", "AUD$": "AUD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD",
    "SG$": "SGD", "S$": "SGD", "HK$": "HKD", "NT$": "TWD", "MX$": "MXN", "R$": "BRL", "€": "EUR", "£": "GBP",
    "₹": "INR", "₩": "KRW", "₺": "TRY", "₪": "ILS", "₽": "RUB", "₴": "UAH", "₦": "NGN", "₱": "PHP", "฿": "THB",
    "₫": "VND", "zł": "PLN", "Kč": "CZK", "元": "CNY", "円": "JPY", "원": "KRW",
}  # fmt: skip
_NAMED: Final = {
    "euro": "EUR",
    "euros": "EUR",
    "gbp": "GBP",
    "eur": "EUR",
    "usd": "USD",
    "chf": "CHF",
    "fr.": "CHF",
    "ft": "HUF",
}
_DOLLARS: Final = """
    USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP BSD BBD BMD BND BZD FJD GYD
    JMD KYD LRD NAD SBD SRD TTD XCD
"""
# Signs of several currencies.
SHARED_SIGNS: Final = {
    "$": frozenset(_DOLLARS.split()),
    "¥": frozenset(("JPY", "CNY")),
    "kr": frozenset(("SEK", "NOK", "DKK", "ISK")),
    "Rs": frozenset(("INR", "PKR", "LKR", "NPR", "MUR", "SCR")),
    "FCFA": frozenset(("XOF", "XAF")),
    "lei": frozenset(("RON", "MDL")),
}  # fmt: skip
_THREE_DECIMALS: Final = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
_SIGN: Final = re.compile(
    "|".join(
        [
            *(rf"(?<![A-Za-z]){re.escape(sign)}" if sign[0].isascii() else re.escape(sign) for sign in _SIGNS),
            r"\$", "¥", r"(?<![^\W\d_])kr\b\.?(?![^\W\d_])", r"\bRs\b\.?", r"\bF?CFA\b", r"\blei\b",
            r"(?<=\d)\s?Ft\b", r"\bFr\.",
            r"(?<![A-Za-z])(?:EUR|USD|GBP|CHF|eur|usd|gbp|chf|Euros?|euros?)(?![A-Za-z])",
            r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])",
        ]
    )
)  # fmt: skip
_PER: Final = r"(?:/|per|an?|pro|par|por|al|im|je|de l')?\s*\b"
_PERIODS: Final = {
    SalaryPeriod.HOUR: _PER + r"(?:hours?|hourly|hr|h|stunde|std|stündlich|heure|hora|ora|uur)\b\.?|/\s?时|时薪|時給",
    SalaryPeriod.DAY: _PER + r"(?:days?|daily|tag|täglich|tagessatz|tjm|jour|día|dia|dag|giorno)\b(?:\s+rate)?"
    r"|/\s?d\b|/\s?天|日薪",
    SalaryPeriod.WEEK: _PER + r"(?:weeks?|weekly|wk|woche|wöchentlich|semaine|semana|settimana)\b|/\s?w\b|/\s?周",
    SalaryPeriod.MONTH: _PER + r"(?:months?|monthly|mth|mo|monat|mtl|monatlich|mois|mensuel|mensuels|mes|mensual|mês"
    r"|mensal|mese|měsíčně|luna|mies|maand)\b\.?|/\s?m\b|/\s?月|月薪|[·*]\s?\d{2}\s?薪",
    SalaryPeriod.YEAR: _PER + r"(?:years?|yearly|annual|annually|annum|yr|jahr|jährlich|jahresgehalt|annuel|annuels"
    r"|año|anual|ano|anno|jaar|an|lpa)\b|\bp\.?\s?a\b\.?|/\s?y\b|/\s?年|年薪",
}
_PERIOD_PATTERNS: Final = [(period, re.compile(pattern, re.IGNORECASE)) for period, pattern in _PERIODS.items()]
_FROM: Final = re.compile(
    r"^\W*(?:from|ab|mind\.?|mindestens|desde|a partir de|à partir de|starting at|starting from|at least|min\.?|"
    r"minimum|>|≥|>=)(?![^\W\d_])",
    re.IGNORECASE,
)
_UP_TO: Final = re.compile(
    r"^\W*(?:up to|bis zu|bis|max\.?|maximum|at most|jusqu'à|jusqu'a|hasta|até|<|≤|<=)(?![^\W\d_])", re.IGNORECASE
)
_NOISE: Final = re.compile(
    r"\((?:employer|glassdoor|indeed)?\s*est\.?\)|\best\.|\bestimated\b|\b(?:brutto|brut|bruts|bruto|gross|gehalt|salary|salaire|base|pay)\b\s*[:/]?",
    re.IGNORECASE,
)
# What a posting adds behind the pay: kept as a text, for it is not the pay.
_EXTRA: Final = re.compile(
    r"\s*\+\s*(?=[^\W\d_]|\d+(?:[.,]\d+)?\s?%).*$|\([^)]*\)|(?:\s[-–]\s|[,;]\s*)(?:full|part)[- ]?time.*$|\bDOE\b|"
    r"\bOTE$", re.IGNORECASE | re.DOTALL
)  # fmt: skip
_FIGURE: Final = re.compile(
    r"(?<![\w.,’'])(\d[\d.,’']*(?: \d{3}(?![\d]))*(?:[.,]\d{1,2}(?!\d))?)\s?(k|m|mio|million|lakhs?|lacs?|l|lpa|cr|"
    r"crores?|万|萬|千)?(?![^\W\d_])",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"^\s*(?:[-~]|to|bis|and|und|et|y|a|à|até|e|至|tot)?\s*$", re.IGNORECASE)
_LEAD: Final = re.compile(
    r"^\W*(?:between|zwischen|entre|de|von|du|ca\.?|circa|about|around|approx\.?)?\W*$", re.IGNORECASE
)
_DASHES: Final = re.compile("[\u2010-\u2015\u2212~〜～]")
_MULTIPLIERS: Final = {
    "k": 1_000, "m": 1_000_000, "mio": 1_000_000, "million": 1_000_000, "lakh": 100_000, "lakhs": 100_000,
    "lac": 100_000,
    "lacs": 100_000, "l": 100_000, "lpa": 100_000, "cr": 10_000_000, "crore": 10_000_000, "crores": 10_000_000,
    "万": 10_000, "萬": 10_000, "千": 1_000,
}  # fmt: skip
# From what a figure without a period is plainly a year's: no one earns that in a month of a usual job.
_YEARLY_FROM: Final = {
    "USD": 15_000, "EUR": 15_000, "GBP": 15_000, "CHF": 25_000, "CAD": 15_000, "AUD": 15_000, "NZD": 15_000,
    "SGD": 25_000,
    "SEK": 200_000, "NOK": 200_000, "DKK": 200_000, "PLN": 60_000, "BRL": 60_000, "INR": 500_000, "ILS": 120_000,
    "JPY": 2_000_000, "CNY": 120_000, "CZK": 350_000,
}  # fmt: skip


@dataclass(frozen=True)
class Pay:
    """Pay out of one text. `currency` may be a sign of several currencies (a key of SHARED_SIGNS), or empty."""

    least: Decimal | None
    most: Decimal | None
    currency: str
    period: str
    # Something of the text says more than these four.
    has_more: bool


def amount(cell: str) -> Decimal:
    """An amount alone, with or without a currency's sign, or with `k`. Raises Unreadable."""
    invalid = Unreadable("invalid_amount", "This is no plain amount. Write it as 52000 or 25.50.")
    text = _SIGN.sub("", _plain(cell)).strip()
    found = _FIGURE.fullmatch(text)
    if len(cell) > _MAX_LENGTH or not found:
        raise invalid
    number = _number(found[1])
    if number is None:
        raise invalid
    return number * _MULTIPLIERS.get((found[2] or "").lower(), 1)


def yearly_from(currency: str) -> int | None:
    """From what amount pay without a period is a year's, in the currency; None: it cannot be told."""
    return _YEARLY_FROM.get(currency)


@lru_cache(maxsize=4096)
def read_pay(cell: str) -> Pay:
    """The pay that a text names. Raises KeptInNotes where it names none, or more than one way to read it."""
    if len(cell) > _MAX_LENGTH:
        raise KeptInNotes("This is too long for a pay range.")
    text = _plain(cell)
    currency, text = _currency(text)
    extra = _EXTRA.sub(" ", text)
    period, rest = _period(extra)
    if "%" in rest:
        raise KeptInNotes("A percentage is no amount.")
    rest = _NOISE.sub(" ", rest)
    is_least = bool(_FROM.match(rest))
    is_most = not is_least and bool(_UP_TO.match(rest))
    rest = _FROM.sub(" ", rest) if is_least else _UP_TO.sub(" ", rest) if is_most else rest
    figures = list(_FIGURE.finditer(rest))
    if not figures:
        raise KeptInNotes("No amount is named.")
    if len(figures) > 2:
        raise KeptInNotes("More than two amounts are named.")
    if len(figures) == 2 and (is_least or is_most or not _BETWEEN.match(rest[figures[0].end() : figures[1].start()])):
        raise KeptInNotes("Two amounts are named that are no range.")
    tail = rest[figures[-1].end() :]
    if re.search(r"\d", rest[: figures[0].start()]) or re.search(r"\d", tail):
        raise KeptInNotes("The amounts cannot be told from other figures.")
    if tail.lstrip().startswith("+"):
        is_least, tail = True, tail.lstrip()[1:]
    amounts = _amounts(figures, period)
    if currency in _THREE_DECIMALS and re.search(r"[.,]\d{3}\b", rest):
        raise KeptInNotes("The sign may part thousands or decimals.")
    if re.search(r"(?i)\d\s?l\b", rest) and currency not in ("INR", "PKR", "Rs"):
        raise KeptInNotes("What “L” stands for is not plain.")
    if max(amounts) > _TOO_MUCH:
        raise KeptInNotes("The amount is too large.")
    has_words = bool(re.search(r"[^\W\d_]", tail)) or not _LEAD.match(rest[: figures[0].start()])
    if not currency and re.search(r"(?i)\blpa\b", cell):
        currency = "INR"
    if not currency and re.search(r"薪", cell) and "萬" not in cell:
        currency = "CNY"
    if not currency and "万" in cell:
        currency = "CNY"
    return Pay(
        least=None if is_most else amounts[0],
        most=None if is_least else amounts[-1],
        currency=currency,
        period=period,
        has_more=has_words or extra != text,
    )


def _plain(cell: str) -> str:
    """The text with one kind of blanks and of dashes."""
    return " ".join(_DASHES.sub("-", unicodedata.normalize("NFKC", cell)).split())


def _currency(text: str) -> tuple[str, str]:
    """The one currency of the text, and the text without it."""
    found: set[str] = set()

    def taken(match: "re.Match[str]") -> str:
        sign = match[0].strip()
        known = _SIGNS.get(sign) or _NAMED.get(sign.casefold()) or (sign if sign in CURRENCIES else "")
        if not known:
            bare = sign.rstrip(".")
            known = "FCFA" if bare.endswith("CFA") else bare if bare in SHARED_SIGNS else ""
        if not known:
            return match[0]
        found.add(known)
        return " "

    rest = _SIGN.sub(taken, text)
    codes = {sign for sign in found if sign in CURRENCIES}
    shared = found - codes
    if len(codes) > 1 or len(shared) > 1 or (codes and shared and not codes <= SHARED_SIGNS[next(iter(shared))]):
        raise KeptInNotes("Two currencies are named.")
    return next(iter(codes or shared), ""), rest


def _period(text: str) -> tuple[str, str]:
    """The one period of the text, and the text without it."""
    found: set[str] = set()
    for period, pattern in _PERIOD_PATTERNS:
        # A multiplier with its period in one word stays as a multiplier.
        without = pattern.sub(lambda match: " lpa " if match[0].strip().lower() == "lpa" else " ", text)
        if pattern.search(text):
            found.add(period.value)
            text = without
    if len(found) > 1:
        raise KeptInNotes("Two periods are named.")
    return next(iter(found), ""), text


def _amounts(figures: "list[re.Match[str]]", period: str) -> list[Decimal]:
    numbers: list[Decimal] = []
    for figure in figures:
        number = _number(figure[1])
        if number is None:
            raise KeptInNotes("The grouping of the digits is not plain.")
        numbers.append(number)
    factors = [_MULTIPLIERS.get((figure[2] or "").lower(), 0) for figure in figures]
    if len(numbers) == 2 and 0 in factors and any(factors):
        # One sign for both: 90-130k, 120k-150.
        missing, factor = factors.index(0), max(factors)
        is_shared = numbers[0] <= numbers[1] if missing == 0 else numbers[0] <= numbers[1] < 1_000
        # 900,000 - 1.2m says its first figure whole.
        if is_shared and numbers[missing] < 1_000:
            factors[missing] = factor
    if any(
        factor and number != number.to_integral() and "." not in str(number)
        for number, factor in zip(numbers, factors, strict=True)
    ):
        raise KeptInNotes("The grouping of the digits is not plain.")
    for number, factor in zip(numbers, factors, strict=True):
        if factor >= 1_000 and number >= 10_000:
            raise KeptInNotes("The amount is both written out and multiplied.")
    amounts = [number * (factor or 1) for number, factor in zip(numbers, factors, strict=True)]
    if amounts[0] > amounts[-1]:
        raise KeptInNotes("The first amount is above the second.")
    if max(amounts) < 1_000 and not period and not any(factors):
        raise KeptInNotes("Thousands a year or an amount per hour? The text does not say.")
    return amounts


_GROUPED: Final = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:[’']\d{3})+(?:[.,]\d{1,2})?"
    r"|\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?"
)


def _number(figure: str) -> Decimal | None:
    """The number of a figure: three digits behind a sign are thousands, one or two decimals."""
    figure = figure.strip().rstrip(".,")
    if (not figure.isascii() and "’" not in figure) or not _GROUPED.fullmatch(figure):
        return None
    decimals = re.search(r"[.,](\d{1,2})$", figure)
    whole = figure[: decimals.start()] if decimals else figure
    return Decimal(re.sub(r"\D", "", whole) + (f".{decimals[1]}" if decimals else ""))
