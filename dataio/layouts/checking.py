"""Values held to the rules of the models, which are those of the API."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from applications.models import Application, Contact
from jobs.models import Job
from jobtracker.columns import MAX_LIST_ITEMS, no_nul
from jobtracker.web_addresses import validate_web_address

# Gives what is wrong with a value, as code and message; None: nothing.
Check = Callable[[Any], tuple[str, str] | None]
_no_surrogates: Final = ProhibitSurrogateCharactersValidator()


def _by_the_field(field: "models.Field[Any, Any]", value: Any) -> tuple[str, str] | None:
    """What the model's field says."""
    try:
        field.clean(value, None)
    except ValidationError as error:
        first = error.error_list[0]
        return first.code or "invalid", " ".join(first.messages)
    return None


def _text_is_sound(text: str) -> bool:
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def unsound(text: str) -> tuple[str, str] | None:
    """What is wrong with a text wherever it stands: the database takes neither NUL nor half a character."""
    if _text_is_sound(text):
        return None
    try:
        no_nul(text)
    except ValidationError as error:
        return error.code or "invalid", error.messages[0]
    return _surrogates(text)


def _surrogates(text: str) -> tuple[str, str] | None:
    try:
        _no_surrogates(text)
    except Exception as error:  # DRF's own ValidationError, whose text it is
        return "surrogate_characters_not_allowed", str(
            getattr(error, "message", "The text has half a character in it.")
        )
    return None


def _text_check(field: "models.Field[Any, Any]") -> Check:
    most = field.max_length or 0

    def check(text: str) -> tuple[str, str] | None:
        # Nearly all are sound: the field itself is asked of the others alone, for it takes much longer.
        if len(text) <= most and _text_is_sound(text) and not field.choices and (text or field.blank):
            return None
        return _by_the_field(field, text) or (None if text.isascii() else _surrogates(text))

    return check


def _other_check(field: "models.Field[Any, Any]") -> Check:
    return lambda value: _by_the_field(field, value)


def _choice_check(field: "models.Field[Any, Any]") -> Check:
    choices = frozenset(str(value) for value, _ in field.flatchoices)
    return lambda value: None if value in choices else _by_the_field(field, value)


def _list_check(field: "models.Field[Any, Any]") -> Check:
    most = field.base_field.max_length  # type: ignore[attr-defined]  # an array's

    def check(items: list[str]) -> tuple[str, str] | None:
        if len(items) <= MAX_LIST_ITEMS and all(len(item) <= most and _text_is_sound(item) for item in items):
            return None
        return _by_the_field(field, items) or next(
            (problem for item in items if not item.isascii() and (problem := _surrogates(item))), None
        )

    return check


def _url_check(field: "models.Field[Any, Any]") -> Check:
    most = field.max_length or 0

    def check(url: str) -> tuple[str, str] | None:
        if url.isascii() and len(url) <= most:
            try:
                validate_web_address(url)
            except ValidationError:
                return _by_the_field(field, url)
            return None
        return _by_the_field(field, url) or (None if url.isascii() else _surrogates(url))

    return check


def _check_of(field: "models.Field[Any, Any]") -> Check:
    if field.name == "url":
        return _url_check(field)
    if hasattr(field, "base_field"):
        return _list_check(field)
    if field.choices:
        return _choice_check(field)
    if isinstance(field, models.CharField | models.TextField) and field.name != "salary_currency":
        return _text_check(field)
    return _other_check(field)


def _checks(model: type[models.Model], names: str) -> dict[str, Check]:
    # None of them is a relation.
    fields = {name: model._meta.get_field(name) for name in names.split()}
    return {name: _check_of(field) for name, field in fields.items() if isinstance(field, models.Field)}


JOB_CHECKS: Final[Mapping[str, Check]] = _checks(
    Job,
    "title company locations remote_option job_type experience_level salary_min salary_max salary_currency "
    "salary_period"
    " skills tags description requirements url availability source external_reference posted_on deadline_on notes",
)
APPLICATION_CHECKS: Final[Mapping[str, Check]] = _checks(Application, "tags notes")

CONTACT_CHECKS: Final[Mapping[str, Check]] = _checks(Contact, "name email role")
