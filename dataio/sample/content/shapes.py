"""The shapes in which the sample's content is written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def lines(text: str) -> tuple[str, ...]:
    """The items of `text`, one a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of `text`, parted by blank lines and each on one line."""
    return tuple(" ".join(block.split()) for block in text.split("\n\n") if block.strip())


@dataclass(frozen=True)
class Country:
    """Where a posting is, as far as pay goes.

    `pay` turns German pay in euros a year into local pay in `currency` a year. `period` is what salaries are quoted
    for. Work by the hour is quoted so where `hourly`, freelance work by the day where `day_rates`.
    """

    name: str
    currency: str
    pay: float
    period: str = "Year"
    hourly: bool = False
    day_rates: bool = False
    title_suffixes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Company:
    """An invented employer.

    `name` is the full one, `called` what its own texts say, `product` what fits after "work on". `places` are cities
    with the code of their country, the head office first. `remote_area` is empty where nobody works from home only.
    """

    name: str
    called: str
    slug: str
    tags: tuple[str, ...]
    about: tuple[str, ...]
    product: str
    places: tuple[tuple[str, str], ...]
    perks: tuple[str, ...]
    roles: tuple[str, ...]
    remote_area: str = ""
    volunteers: bool = False


@dataclass(frozen=True)
class Role:
    """A kind of work.

    `titles` are by experience level; `pay` is that of the middle level in Germany, in euros a year. `desk` work may be
    done from home; `hourly` work is paid so where that is usual; `volunteers` may do it too.
    `local_titles` are by country code. `openings` may name the {company} and its {product}.
    """

    titles: Mapping[str, tuple[str, ...]]
    pay: int
    openings: tuple[str, ...]
    duties: tuple[str, ...]
    asks: tuple[str, ...]
    pluses: tuple[str, ...]
    skills: tuple[str, ...]
    more_skills: tuple[str, ...]
    desk: bool = True
    hourly: bool = False
    volunteers: bool = False
    job_types: tuple[str, ...] = ("Full-time",)
    local_titles: Mapping[str, str] = field(default_factory=dict)
