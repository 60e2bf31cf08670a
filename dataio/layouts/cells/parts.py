"""Histories, interviews and contacts as this project's exports write them: JSON, an array of objects."""

import json
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from rest_framework.serializers import Serializer

from applications.models import Contact, Interview, Status, StatusChange
from applications.models.interviews import LONGEST
from applications.serializers.interviews import MAX_QUESTIONS, QuestionSerializer, SkillRatingSerializer
from dataio.layouts.cells.outcomes import Unreadable
from jobtracker.web_addresses import validate_web_address

_MAX_PARTS: Final = 1_000
_HISTORY: Final = ("status", "occurred_at", "note")
_INTERVIEW: Final = (
    "kind", "title", "starts_at", "ends_at", "time_zone", "place", "url", "state", "outcome", "preparation",
    "questions", "skill_ratings", "feedback",
)  # fmt: skip
_LEARNED: Final[Mapping[str, type[Serializer[Any]]]] = {
    "questions": QuestionSerializer,
    "skill_ratings": SkillRatingSerializer,
}
_CONTACT: Final = ("name", "role", "email")


def history(cell: str) -> list[dict[str, Any]]:
    """Entries of a history, in their order: `status`, `occurred_at`, `note`."""
    entries = _objects(cell, _HISTORY)
    for entry in entries:
        if entry.get("status") not in Status.values:
            raise _invalid("Each entry of a history needs one of our statuses.")
        _instant(entry, "occurred_at")
        _check(StatusChange, entry, ["note"])
    return entries


def interviews(cell: str) -> list[dict[str, Any]]:
    """Interviews: `kind`, `starts_at`, `ends_at`, `time_zone` and what else the export writes."""
    entries = _objects(cell, _INTERVIEW)
    for entry in entries:
        starts, ends = _instant(entry, "starts_at"), _instant(entry, "ends_at")
        if not timedelta() < ends - starts <= LONGEST:
            raise _invalid(f"An interview ends after it starts, within {LONGEST.days} days.")
        if entry.get("state", Interview.State.SCHEDULED) not in Interview.State.values:
            raise _invalid("`state` is scheduled, completed or cancelled.")
        if entry.get("outcome", "") not in ("", *Interview.Outcome.values):
            raise _invalid("`outcome` is empty, passed, failed or mixed.")
        if entry.get("outcome") and entry.get("state") != Interview.State.COMPLETED:
            raise _invalid("Only a completed interview has an outcome.")
        for name, serializer in _LEARNED.items():
            if name in entry:
                entry[name] = _learned(name, entry[name], serializer)
        if "kind" not in entry or "time_zone" not in entry:
            raise _invalid("An interview needs a kind and a time zone.")
        _check(Interview, entry, ["kind", "title", "time_zone", "place", "preparation", "feedback"])
        if "url" in entry and (url := _text(entry, "url")):
            try:
                validate_web_address(url)
            except ValidationError as error:
                raise _invalid(error.messages[0]) from None
    return entries


def contacts(cell: str) -> list[dict[str, Any]]:
    """Contacts: `name`, `role`, `email`."""
    entries = _objects(cell, _CONTACT)
    for entry in entries:
        # A contact's texts lose the blanks around them.
        if "name" not in entry or not _text(entry, "name").strip():
            raise _invalid("A contact needs a name.")
        _check(Contact, entry, ["name", "role", "email"])
    return entries


READERS: Final[Mapping[str, Callable[[str], list[dict[str, Any]]]]] = {
    "history": history,
    "interviews": interviews,
    "contacts": contacts,
}


def _objects(cell: str, known: tuple[str, ...]) -> list[dict[str, Any]]:
    try:
        values = json.loads(cell)
    except (ValueError, RecursionError):
        raise _invalid("This is no JSON.") from None
    return _checked_objects(values, known, "This")


def _checked_objects(values: Any, known: Collection[str], what: str) -> list[dict[str, Any]]:
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise _invalid(f"{what} is no array of objects.")
    if len(values) > _MAX_PARTS:
        raise _invalid(f"There are more than {_MAX_PARTS:,} objects.")
    for value in values:
        if unknown := value.keys() - set(known):
            raise _invalid(f"“{min(unknown)[:50]}” is none of: {', '.join(known)}.")
    return values


def _learned(name: str, values: Any, serializer: type[Serializer[Any]]) -> list[dict[str, Any]]:
    """What was taken along from an interview, by the rules and in the form of the API."""
    objects = _checked_objects(values, serializer().fields, f"`{name}`")
    if len(objects) > MAX_QUESTIONS:
        raise _invalid(f"`{name}` has more than {MAX_QUESTIONS} entries.")
    read: list[dict[str, Any]] = []
    for each in objects:
        of_one = serializer(data=each)
        if not of_one.is_valid():
            member, errors = next(iter(of_one.errors.items()))
            raise _invalid(f"`{name}`: `{member}`: {errors[0]}")
        read.append(dict(of_one.validated_data))
    return read


def _instant(entry: Mapping[str, Any], name: str) -> datetime:
    value = entry.get(name)
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise _invalid(f"`{name}` is a time such as 2026-11-23T09:30:00Z.")
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        raise _invalid(f"`{name}` is out of range.") from None


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry[name]
    if not isinstance(value, str):
        raise _invalid(f"`{name}` is a text.")
    return value


def _check(model: type[models.Model], entry: Mapping[str, Any], names: list[str]) -> None:
    """By the rules of the model's own fields."""
    for name in names:
        if name in entry:
            _text(entry, name)
            try:
                model._meta.get_field(name).clean(entry[name], None)  # type: ignore[union-attr]  # none is a relation
            except ValidationError as error:
                raise _invalid(f"`{name}`: {error.messages[0]}") from None


def _invalid(message: str) -> Unreadable:
    return Unreadable("invalid_parts", message)
