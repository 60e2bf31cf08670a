"""Who looks for whom: the vacancies that the sample's postings are about."""

from collections.abc import Iterator
from dataclasses import dataclass

from dataio.sample.content import sentences
from dataio.sample.content.companies import COMPANIES
from dataio.sample.content.roles import ROLES
from dataio.sample.content.shapes import Company, Role
from dataio.sample.dice import Dice

LEVELS: dict[str, float] = {"Internship": 5, "Entry": 20, "Mid": 42, "Senior": 22, "Lead": 9, "Executive": 2}


@dataclass(frozen=True)
class Vacancy:
    """A place to be filled. `contact` is the first name of a person there; `title` is still without local additions."""

    company: Company
    role_name: str
    level: str
    title: str
    is_voluntary: bool
    contact: str

    @property
    def role(self) -> Role:
        """The kind of work."""
        return ROLES[self.role_name]


def invent_vacancies(count: int, dice: Dice) -> Iterator[Vacancy]:
    """As many vacancies as asked for.

    The companies take turns, and so do the roles of each; no company uses a title twice.
    """
    taken: set[tuple[str, str]] = set()
    turn = 0
    while len(taken) < count:
        for company in COMPANIES[: count - len(taken)]:
            role_name = company.roles[turn % len(company.roles)]
            role = ROLES[role_name]
            free = {
                level: titles
                for level in LEVELS
                if (titles := [title for title in role.titles.get(level, ()) if (company.name, title) not in taken])
            }
            is_voluntary = company.volunteers and role.volunteers and "Entry" in free and dice.chance(0.6)
            level = "Entry" if is_voluntary else dice.weighted({level: LEVELS[level] for level in free})
            title = dice.one(free[level])
            taken.add((company.name, title))
            yield Vacancy(company, role_name, level, title, is_voluntary, contact=dice.one(sentences.CONTACTS))
        turn += 1
