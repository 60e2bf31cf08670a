"""Postings, grown from the pools: each value as often as it occurs there, in combinations that are new."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from benchmarks.seeding.copying import NULL, list_cell, list_item, text_cell
from benchmarks.seeding.pools import Address, Offer, Pools
from benchmarks.seeding.shape import FIRST_ADDED, LAST_ADDED, SEED, Shape
from dataio.sample.dice import Dice

COLUMNS = (
    "id", "owner_id", "created_at", "updated_at", "title", "company", "locations", "remote_option", "job_type",
    "experience_level", "salary_min", "salary_max", "salary_currency", "salary_period", "skills", "tags",
    "description", "requirements", "url", "availability", "source", "external_reference", "posted_on", "deadline_on",
    "notes", "is_archived",
)  # fmt: skip

# A file or feed brings no description (the real file has none); a posting saved from its page has one.
DESCRIBED = 0.5
# As often as the real file names an address a second time.
REPEATED_ADDRESS = 0.0035
ANOTHER_TAIL = 0.5
WITH_REFERENCE = 0.3
WITH_NOTES = 0.08
ARCHIVED = 0.05
MAX_TITLE = 300


@dataclass(frozen=True)
class Seeded:
    """A posting as its cells for COPY, and what an application to it must know."""

    id: int
    owner: int
    added: datetime
    cells: Sequence[str]


def grow_postings(shape: Shape, pools: Pools) -> Iterator[Seeded]:
    """All postings in the order in which people added them; their ids count from 1."""
    dice = Dice(SEED)
    grower = _Grower(pools, dice)
    sittings = [
        (user, min(shape.sitting, count - begin))
        for user in range(1, shape.users + 1)
        for count in [shape.postings_of(user)]
        for begin in range(0, count, shape.sitting)
    ]
    number = 0
    for turn, (owner, size) in enumerate(dice.shuffled(sittings)):
        added = FIRST_ADDED + (LAST_ADDED - FIRST_ADDED) * (turn / len(sittings))
        for place in range(size):
            number += 1
            # An import writes its rows within a moment, and no two of them at the same one.
            yield grower.posting(number, owner, added + timedelta(milliseconds=place))


class _Grower:
    """Draws postings. The pools are brought into COPY's format once, which takes most of the work off each row."""

    def __init__(self, pools: Pools, dice: Dice) -> None:
        self._pools = pools
        self._dice = dice
        self._titles = [(head, text_cell(head + tail)) for head, tail in pools.titles]
        self._companies = [text_cell(company) for company in pools.companies]
        self._locations = [(list_cell(map(list_item, places)), _all_remote(places)) for places in pools.locations]
        self._sources = [text_cell(source) for source in pools.sources]
        self._skills = [list_item(skill) for skill in pools.skills]
        self._tags = [list_item(tag) for tag in pools.tags]
        self._descriptions = [text_cell(sentence) for sentence in pools.description_sentences]
        self._requirements = [text_cell(sentence) for sentence in pools.requirement_sentences]
        self._notes = [text_cell(note) for note in pools.notes]
        self._last_address: dict[int, str] = {}

    def posting(self, number: int, owner: int, added: datetime) -> Seeded:
        """The posting with this id."""
        dice, pools = self._dice, self._pools
        locations, is_remote = dice.one(self._locations)
        head, title = dice.one(self._titles)
        if pools.tails and dice.chance(ANOTHER_TAIL):
            title = text_cell((head + dice.one(pools.tails))[:MAX_TITLE].strip())
        offer = dice.one(pools.offers)
        posted = dice.one(pools.days)
        is_described = dice.chance(DESCRIBED)
        instant = added.isoformat()
        cells = (
            str(number),
            str(owner),
            instant,
            instant,
            title,
            dice.one(self._companies),
            locations,
            "remote" if is_remote else offer.remote_option,
            "internship" if "intern" in title.casefold() else offer.job_type,
            "internship" if "intern" in title.casefold() else offer.experience_level,
            *self._salary(offer),
            self._some(self._skills, 2, 9),
            self._some(self._tags, 0, 3),
            self._text(self._descriptions, pools.description_lengths) if is_described else "",
            self._text(self._requirements, pools.requirement_lengths) if is_described else "",
            self._address(number, owner),
            dice.one(pools.availabilities),
            dice.one(self._sources),
            f"REQ-{number:07}" if dice.chance(WITH_REFERENCE) else "",
            _iso(posted),
            NULL if offer.days_until_deadline is None else _iso(posted + timedelta(days=offer.days_until_deadline)),
            dice.one(self._notes) if dice.chance(WITH_NOTES) else "",
            "t" if dice.chance(ARCHIVED) else "f",
        )
        return Seeded(number, owner, added, cells)

    def _salary(self, offer: Offer) -> tuple[str, str, str, str]:
        # The same factor for both ends keeps them in order.
        factor = self._dice.number(80, 125) / 100
        low, high = (NULL if end is None else f"{end * factor:.2f}" for end in (offer.salary_min, offer.salary_max))
        return low, high, offer.salary_currency, offer.salary_period

    def _some(self, items: Sequence[str], low: int, high: int) -> str:
        """From `low` to `high` draws, of which the same ones, in whatever case, count once."""
        drawn: dict[str, str] = {}
        for _ in range(self._dice.number(low, high)):
            item = self._dice.one(items)
            drawn.setdefault(item.casefold(), item)
        return list_cell(drawn.values())

    def _text(self, sentences: Sequence[str], lengths: Sequence[int]) -> str:
        return " ".join(self._dice.one(sentences) for _ in range(self._dice.one(lengths)))

    def _address(self, number: int, owner: int) -> str:
        address: Address | None = self._dice.one(self._pools.addresses)
        if address is None:
            return ""
        if owner not in self._last_address or not self._dice.chance(REPEATED_ADDRESS):
            self._last_address[owner] = text_cell(address.numbered(number))
        return self._last_address[owner]


def _all_remote(places: Sequence[str]) -> bool:
    return bool(places) and all(place.casefold().startswith("remote") for place in places)


@cache
def _iso(day: date) -> str:
    return day.isoformat()
