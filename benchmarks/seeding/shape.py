"""How much of everything there is."""

from dataclasses import dataclass
from datetime import UTC, datetime

SEED = 20261123
# The ids are given, so that a line of the benchmark can name a row.
MEASURED_USER = 1
# When the first and the last posting was added. Not "now": the rows are the same whenever they are made.
FIRST_ADDED = datetime(2024, 8, 1, tzinfo=UTC)
LAST_ADDED = datetime(2026, 10, 31, tzinfo=UTC)


@dataclass(frozen=True)
class Shape:
    """The numbers of one data set. The postings that are not the measured user's are shared evenly by the others.

    Every person has one application to each `postings_per_application` postings. People add their postings in
    sittings, most often an import, and take turns: a person's rows lie in many places of the table, though not each in
    another one.
    """

    name: str
    users: int
    postings: int
    measured_postings: int
    postings_per_application: int = 5
    sitting: int = 250

    @property
    def measured_applications(self) -> int:
        """Applications of the measured user."""
        return self.measured_postings // self.postings_per_application

    def postings_of(self, user: int) -> int:
        """How many postings the user with this id (from 1) has."""
        if user == MEASURED_USER:
            return self.measured_postings
        each, more = divmod(self.postings - self.measured_postings, self.users - 1)
        return each + (user - MEASURED_USER <= more)


FULL = Shape("full", users=200, postings=1_000_000, measured_postings=50_000)
# For trying a new line out: a fiftieth of it.
QUICK = Shape("quick", users=20, postings=20_000, measured_postings=1_000, sitting=50)
