"""What new applications of a file have beside their histories: interviews, and people."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connection

from accounts.models import User
from applications.models import ApplicationContact, Contact, Interview, InterviewChange
from jobtracker.row_sets import insert_rows

_SLICE: Final = 1_000
_WITH_PARTS: Final = """
SELECT m.application_id, i.job ->> 'company', (i.application -> 'interviews')::text,
    (i.application -> 'contacts')::text
FROM import_match m JOIN dataio_importrow i ON i.id = m.position
WHERE m.makes_application AND i.application ?| '{interviews,contacts}' AND m.application_id > %s
ORDER BY m.application_id LIMIT %s
"""
_ENDS: Final[Mapping[str, str]] = {
    Interview.State.COMPLETED: InterviewChange.Kind.COMPLETED,
    Interview.State.CANCELLED: InterviewChange.Kind.CANCELLED,
}

# The application, the company, and as JSON what the file has of the interviews and the people.
_Row = tuple[int, str | None, str | None, str | None]


def add_parts(actor: User, at: datetime) -> None:
    """Add what the file has for the applications that the commit has just made (the table `import_match`)."""
    for rows in _slices():
        _add_interviews(actor, rows, at)
        _add_contacts(actor, rows, at)


def _slices() -> Iterator[list[_Row]]:
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_WITH_PARTS, [last, _SLICE])
            rows: list[_Row] = cursor.fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def _add_interviews(actor: User, rows: Sequence[_Row], at: datetime) -> None:
    """The interviews, each with the beginning and the end of its history."""
    interviews = [
        Interview(owner=actor, application_id=application, **_interview(part))
        for application, _, parts, _ in rows
        for part in json.loads(parts or "[]")
    ]
    insert_rows(interviews, at)
    changes = []
    for interview in interviews:
        changes.append(_change(interview, InterviewChange.Kind.SCHEDULED, min(interview.starts_at, at)))
        if interview.state in _ENDS:
            changes.append(_change(interview, _ENDS[interview.state], min(interview.ends_at, at)))
    insert_rows(changes, at)


def _interview(part: Mapping[str, Any]) -> dict[str, Any]:
    instants = {name: datetime.fromisoformat(part[name]) for name in ("starts_at", "ends_at")}
    return {**part, **instants}


def _change(interview: Interview, kind: str, occurred_at: datetime) -> InterviewChange:
    return InterviewChange(
        owner_id=interview.owner_id,
        interview=interview,
        kind=kind,
        occurred_at=occurred_at,
        starts_at=interview.starts_at,
        ends_at=interview.ends_at,
        time_zone=interview.time_zone,
    )


def _add_contacts(actor: User, rows: Sequence[_Row], at: datetime) -> None:
    """The people, each once: who has the same address, or without one the same name at the same company, is known."""
    named = [
        (application, _contact(actor, company or "", part))
        for application, company, _, parts in rows
        for part in json.loads(parts or "[]")
    ]
    emails = {contact.email for _, contact in named if contact.email}
    names = {contact.name for _, contact in named if not contact.email}
    visible = Contact.objects.visible_to(actor)
    known: dict[tuple[str, ...], Contact] = {}
    for contact in [*visible.filter(email__in=emails).order_by("pk"), *visible.filter(name__in=names).order_by("pk")]:
        for key in ((contact.email,), (contact.name, contact.company)):
            known.setdefault(key, contact)
    new: list[Contact] = []
    links: dict[tuple[int, int], tuple[int, Contact]] = {}
    for application, contact in named:
        key = (contact.email,) if contact.email else (contact.name, contact.company)
        if key not in known:
            known[key] = contact
            new.append(contact)
        links[application, id(known[key])] = (application, known[key])
    insert_rows(new, at)
    insert_rows(
        [
            ApplicationContact(owner=actor, application_id=application, contact=who)
            for application, who in links.values()
        ],
        at,
    )


def _contact(actor: User, company: str, part: Mapping[str, Any]) -> Contact:
    contact = Contact(
        owner=actor,
        name=part["name"],
        role=part.get("role", ""),
        email=part.get("email", ""),
        company=company[: Contact._meta.get_field("company").max_length],
    )
    contact.clean()
    return contact
