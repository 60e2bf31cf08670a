"""Tables of this app, a module for each subject; Django finds them through this package."""

from applications.models.activities import Activity, ActivityQuerySet
from applications.models.applications import (
    CLOSED_STATUSES,
    CLOSED_VALUES,
    EARLIEST_DAY,
    MAX_NOTE,
    OPEN_STATUS_CHOICES,
    OPEN_STATUSES,
    OPEN_VALUES,
    Application,
    ApplicationQuerySet,
    ChangeKind,
    ChangeOrigin,
    Status,
    StatusChange,
)
from applications.models.calendars import CalendarFeed
from applications.models.contacts import MAX_LINKS, ApplicationContact, Contact, searched_text
from applications.models.documents import ApplicationDocument, Document, DocumentVersion, StoredFile
from applications.models.interviews import Interview, InterviewChange, Interviewer
from applications.models.stages import Stage, StageChange
from applications.models.tasks import CadenceRule, SuggestionDecision, Task
from applications.models.timeline import TimelineEntry

__all__ = [
    "CLOSED_STATUSES",
    "CLOSED_VALUES",
    "EARLIEST_DAY",
    "MAX_LINKS",
    "MAX_NOTE",
    "OPEN_STATUSES",
    "OPEN_STATUS_CHOICES",
    "OPEN_VALUES",
    "Activity",
    "ActivityQuerySet",
    "Application",
    "ApplicationContact",
    "ApplicationDocument",
    "ApplicationQuerySet",
    "CadenceRule",
    "CalendarFeed",
    "ChangeKind",
    "ChangeOrigin",
    "Contact",
    "Document",
    "DocumentVersion",
    "Interview",
    "InterviewChange",
    "Interviewer",
    "Stage",
    "StageChange",
    "Status",
    "StatusChange",
    "StoredFile",
    "SuggestionDecision",
    "Task",
    "TimelineEntry",
    "searched_text",
]
