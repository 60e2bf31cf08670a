"""People's applications at random, with what happened to them at the edges of days; and what was there already."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from accounts.models import User
from applications.cadence import Rule
from applications.models import Activity, Application, ChangeOrigin, Interview, Task
from applications.services.applications import NewApplication, Step, delete_application, record_applications
from jobs.models import Job

ZONES = st.sampled_from(
    [
        *("UTC", "Etc/GMT+12", "Pacific/Kiritimati", "Europe/Berlin", "America/New_York", "Pacific/Apia"),
        *("America/Sao_Paulo", "Asia/Kathmandu", "Africa/Cairo"),
    ]
)
# Days on which or near which clocks change somewhere of these; Apia had no 30 December 2011.
DAYS = st.sampled_from(
    [
        *(date(2026, 3, 8), date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 1), date(2026, 4, 24)),
        *(date(2011, 12, 29), date(2011, 12, 31), date(2012, 1, 8), date(2018, 11, 4), date(2024, 2, 29)),
    ]
)
# Around midnight, and anywhere.
SECONDS = st.one_of(st.sampled_from([-1, 0, 1]), st.integers(0, 86_399))
MOMENT = timedelta(microseconds=1)
STATUSES = ("applied", "applied", "screening", "interview", "interview", "interested", "offer", "rejected")


def midnight(zone: str, day: date) -> datetime:
    """When a day begins."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def instant(zone: str, day: date, seconds: int) -> datetime:
    """So many seconds after the beginning of a day."""
    return midnight(zone, day) + timedelta(seconds=seconds)


class World:
    """Makes rows of one person around `now`, by one seed always the same."""

    def __init__(self, user: User, now: datetime, rules: Sequence[Rule], seed: int) -> None:
        self.user, self.now = user, now
        self.random = random.Random(seed)  # nothing secret
        self.today = now.astimezone(ZoneInfo(user.time_zone)).date()
        # Where a rule begins to hold, and next to it.
        self.days_ago = sorted({max(rule.days + near, 0) for rule in rules for near in (-1, 0, 1)})

    def in_trash(self) -> dict[str, Any]:
        """What a row that is in the trash has; one of eight is."""
        return {"trashed_at": self.now, "trashed_with": "0" * 32} if self.random.random() < 1 / 8 else {}

    def past(self) -> datetime:
        """An instant that is not to come, mostly at the edge of a day that matters."""
        day = self.today - timedelta(days=self.random.choice(self.days_ago))
        after = self.random.choice([timedelta(0), -MOMENT, MOMENT, timedelta(hours=self.random.uniform(0, 24))])
        return min(midnight(self.user.time_zone, day) + after, self.now)

    def applications(self, count: int) -> list[Application]:
        """Applications with up to three things that happened to each; some are in the trash."""
        jobs = Job.objects.bulk_create(Job(owner=self.user, title="Engineer", company="Acme") for _ in range(count))
        new = [NewApplication(job=job, steps=[Step(self.random.choice(STATUSES), self.past())]) for job in jobs]
        made = record_applications(actor=self.user, new=new, origin=ChangeOrigin.USER)
        for application in made:
            for _ in range(self.random.randrange(4)):
                self.random.choice([self.touch, self.interview, self.interview, self.task])(application)
            if self.random.random() < 1 / 10:
                delete_application(actor=self.user, application_id=application.pk)
        return made

    def touch(self, application: Application) -> None:
        """A touch, or a note."""
        Activity.objects.create(
            owner=self.user,
            application=application,
            kind=self.random.choice(["note", "email", "call"]),
            occurred_at=self.past(),
            **self.in_trash(),
        )

    def interview(self, application: Application) -> None:
        """An interview that is over, or ends now, or a moment later, or is to come."""
        later = self.now + self.random.choice([timedelta(0), MOMENT, timedelta(days=3)])
        ends_at = self.random.choice([self.past(), self.past(), later])
        Interview.objects.create(
            owner=self.user,
            application=application,
            kind="video",
            time_zone="UTC",
            starts_at=ends_at - timedelta(hours=1),
            ends_at=ends_at,
            state=self.random.choice(["scheduled", "completed", "cancelled"]),
            **self.in_trash(),
        )

    def task(self, application: Application) -> None:
        """A task that is done, or not."""
        Task.objects.create(
            owner=self.user,
            application=application,
            title="Do",
            kind=self.random.choice(["follow_up", "follow_up", "thank_you", "other"]),
            done_at=self.random.choice([None, self.past()]),
            **self.in_trash(),
        )
