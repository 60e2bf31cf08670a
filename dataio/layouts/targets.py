"""What a column of a file can be mapped to: fields of the posting and of its application, and where other cells go."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal


class TargetKind(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    # HTML becomes text.
    LONG_TEXT = "long_text"
    TEXTS = "texts"
    CHOICE = "choice"
    AMOUNT = "amount"
    # A pay range in one cell, with currency and period.
    PAY = "pay"
    URL = "url"
    DAY = "day"
    INSTANT = "instant"
    FLAG = "flag"
    WHOLE_NUMBER = "whole_number"
    STATUS = "status"
    # JSON, an array of objects, as this project's exports write it.
    PARTS = "parts"
    # A line of the notes that begins with the column's name.
    NOTE_LINE = "note_line"


Part = Literal["job", "application"]


@dataclass(frozen=True)
class Target:
    """Something that a column can be. `repeats`: cells of several columns are put together."""

    name: str
    label: str
    kind: TargetKind
    part: Part = "job"
    repeats: bool = False


_JOB: Final = [
    Target("id", "The posting's number here", TargetKind.WHOLE_NUMBER),
    Target("title", "Title", TargetKind.TEXT),
    Target("company", "Company", TargetKind.TEXT),
    Target("locations", "Locations", TargetKind.TEXTS, repeats=True),
    Target("remote_option", "Remote option", TargetKind.CHOICE),
    Target("job_type", "Job type", TargetKind.CHOICE),
    Target("experience_level", "Experience level", TargetKind.CHOICE),
    Target("salary", "Salary, as one text", TargetKind.PAY),
    Target("salary_min", "Salary from", TargetKind.AMOUNT),
    Target("salary_max", "Salary to", TargetKind.AMOUNT),
    Target("salary_currency", "Salary currency", TargetKind.CHOICE),
    Target("salary_period", "Salary period", TargetKind.CHOICE),
    Target("skills", "Skills", TargetKind.TEXTS, repeats=True),
    Target("tags", "Tags", TargetKind.TEXTS, repeats=True),
    Target("description", "Description", TargetKind.LONG_TEXT),
    Target("requirements", "Requirements", TargetKind.LONG_TEXT),
    Target("url", "Link to the posting", TargetKind.URL),
    Target("availability", "Availability (open, closed)", TargetKind.CHOICE),
    Target("source", "Source", TargetKind.TEXT),
    Target("external_reference", "The source's own reference", TargetKind.TEXT),
    Target("posted_on", "Posted on", TargetKind.DAY),
    Target("deadline_on", "Deadline", TargetKind.DAY),
    Target("notes", "Notes on the posting", TargetKind.LONG_TEXT, repeats=True),
    Target("note_line", "A line in the posting's notes", TargetKind.NOTE_LINE, repeats=True),
    Target("is_archived", "Archived", TargetKind.FLAG),
    Target("created_at", "Added here at", TargetKind.INSTANT),
    Target("updated_at", "Changed here at", TargetKind.INSTANT),
]
_APPLICATION: Final = [
    Target("application.id", "The application's number here", TargetKind.WHOLE_NUMBER, "application"),
    Target("status", "Status of the application", TargetKind.STATUS, "application"),
    Target("stage", "Stage of the board", TargetKind.TEXT, "application"),
    Target("status_since", "In this status since", TargetKind.INSTANT, "application"),
    Target("saved_on", "Saved on", TargetKind.INSTANT, "application"),
    Target("applied_on", "Applied on", TargetKind.DAY, "application"),
    Target("dated_on", "Day of the application, or of saving what is not applied to", TargetKind.DAY, "application"),
    Target("applied", "Has applied (yes, no, or the day)", TargetKind.FLAG, "application"),
    Target("priority", "Priority", TargetKind.CHOICE, "application"),
    Target("application.tags", "Tags of the application", TargetKind.TEXTS, "application", repeats=True),
    Target("application.notes", "Notes on the application", TargetKind.LONG_TEXT, "application", repeats=True),
    Target(
        "application.note_line", "A line in the application's notes", TargetKind.NOTE_LINE, "application", repeats=True
    ),
    Target("contact", "A contact's name", TargetKind.TEXT, "application"),
    Target("contact_email", "A contact's e-mail address", TargetKind.TEXT, "application"),
    Target("contact_role", "A contact's role", TargetKind.TEXT, "application"),
    Target("history", "History of statuses", TargetKind.PARTS, "application"),
    Target("interviews", "Interviews", TargetKind.PARTS, "application"),
    Target("contacts", "Contacts", TargetKind.PARTS, "application"),
    Target("application.created_at", "The application's beginning here", TargetKind.INSTANT, "application"),
    Target("application.updated_at", "The application's last change here", TargetKind.INSTANT, "application"),
]
TARGETS: Final[Mapping[str, Target]] = {target.name: target for target in (*_JOB, *_APPLICATION)}
