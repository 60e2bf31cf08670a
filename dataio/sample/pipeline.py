"""What hangs on the sample's applications: people, rounds of interviews, the log, and what is to be done.

Everything is drawn from dice of the application's own, so that it is the same whichever applications are loaded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zlib import crc32
from zoneinfo import ZoneInfo

from django.utils.text import slugify

from accounts.models import User
from applications.models import (
    Activity,
    Application,
    ApplicationContact,
    Contact,
    Interview,
    InterviewChange,
    Interviewer,
    Status,
    Task,
)
from applications.services.applications import Step
from dataio.sample.content import encounters
from dataio.sample.dice import Dice
from jobtracker.row_sets import insert_rows
from jobtracker.trash import TrashableQuerySet

SEED: Final = 20261125
# Nobody can own this domain: by it the sample's people are known again.
DOMAIN: Final = "sample.example.com"

ROUND_KINDS = (Interview.Kind.VIDEO, Interview.Kind.TECHNICAL, Interview.Kind.ON_SITE, Interview.Kind.PANEL)
NEXT_KINDS = (Interview.Kind.TECHNICAL, Interview.Kind.ON_SITE, Interview.Kind.FINAL)
ROUND_MINUTES = (45, 60, 90, 120)
CALL_MINUTES = 30
# On a working day and within the next seven days: a weekend moves it by two at most.
LATEST_COMING_DAYS = 5
# Days from today until something is to be done; below nothing it should have been done by now.
DUE_DAYS = (-4, -2, -1, 0, 0, 1, 2, 4)
# Letters that are none with a mark.
PLAIN_LETTERS = str.maketrans("øłı", "oli")
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Recorded:
    """An application as it was loaded: its name in the file, its steps, and the first name of whom it was sent to."""

    application: Application
    name: str
    steps: Sequence[Step]
    contact: str

    def dice(self, subject: str) -> Dice:
        """Chance of its own for each subject."""
        return Dice(SEED + crc32(f"{subject} of {self.name}".encode()))

    def words(self, person: str = "") -> Mapping[str, str]:
        """What stands for the names in texts."""
        skills = self.application.job.skills
        return {"company": self.application.job.company, "skill": skills[-1] if skills else "the job", "name": person}


@dataclass(frozen=True)
class People:
    """Who sees to an application, and, where it came to interviews, who leads those."""

    recruiter: Contact
    lead: Contact | None


@dataclass(frozen=True)
class Round:
    """An interview with whom it is, when it was planned, and when it was over, if it was."""

    interview: Interview
    contact: Contact
    planned_at: datetime
    over_at: datetime | None


def add_pipeline(*, actor: User, recorded: Sequence[Recorded], today: date, now: datetime) -> None:
    """Give the actor what hangs on these applications, with one INSERT for each table."""
    people = _add_people(actor, recorded, now)
    rounds = {item.name: _rounds(actor, item, people.get(item.name), today) for item in recorded}
    every = [planned for found in rounds.values() for planned in found]
    insert_rows([planned.interview for planned in every], now)
    insert_rows(
        [Interviewer(owner=actor, interview=planned.interview, contact=planned.contact) for planned in every], now
    )
    insert_rows([change for planned in every for change in _history(actor, planned)], now)
    insert_rows([entry for item in recorded for entry in _log(actor, item, rounds[item.name], now)], now)
    insert_rows([task for item in recorded for task in _tasks(actor, item, rounds[item.name], today, now)], now)


def remove_people(*, actor: User) -> None:
    """Delete the sample's people, in the trash or not; all else goes with the applications."""
    _sample_contacts(actor).delete()


def _sample_contacts(actor: User) -> TrashableQuerySet:
    contacts: TrashableQuerySet = Contact.objects.filter(owner=actor, email__endswith=f".{DOMAIN}")
    return contacts


def _add_people(actor: User, recorded: Sequence[Recorded], now: datetime) -> dict[str, People]:
    """The people of those applications that came as far as a conversation, by the applications' names."""
    known: dict[str, Contact] = {contact.email: contact for contact in _sample_contacts(actor)}
    new: list[Contact] = []

    def somebody(item: Recorded, dice: Dice, first_name: str, roles: Sequence[str]) -> Contact:
        contact = _contact(actor, item, dice, first_name, roles)
        if contact.email not in known:
            known[contact.email] = contact
            new.append(contact)
        return known[contact.email]

    people = {}
    for item in recorded:
        reached = {step.status for step in item.steps}
        if reached & {Status.SCREENING, Status.INTERVIEW, Status.OFFER}:
            dice = item.dice("people")
            recruiter = somebody(item, dice, item.contact, encounters.RECRUITER_ROLES)
            first_name = dice.one(encounters.FIRST_NAMES)
            led = Status.INTERVIEW in reached
            lead = somebody(item, dice, first_name, encounters.LEAD_ROLES) if led else None
            people[item.name] = People(recruiter, lead)
    insert_rows(new, now)
    links = [
        ApplicationContact(owner=actor, application=item.application, contact=contact)
        for item in recorded
        if (met := people.get(item.name)) is not None
        for contact in (met.recruiter, met.lead)
        if contact is not None
    ]
    insert_rows(links, now)
    return people


def _contact(actor: User, item: Recorded, dice: Dice, first_name: str, roles: Sequence[str]) -> Contact:
    surname = dice.one(encounters.SURNAMES)
    company = item.application.job.company
    host = f"{_plain(company)[:40].strip('-') or 'company'}.{DOMAIN}"
    contact = Contact(
        owner=actor,
        name=f"{first_name} {surname}",
        role=dice.one(roles),
        company=company,
        email=f"{_plain(first_name)}.{_plain(surname)}@{host}",
        notes=dice.one(encounters.CONTACT_NOTES) if dice.chance(0.5) else "",
    )
    contact.validate()
    return contact


def _plain(text: str) -> str:
    """The text as part of an address."""
    return slugify(text.lower().translate(PLAIN_LETTERS))


def _rounds(actor: User, item: Recorded, people: People | None, today: date) -> list[Round]:
    """The rounds that were, one for each step that is a conversation, and perhaps one to come."""
    if people is None:
        return []
    dice = item.dice("rounds")
    rounds = []
    for place, step in enumerate(item.steps[1:], start=1):
        if step.status in (Status.SCREENING, Status.INTERVIEW):
            after = item.steps[place + 1].status if place + 1 < len(item.steps) else None
            is_call = step.status == Status.SCREENING
            contact = people.recruiter if is_call else people.lead or people.recruiter
            interview = _past(actor, item, step, after, contact, dice)
            planned_at = max(item.steps[place - 1].occurred_at + HOUR, interview.starts_at - 3 * DAY)
            rounds.append(Round(interview, contact, planned_at, step.occurred_at))
    last = item.steps[-1]
    if last.status in (Status.SCREENING, Status.INTERVIEW) and dice.chance(0.7):
        contact = people.lead or people.recruiter
        planned_at = last.occurred_at + 2 * HOUR
        rounds.append(Round(_coming(actor, item, today, contact, dice), contact, planned_at, None))
    return rounds


def _past(actor: User, item: Recorded, step: Step, after: str | None, contact: Contact, dice: Dice) -> Interview:
    """A round that ended with a step of the application."""
    is_call = step.status == Status.SCREENING
    minutes = CALL_MINUTES if is_call else dice.one(ROUND_MINUTES)
    words = item.words(contact.name.split()[0])
    asked = [] if is_call else dice.some(encounters.QUESTIONS, 1, 2)
    rated = [] if is_call else dice.some(item.application.job.skills, 1, 3)
    interview = Interview(
        owner=actor,
        application=item.application,
        kind=Interview.Kind.RECRUITER_CALL if is_call else dice.one(ROUND_KINDS),
        starts_at=step.occurred_at - timedelta(minutes=minutes),
        ends_at=step.occurred_at,
        time_zone=actor.time_zone,
        state=Interview.State.COMPLETED,
        outcome=_outcome(after),
        feedback=dice.one(encounters.FEEDBACKS).format_map(words),
        questions=[
            {"question": question.format_map(words), "answer": answer.format_map(words)} for question, answer in asked
        ],
        skill_ratings=[{"skill": skill, "rating": dice.number(2, 5)} for skill in rated],
        sequence=1,
    )
    _place(interview, item)
    return interview


def _outcome(after: str | None) -> str:
    """What came of a round, by the step after it."""
    if after in (Status.INTERVIEW, Status.OFFER):
        return Interview.Outcome.PASSED
    return Interview.Outcome.FAILED if after == Status.REJECTED else ""


def _coming(actor: User, item: Recorded, today: date, contact: Contact, dice: Dice) -> Interview:
    """A round within the next seven days."""
    day = today + timedelta(days=dice.number(1, LATEST_COMING_DAYS))
    day += timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else timedelta()
    starts_at = datetime.combine(day, time(dice.number(9, 15), dice.one((0, 30))), ZoneInfo(actor.time_zone))
    is_first = item.steps[-1].status == Status.SCREENING
    interview = Interview(
        owner=actor,
        application=item.application,
        kind=Interview.Kind.VIDEO if is_first else dice.one(NEXT_KINDS),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=dice.one(ROUND_MINUTES)),
        time_zone=actor.time_zone,
        preparation=dice.one(encounters.PREPARATIONS).format_map(item.words(contact.name.split()[0])),
    )
    _place(interview, item)
    return interview


def _place(interview: Interview, item: Recorded) -> None:
    """Where it is: in their house, or behind a link."""
    if interview.kind in (Interview.Kind.ON_SITE, Interview.Kind.FINAL, Interview.Kind.PANEL):
        locations = item.application.job.locations
        interview.place = f"Their office, {locations[0]}" if locations else "Their office"
    elif interview.kind != Interview.Kind.RECRUITER_CALL:
        interview.url = f"https://meet.example.com/{item.name.lower()}"


def _history(actor: User, planned: Round) -> list[InterviewChange]:
    """That a round was planned, and that it was over."""
    entries = [(InterviewChange.Kind.SCHEDULED, planned.planned_at)]
    if planned.over_at is not None:
        entries.append((InterviewChange.Kind.COMPLETED, planned.over_at))
    return [
        InterviewChange(
            owner=actor,
            interview=planned.interview,
            kind=kind,
            occurred_at=occurred_at,
            starts_at=planned.interview.starts_at,
            ends_at=planned.interview.ends_at,
            time_zone=planned.interview.time_zone,
        )
        for kind, occurred_at in entries
    ]


def _log(actor: User, item: Recorded, rounds: Sequence[Round], now: datetime) -> list[Activity]:
    """What was written and noted, as far as it lies in the past."""
    dice = item.dice("log")
    incoming, outgoing = Activity.Direction.IN, Activity.Direction.OUT
    entries: list[Activity] = []

    def add(kind: str, direction: str, at: datetime, texts: Sequence[str], contact: Contact | None = None) -> None:
        words = item.words(contact.name.split()[0] if contact else "")
        entries.append(
            Activity(
                owner=actor,
                application=item.application,
                contact=contact,
                kind=kind,
                direction=direction,
                occurred_at=at,
                body=dice.one(texts).format_map(words),
            )
        )

    for step in item.steps:
        if step.status == Status.APPLIED and dice.chance(0.5):
            add(Activity.Kind.EMAIL, incoming, step.occurred_at + HOUR / 6, encounters.CONFIRMATIONS)
    for planned in rounds:
        if dice.chance(0.7):
            at = planned.planned_at - HOUR / 2
            add(Activity.Kind.EMAIL, incoming, at, encounters.INVITATIONS, planned.contact)
        if planned.over_at is not None and dice.chance(0.5):
            at = planned.over_at + 16 * HOUR
            add(Activity.Kind.EMAIL, outgoing, at, encounters.THANKS, planned.contact)
    if dice.chance(0.3):
        add(Activity.Kind.NOTE, "", item.steps[-1].occurred_at + HOUR, encounters.NOTES)
    return [entry for entry in entries if entry.occurred_at < now]


def _tasks(actor: User, item: Recorded, rounds: Sequence[Round], today: date, now: datetime) -> list[Task]:
    """What is to be done about an application that is open, and what was done after its rounds."""
    dice = item.dice("tasks")
    tasks: list[Task] = []

    def add(kind: str, texts: Sequence[str], due_on: date, contact: Contact | None = None) -> Task:
        title = dice.one(texts).format_map(item.words(contact.name.split()[0] if contact else ""))
        task = Task(owner=actor, application=item.application, contact=contact, kind=kind, title=title, due_on=due_on)
        tasks.append(task)
        return task

    for planned in rounds:
        zone = ZoneInfo(planned.interview.time_zone)
        if planned.over_at is None:
            day = planned.interview.starts_at.astimezone(zone).date() - DAY
            add(Task.Kind.PREPARE, encounters.PREPARATION_TASKS, day)
        elif planned.over_at + DAY < now and dice.chance(0.5):
            day = planned.over_at.astimezone(zone).date() + DAY
            thanks = add(Task.Kind.THANK_YOU, encounters.THANK_YOUS, day, planned.contact)
            thanks.done_at = planned.over_at + 20 * HOUR
    last = item.steps[-1]
    # Nothing is due before the step that it follows.
    due_on = max(today + timedelta(days=dice.one(DUE_DAYS)), last.occurred_at.date() + DAY)
    if last.status == Status.INTERESTED and dice.chance(0.6):
        add(Task.Kind.OTHER, encounters.WRITINGS, due_on)
    elif last.status == Status.APPLIED and dice.chance(0.6):
        add(Task.Kind.FOLLOW_UP, encounters.FOLLOW_UPS, due_on)
    elif last.status == Status.OFFER:
        add(Task.Kind.OTHER, encounters.DECISIONS, due_on)
    return tasks
