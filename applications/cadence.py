"""When something is suggested: the rules that a person has, or the defaults, and how their days are counted.

Days are days of the person's calendar: what happened on Monday is ten days ago on Thursday of the next week from
midnight on, whatever the time was. So nothing new is suggested in the middle of a day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from accounts.models import User
from applications.models import CadenceRule, Status
from jobtracker.days import day_of, start_of

MAX_RULES = 50
Basis, Suggestion = CadenceRule.Basis, CadenceRule.Suggestion


@dataclass(frozen=True)
class Rule:
    """One rule: at which status, after how many days since what, and what is suggested then."""

    code: str
    status: str
    basis: str
    days: int
    suggestion: str
    title: str
    is_active: bool = True

    def values(self) -> dict[str, Any]:
        """The columns of its row."""
        return asdict(self)


@dataclass(frozen=True)
class Cadence:
    """The rules that hold for a person, and when they changed last."""

    rules: Sequence[Rule]
    is_default: bool
    updated_at: datetime


DEFAULT_RULES = (
    Rule("applied-follow-up", Status.APPLIED, Basis.SILENCE, 10, Suggestion.FOLLOW_UP, "Follow up on your application"),
    Rule("applied-ghosted", Status.APPLIED, Basis.SILENCE, 30, Suggestion.GHOSTED, "Nothing heard: move to ghosted"),
    Rule("screening-follow-up", Status.SCREENING, Basis.SILENCE, 7, Suggestion.FOLLOW_UP, "Ask about the next step"),
    Rule(
        "screening-ghosted", Status.SCREENING, Basis.SILENCE, 30, Suggestion.GHOSTED, "Nothing heard: move to ghosted"
    ),
    Rule(
        "interview-thank-you",
        Status.INTERVIEW,
        Basis.INTERVIEW,
        1,
        Suggestion.THANK_YOU,
        "Say thank you for the interview",
    ),
    Rule("interview-follow-up", Status.INTERVIEW, Basis.INTERVIEW, 7, Suggestion.FOLLOW_UP, "Ask how it went"),
    Rule(
        "interview-ghosted", Status.INTERVIEW, Basis.SILENCE, 30, Suggestion.GHOSTED, "Nothing heard: move to ghosted"
    ),
)
# When rules that were never stored changed last.
NEVER = datetime.fromtimestamp(0, UTC)
_COLUMNS = [field.name for field in fields(Rule)]


def cadence_of(user: User) -> Cadence:
    """The rules of this person: their own, in their order, or the defaults; one query."""
    rows = list(CadenceRule.objects.visible_to(user).order_by("pk").values(*_COLUMNS, "updated_at"))
    if not rows:
        return Cadence(DEFAULT_RULES, is_default=True, updated_at=NEVER)
    changed = max(row.pop("updated_at") for row in rows)
    return Cadence([Rule(**row) for row in rows], is_default=False, updated_at=changed)


def active(rules: Iterable[Rule]) -> list[Rule]:
    """Those that suggest anything."""
    return [rule for rule in rules if rule.is_active]


def days_of_silence(rules: Iterable[Rule]) -> Mapping[str, int]:
    """After how many days of silence an application is stale, by its status; a status without a rule is not there."""
    shortest: dict[str, int] = {}
    for rule in active(rules):
        if rule.basis == Basis.SILENCE:
            shortest[rule.status] = min(rule.days, shortest.get(rule.status, rule.days))
    return shortest


def before(days: int, today: date, zone: tzinfo) -> datetime:
    """What happened before this instant is at least so many days ago."""
    return start_of(today - timedelta(days=days - 1), zone)


def days_since(instant: datetime, today: date, zone: tzinfo) -> int:
    """How many days ago it happened."""
    return (today - day_of(instant, zone)).days


def application_of(key: str) -> int | None:
    """The application that a suggestion's key is about; None for what cannot be a key."""
    _, _, rest = key.partition(":")
    application_id, _, since = rest.partition(":")
    is_number = application_id.isascii() and application_id.isdigit() and len(application_id) <= 19
    return int(application_id) if is_number and since and int(application_id) < 2**63 else None
