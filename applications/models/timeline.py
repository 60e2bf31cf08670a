"""All that happened to an application, in one order."""

from typing import Any

from django.db import models

from jobtracker.ownership import OwnedQuerySet


class TimelineEntry(models.Model):
    """That something happened to an application; a view of the tables that say what it was.

    Without what is in the trash. `applications/migrations/0010_contacts.py` says what is an entry, and when it was.
    """

    class Type(models.TextChoices):
        """What kind of thing it is; each is a table."""

        ACTIVITY = "activity", "Entry of the log"
        DOCUMENT = "document", "Document"
        INTERVIEW_CHANGE = "interview_change", "Interview"
        STAGE_CHANGE = "stage_change", "Stage"
        STATUS_CHANGE = "status_change", "Status"
        TASK = "task", "Task that was done"

    # Of entries of the same instant the one with the highest is shown first: sorted by type, the last row of it first.
    id = models.BigIntegerField(primary_key=True)
    owner_id = models.BigIntegerField()
    application_id = models.BigIntegerField()
    type = models.CharField(max_length=16, choices=Type)
    # Within its table.
    row_id = models.BigIntegerField()
    occurred_at = models.DateTimeField()

    # What `applications.timeline.attach_entries` adds: the row.
    entry: Any

    objects = OwnedQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "applications_timelineentry"

    def __str__(self) -> str:
        return f"{self.get_type_display()} ({self.occurred_at:%Y-%m-%d})"
