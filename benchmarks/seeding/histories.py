"""Applications with histories that go the ways of the sample's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from applications.models import CLOSED_VALUES, ChangeKind, ChangeOrigin, Status
from benchmarks.seeding.copying import NULL, text_cell
from benchmarks.seeding.postings import Seeded
from benchmarks.seeding.shape import LAST_ADDED, SEED, Shape
from dataio.sample import files
from dataio.sample.dice import Dice
from dataio.sample.histories import CONTRACT_COURSE, COURSES, GAPS, SECOND_TRIES

APPLICATION_COLUMNS = (
    "id", "owner_id", "created_at", "updated_at", "job_id", "status", "status_since", "applied_on", "notes", "priority",
    "tags",
)  # fmt: skip
CHANGE_COLUMNS = (
    "id", "owner_id", "application_id", "kind", "from_status", "to_status", "occurred_at", "recorded_at", "actor_id",
    "origin", "note",
)  # fmt: skip

SECOND_TRY = 0.03
WITH_NOTE = 0.3
_VALUE_BY_LABEL = {status.label: status.value for status in Status}


@dataclass(frozen=True)
class Reached:
    """A status, and when it was reached."""

    label: str
    at: datetime


class Histories:
    """Applies to some of the postings that it is shown, and keeps the rows of both tables as cells for COPY."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._dice = Dice(SEED + 1)
        self._seen: dict[int, int] = {}
        self._made: dict[int, int] = {}
        self._courses = [course.split() for count, course in (*COURSES, (2, CONTRACT_COURSE)) for _ in range(count)]
        rows = files.read(files.APPLICATIONS_FILE)
        self._step_notes = [text_cell(row["Note"]) for row in rows if row["Note"]]
        self._notes = [text_cell(row["Application notes"]) for row in rows if row["Application notes"]]
        self.applications: list[Sequence[str]] = []
        self.changes: list[Sequence[str]] = []

    def consider(self, posting: Seeded) -> None:
        """Apply to this posting if its owner has not applied to their share yet."""
        owner, ratio = posting.owner, self._shape.postings_per_application
        self._seen[owner] = self._seen.get(owner, 0) + 1
        made = self._made.setdefault(owner, 0)
        if made * ratio >= self._seen[owner]:
            return
        share = self._shape.postings_of(owner) // ratio
        for steps in self._tries(posting.added, share - made):
            self._made[owner] += 1
            self._record(posting, steps)

    def _tries(self, added: datetime, allowed: int) -> Iterator[list[Reached]]:
        """The applications to one posting: one that may be open, or one that ended and a second."""
        if allowed >= 2 and self._dice.chance(SECOND_TRY):
            first, second = (course.split() for course in self._dice.one(SECOND_TRIES))
            steps = self._dated(first, added)
            yield steps
            again = steps[-1].at + timedelta(days=self._dice.number(10, 30))
            if len(steps) == len(first) and again <= LAST_ADDED:
                yield self._dated(second, again)
        elif allowed:
            yield self._dated(self._dice.one(self._courses), added)

    def _dated(self, labels: Sequence[str], begin: datetime) -> list[Reached]:
        """The course from `begin` on, as far as it had come when the last posting was added."""
        steps = [Reached(labels[0], begin)]
        for before, after in pairwise(labels):
            low, high = GAPS.get((before, after)) or GAPS.get(("*", after)) or GAPS["*", "*"]
            at = steps[-1].at + timedelta(days=self._dice.number(low, high), minutes=self._dice.number(-240, 240))
            if at > LAST_ADDED:
                break
            steps.append(Reached(after, at))
        return steps

    def _record(self, posting: Seeded, steps: Sequence[Reached]) -> None:
        application, owner = str(len(self.applications) + 1), str(posting.owner)
        previous = ""
        for step in steps:
            status, at = _VALUE_BY_LABEL[step.label], step.at.isoformat()
            kind = ChangeKind.CREATED if not previous else ChangeKind.MOVED
            if previous in CLOSED_VALUES:
                kind = ChangeKind.REOPENED
            note = self._dice.one(self._step_notes) if self._dice.chance(WITH_NOTE) else ""
            change = str(len(self.changes) + 1)
            self.changes.append(
                (change, owner, application, kind.value, previous, status, at, at, owner, ChangeOrigin.USER.value, note)
            )
            previous = status
        applied = next((step.at.date().isoformat() for step in steps if step.label == Status.APPLIED.label), NULL)
        began, since = steps[0].at.isoformat(), steps[-1].at.isoformat()
        notes = self._dice.one(self._notes) if self._dice.chance(WITH_NOTE) else ""
        priority = self._dice.weighted({"2": 60, "3": 25, "1": 15})
        self.applications.append(
            (application, owner, began, since, str(posting.id), previous, since, applied, notes, priority, "{}")
        )
