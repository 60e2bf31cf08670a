"""A posting that is being filled in: what others say, brought into the form and the limits of a posting."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypedDict, cast

from django.contrib.postgres.fields import ArrayField

from jobs.models import Job
from jobtracker.columns import MAX_LIST_ITEMS, without_repeats
from jobtracker.currencies import CURRENCIES

TEXTS = ("title", "company", "description", "requirements", "url", "source", "external_reference")
LONG_TEXTS = ("description", "requirements")
CHOICES = ("remote_option", "job_type", "experience_level", "salary_currency", "salary_period")
LISTS = ("locations", "skills", "tags")

# NUL cannot be kept, halves of characters cannot be written, and the others cannot be seen.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_AMOUNT = re.compile(r"\d{1,10}(\.\d+)?|\d{1,3}(,\d{3}){1,3}(\.\d+)?", re.ASCII)
_MOST = Decimal("9999999999.99")
_CENT = Decimal("0.01")


class Warned(TypedDict):
    """What a person should look at before they keep the posting."""

    field: str
    code: str
    message: str


def _empty() -> dict[str, Any]:
    nothing: dict[str, Any] = dict.fromkeys((*TEXTS, *CHOICES, "notes"), "")
    nothing |= {name: [] for name in LISTS}
    nothing |= dict.fromkeys(("salary_min", "salary_max", "posted_on", "deadline_on"))
    return nothing | {"availability": Job.Availability.UNKNOWN.value, "is_archived": False}


@dataclass
class Draft:
    """Values by the names of a posting's fields, and what to look at. Nothing in it is refused when it is kept."""

    values: dict[str, Any] = field(default_factory=_empty)
    warnings: list[Warned] = field(default_factory=list)

    def warn(self, name: str, code: str, message: str) -> None:
        """Point at a field."""
        self.warnings.append({"field": name, "code": code, "message": message})

    def text(self, name: str, value: object) -> None:
        """Fill a text, cut at its limit. What is no text says nothing."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            return
        kept = _UNFIT.sub("", value)
        kept = kept.strip() if name in LONG_TEXTS else " ".join(kept.split())
        self.values[name] = self._within(name, kept, getattr(Job._meta.get_field(name), "max_length", None))

    def texts(self, name: str, items: Iterable[object]) -> None:
        """Fill a list of short texts, each cut at its limit, and without repeats."""
        column = cast("ArrayField[Any, Any]", Job._meta.get_field(name))
        limit = column.base_field.max_length
        cleaned = without_repeats([" ".join(_UNFIT.sub("", item).split()) for item in items if isinstance(item, str)])
        if len(cleaned) > MAX_LIST_ITEMS:
            self.warn(name, "cut", f"The page has more than {MAX_LIST_ITEMS}; the rest was left out.")
        self.values[name] = without_repeats([self._within(name, item, limit) for item in cleaned[:MAX_LIST_ITEMS]])

    def choice(self, name: str, value: str | None) -> None:
        """Fill a choice with one of its values, which the caller knows."""
        if value:
            self.values[name] = str(value)

    def day(self, name: str, value: object) -> None:
        """Fill a day: of an ISO date or time as it is written there, or of milliseconds since 1970."""
        if value in (None, ""):
            return
        found: date | None = None
        try:
            if isinstance(value, int) and not isinstance(value, bool):
                found = datetime.fromtimestamp(value / 1000, UTC).date()
            elif isinstance(value, str) and (match := _DAY.match(value.strip())):
                found = date.fromisoformat(match[0])
        except (ValueError, OverflowError, OSError):
            pass
        if found is None:
            self.warn(name, "unreadable", "The page gives a day that cannot be read safely.")
        self.values[name] = found

    def pay(self, amounts: Iterable[object], currency: object, period: str | None) -> None:
        """Fill the pay with the least and the most of `amounts`, where currency and period are known."""
        given = [amount for amount in amounts if amount not in (None, "")]
        read = [_amount(amount) for amount in given]
        known = [amount for amount in read if amount]
        if len(known) < len([amount for amount in read if amount != 0]):
            self.warn("salary_min", "unreadable", "The page gives a pay that cannot be read safely.")
        elif known:
            code = currency.strip().upper() if isinstance(currency, str) else ""
            code = {"€": "EUR", "£": "GBP"}.get(code, code)
            if code in CURRENCIES and period:
                self.values |= {"salary_min": min(known), "salary_max": max(known)}
                self.values |= {"salary_currency": code, "salary_period": str(period)}
            else:
                shown = " to ".join(f"{amount:,}" for amount in sorted(set(known)))
                what = "for which period" if code in CURRENCIES else "in which currency"
                self.warn("salary_min", "incomplete", f"The page says {shown}, but not {what}.")

    def _within(self, name: str, text: str, limit: int | None) -> str:
        if limit is None or len(text) <= limit:
            return text
        self.warn(name, "cut", f"The page has more than {limit:,} characters here; the rest was left out.")
        return text[:limit].rstrip()


def _amount(value: object) -> Decimal | None:
    """A plain amount, 0 where there is none; None for what cannot be read safely, such as 50.000."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        text = str(value).strip()
        if isinstance(value, str):
            if not _AMOUNT.fullmatch(text):
                return None
            # Three digits behind the only point: in half of Europe that is a thousand.
            if re.fullmatch(r"\d{1,3}\.\d{3}", text):
                return None
        amount = Decimal(text.replace(",", "")).quantize(_CENT)
    except (InvalidOperation, ValueError):
        return None
    return amount if amount.is_finite() and 0 <= amount <= _MOST else None
