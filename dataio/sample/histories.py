"""The sample's applications: one person's half-year of looking for work, with every step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dataio.sample import files
from dataio.sample.content.diary import APPLICATION_NOTES, DREAMS, REOPENED_NOTES, STEP_NOTES, TRADE
from dataio.sample.dice import Dice
from dataio.sample.generating import Posting

SEED = 20261124
# The levels that the applicant goes for, and the terms on which they would leave their trade.
LEVELS = ("Mid", "Senior", "Lead")
PAID = ("Full-time", "Part-time", "Temporary")
CLOSED = frozenset({"Accepted", "Declined", "Rejected", "Withdrawn", "Ghosted"})

# How many applications went which way. A closed status in the middle was reopened.
COURSES: tuple[tuple[int, str], ...] = (
    (4, "Interested"),
    (3, "Interested Applied"),
    (2, "Applied"),
    (2, "Applied Screening"),
    (1, "Interested Applied Screening"),
    (3, "Applied Screening Interview"),
    (1, "Interested Applied Screening Interview"),
    (1, "Interested Applied Screening Interview Offer"),
    (1, "Applied Interview Offer"),
    (1, "Interested Applied Screening Interview Offer Declined"),
    (1, "Applied Screening Interview Offer Declined"),
    (2, "Applied Rejected"),
    (1, "Interested Applied Rejected"),
    (1, "Applied Screening Rejected"),
    (2, "Applied Screening Interview Rejected"),
    (1, "Interested Withdrawn"),
    (1, "Applied Withdrawn"),
    (1, "Interested Applied Screening Withdrawn"),
    (2, "Applied Ghosted"),
    (1, "Applied Screening Ghosted"),
    (1, "Interested Applied Screening Interview Ghosted"),
    (1, "Applied Ghosted Screening"),
    (1, "Applied Screening Interview Rejected Interview"),
    (1, "Interested Applied Withdrawn Applied"),
    (1, "Applied Screening Ghosted Screening Interview Rejected"),
    (1, "Applied Interview Offer Declined Offer Declined"),
)
CONTRACT_COURSE = "Applied Screening Interview Offer Accepted"
# A second try at a posting whose first application had ended, by the statuses of both.
SECOND_TRIES = (("Applied Rejected", "Interested Applied"), ("Applied Ghosted", "Applied Screening"))
DREAM_COURSES = ("Interested", "Interested", "Applied Rejected")

# Days since the step before, by the two statuses; "*" is any other one.
GAPS: Mapping[tuple[str, str], tuple[int, int]] = {
    ("Interested", "Applied"): (1, 6),
    ("Applied", "Screening"): (4, 13),
    ("Applied", "Interview"): (7, 15),
    ("Screening", "Interview"): (5, 12),
    ("Interview", "Offer"): (5, 11),
    ("Offer", "Accepted"): (2, 5),
    ("Offer", "Declined"): (2, 6),
    ("Applied", "Rejected"): (5, 26),
    ("*", "Rejected"): (3, 12),
    ("*", "Ghosted"): (21, 33),
    ("*", "Withdrawn"): (3, 12),
    # Reopened.
    ("*", "*"): (8, 18),
}
# Days from the last step to the day of loading, by the last status: none of them is of the same day.
SINCE: Mapping[str, tuple[int, int]] = {
    "Interested": (1, 12),
    "Applied": (1, 16),
    "Screening": (1, 9),
    "Interview": (1, 7),
    "Offer": (1, 3),
    "Accepted": (30, 100),
    "Declined": (12, 60),
    "Rejected": (2, 80),
    "Withdrawn": (8, 60),
    "Ghosted": (2, 50),
}
# How long a posting may have been out when the first step was made.
MAX_HESITATION = 30
# How often dates are drawn anew before it is said that no posting fits them.
MAX_DRAWS = 100


@dataclass(frozen=True)
class Course:
    """Statuses, with how many days before loading each was reached."""

    statuses: tuple[str, ...]
    days: tuple[int, ...]

    def fits(self, posting: Posting) -> bool:
        """Whether the posting was there, and in time for applying, when these steps were made."""
        if not 0 <= posting.age - self.days[0] <= MAX_HESITATION:
            return False
        if self.statuses[-1] in ("Interested", "Applied") and not posting.is_open:
            return False
        applied = self.days[self.statuses.index("Applied")] if "Applied" in self.statuses else self.days[0]
        return posting.deadline_age is None or posting.deadline_age <= applied


class Diary:
    """Hands out each note once."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._steps = {status: dice.shuffled(notes) for status, notes in STEP_NOTES.items()}
        self._reopened = {status: dice.shuffled(notes) for status, notes in REOPENED_NOTES.items()}
        self._applications = dice.shuffled(APPLICATION_NOTES)

    def on_step(self, posting: Posting, status: str, *, reopened: bool) -> str:
        """A note on reaching `status`, or none."""
        if reopened:
            return self._next(self._reopened[status], posting)
        # An offer or an end is always worth a word.
        worth = 1.0 if status in CLOSED or status == "Offer" else 0.65
        return self._next(self._steps[status], posting) if self._dice.chance(worth) else ""

    def on_application(self, posting: Posting) -> str:
        """A note on the whole application, or none."""
        return self._next(self._applications, posting) if self._dice.chance(0.45) else ""

    def _next(self, notes: list[str], posting: Posting) -> str:
        if not notes:
            return ""
        return notes.pop().format(
            company=posting.vacancy.company.called, contact=posting.vacancy.contact, skill=posting.skills[-1]
        )


def applications_csv(postings: Sequence[Posting]) -> str:
    """The applications to `postings` as CSV text, a row for each step."""
    dice = Dice(SEED)
    notes = Diary(dice)
    rows: list[dict[str, str]] = []
    for posting, courses in _applied_to(postings, dice):
        for number, course in enumerate(courses, start=1):
            rows += _rows(posting, number, course, notes, dice)
    return files.written(files.APPLICATION_COLUMNS, rows)


def _applied_to(postings: Sequence[Posting], dice: Dice) -> list[tuple[Posting, list[Course]]]:
    """Postings, each with the courses of the applications to it, the one last touched first.

    The courses that only few postings fit choose first.
    """
    trade = [posting for posting in postings if posting.vacancy.role_name in TRADE and posting.vacancy.level in LEVELS]
    permanent = [posting for posting in trade if posting.job_type != "Contract"]
    contracts = [posting for posting in trade if posting.job_type == "Contract"]
    dreams = [posting for posting in postings if posting.vacancy.role_name in DREAMS and posting.job_type in PAID]
    chosen: dict[str, tuple[Posting, list[Course]]] = {}

    def choose(candidates: Sequence[Posting], *statuses: str) -> None:
        free = [posting for posting in candidates if posting.reference not in chosen]
        for courses in (_courses(statuses, dice) for _ in range(MAX_DRAWS)):
            fitting = [posting for posting in free if courses[0].fits(posting)]
            if fitting:
                near = [posting for posting in fitting if posting.is_near]
                posting = dice.one(near or fitting)
                chosen[posting.reference] = posting, courses
                return
        raise LookupError(f"No posting is left for an application that went {statuses}.")

    choose(contracts, CONTRACT_COURSE)
    for first, second in SECOND_TRIES:
        choose([posting for posting in permanent if posting.is_open], first, second)
    for statuses in DREAM_COURSES:
        choose(dreams, statuses)
    for count, statuses in sorted(COURSES, key=lambda course: -len(course[1])):
        for _ in range(count):
            choose(permanent, statuses)
    return sorted(chosen.values(), key=lambda item: (item[1][-1].days[-1], item[0].reference))


def _courses(texts: Sequence[str], dice: Dice) -> list[Course]:
    """Dated courses, one after the other: each ends before the next begins."""
    courses: list[Course] = []
    for text in reversed(texts):
        statuses = text.split()
        since = dice.number(*SINCE[statuses[-1]])
        if courses:
            since = courses[0].days[0] + dice.number(10, 30)
        days = [since]
        for before, after in reversed(list(pairwise(statuses))):
            days.insert(0, days[0] + dice.number(*_gap(before, after)))
        courses.insert(0, Course(tuple(statuses), tuple(days)))
    return courses


def _gap(before: str, after: str) -> tuple[int, int]:
    return GAPS.get((before, after)) or GAPS.get(("*", after)) or GAPS["*", "*"]


def _rows(posting: Posting, number: int, course: Course, notes: Diary, dice: Dice) -> list[dict[str, str]]:
    rows = []
    previous = ""
    for step, (status, days) in enumerate(zip(course.statuses, course.days, strict=True), start=1):
        rows.append(
            {
                "Reference": posting.reference,
                "Application": str(number),
                "Step": str(step),
                "Status": status,
                "Days before loading": str(days),
                "Time": f"{dice.number(8, 20):02}:{dice.number(0, 11) * 5:02}",
                "Note": notes.on_step(posting, status, reopened=previous in CLOSED),
            }
        )
        previous = status
    rows[0]["Priority"] = dice.weighted({"normal": 60, "high": 25, "low": 15})
    rows[0]["Application notes"] = notes.on_application(posting)
    rows[0]["Contact"] = posting.vacancy.contact
    return rows
