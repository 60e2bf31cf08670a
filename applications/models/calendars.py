"""Secret addresses under which calendars read a person's dates."""

from django.db import models
from django.db.models import Q

from jobtracker.columns import no_nul
from jobtracker.ownership import OwnedModel, OwnedQuerySet


class CalendarFeed(OwnedModel):
    """One such address. Its secret is shown once, and kept as a digest."""

    name = models.CharField(max_length=100, validators=[no_nul])
    # SHA-256, hexadecimal.
    secret_digest = models.CharField(max_length=64, unique=True, editable=False)
    interviews = models.BooleanField(default=True)
    deadlines = models.BooleanField(default=True)
    tasks = models.BooleanField(default=True)
    # Minutes before an interview at which the calendar speaks up; null: it does not.
    alarm_minutes = models.PositiveSmallIntegerField(null=True, blank=True, default=30)
    last_read_at = models.DateTimeField(null=True, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="calendar_feed_shows_something",
                condition=Q(interviews=True) | Q(deadlines=True) | Q(tasks=True),
                violation_error_message="A calendar shows interviews, deadlines or tasks.",
            ),
            models.CheckConstraint(
                name="calendar_feed_alarm",
                condition=Q(alarm_minutes=None) | Q(alarm_minutes__range=(0, 10_080)),
                violation_error_message="An alarm is at most a week before.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
