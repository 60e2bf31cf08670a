"""One column of a backup: how its values stand in files, and which values of a file are such.

Numbers that must stay exact are texts, instants are in UTC with microseconds, bytes are hexadecimal digits. A value of
a file passes where the model's own field takes it: its type, length, choices and validators. What only the database
knows (constraints, references) it checks itself.
"""

import json
import re
import uuid
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import BooleanField, ExpressionWrapper, F, Func, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from accounts.models import User
from dataio.resources import Column, Kind

Field = models.Field[Any, Any]
# Values that passed once pass again: of most columns there are few.
_REMEMBERED: Final = 10_000
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME: Final = re.compile(r"\d\d:\d\d:\d\d(\.\d{1,6})?", re.ASCII)
_AMOUNT: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_HEX: Final = re.compile(r"([0-9a-f]{2})*")


class UnfitValue(Exception):
    """A value that this column cannot have. The message says why."""


class StoredColumn:
    """A column of a model: its name in files, and what its values are."""

    def __init__(self, of: Field, owner: str) -> None:
        self.field = of
        self.name = of.name
        self.sql_name: str = of.column or of.name
        self.refers_to: type[models.Model] | None = of.related_model if isinstance(of, models.ForeignKey) else None
        # A person: files say whether it is the owner.
        self.is_person = self.refers_to is User
        self._owner = owner
        self._passed: set[Any] = set()
        self._form = _form_of(of)

    def written(self) -> Column:
        """The column as files have it."""
        if self.is_person:
            is_owner = ExpressionWrapper(Q(**{self.name: F(self._owner)}), output_field=BooleanField())
            return Column(self.name, Kind.FLAG, Coalesce(is_owner, Value(False)))
        kind, expression = self._form.written
        return Column(self.name, kind, expression(self.field))

    def default(self) -> Any:
        """The value of a file that was made before there was this column. Raises UnfitValue where there is none."""
        if self.is_person:
            return False
        if self.field.has_default():
            value = self.field.get_default()
            return json.dumps(value) if isinstance(self.field, models.JSONField) else value
        if self.field.null:
            return None
        if self.field.blank and self.field.empty_strings_allowed:
            return ""
        raise UnfitValue("This column is missing.")

    def read(self, value: Any) -> Any:
        """What COPY stores for a value of a file. Raises UnfitValue."""
        if self.is_person:
            return _flag(value, self.field)
        if value is None:
            if self.field.null:
                return None
            raise UnfitValue("It must not be null.")
        read = self._form.read(value, self.field)
        if not isinstance(value, str | int) or value not in self._passed:
            self._check(read if isinstance(self.field, ArrayField) else value)
            if isinstance(value, str | int) and len(self._passed) < _REMEMBERED:
                self._passed.add(value)
        return read

    def _check(self, value: Any) -> None:
        """Have the model's field look at a value; a reference is looked up later."""
        if self.refers_to is not None or self.field.primary_key:
            return
        try:
            python = self.field.to_python(value) if not isinstance(self.field, models.BinaryField) else value
            if (
                self.field.choices
                and not (python == "" and self.field.blank)
                and python not in {choice for choice, _ in self.field.flatchoices}
            ):
                raise UnfitValue("This is none of the choices.")
            if not isinstance(self.field, models.BinaryField):
                self.field.run_validators(python)
        except ValidationError as error:
            raise UnfitValue(" ".join(error.messages)) from None


class _Form:
    """How the values of a kind of field are written and read."""

    def __init__(self, kind: Kind, written: Callable[[Any], Combinable], read: Callable[[Any, Any], Any]) -> None:
        self.written = kind, written
        self.read = read


def _expect(value: Any, kind: type, what: str) -> None:
    if type(value) is not kind:
        raise UnfitValue(f"It must be {what}.")


def _text(value: Any, field: Any) -> str:
    _expect(value, str, "a text")
    text: str = value
    if "\0" in text:
        raise UnfitValue("It holds the character NUL.")
    if not text.isascii():
        _require_characters(text)
    if field.max_length is not None and len(text) > field.max_length:
        raise UnfitValue(f"It is longer than {field.max_length} characters.")
    return text


def _require_characters(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UnfitValue("It holds half a character.") from None


def _texts(value: Any, field: Any) -> list[str]:
    _expect(value, list, "a list of texts")
    return [_text(item, field.base_field) for item in value]


def _whole_number(value: Any, field: Any) -> int:
    _expect(value, int, "a whole number")
    column = field.target_field if isinstance(field, models.ForeignKey) else field
    least, most = connection.ops.integer_field_range(column.get_internal_type())
    if not (least or 0) <= value <= (most or 2**63 - 1):
        raise UnfitValue("The number is too large.")
    number: int = value
    return number


def _flag(value: Any, field: Any) -> bool:
    _expect(value, bool, "true or false")
    flag: bool = value
    return flag


def _amount(value: Any, field: Any) -> str:
    text = _matching(value, _AMOUNT, "a decimal number as a text")
    try:
        places = -int(Decimal(text).as_tuple().exponent)
    except (InvalidOperation, ValueError):
        raise UnfitValue("It must be a decimal number as a text.") from None
    if places > field.decimal_places or len(text) > field.max_digits + 2:
        raise UnfitValue("The number has too many digits.")
    return text


def _instant(value: Any, field: Any) -> str:
    return _of_calendar(_matching(value, _INSTANT, "an instant such as 2026-03-02T09:00:00.000000Z"), datetime)


def _day(value: Any, field: Any) -> str:
    return _of_calendar(_matching(value, _DAY, "a day such as 2026-03-02"), date)


def _time(value: Any, field: Any) -> str:
    return _of_calendar(_matching(value, _TIME, "a time such as 09:00:00"), time)


def _of_calendar(text: str, kind: Any) -> str:
    try:
        kind.fromisoformat(text)
    except ValueError:
        raise UnfitValue("There is no such day or time.") from None
    return text


def _uuid(value: Any, field: Any) -> str:
    _expect(value, str, "a UUID")
    try:
        return str(uuid.UUID(value))
    except ValueError:
        raise UnfitValue("It must be a UUID.") from None


def _bytes(value: Any, field: Any) -> bytes:
    return bytes.fromhex(_matching(value, _HEX, "hexadecimal digits"))


def _json(value: Any, field: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    if "\\u0000" in text:
        raise UnfitValue("It holds the character NUL.")
    _require_characters(text)
    return text


def _matching(value: Any, form: re.Pattern[str], what: str) -> str:
    if type(value) is not str or not form.fullmatch(value):
        raise UnfitValue(f"It must be {what}.")
    return value


def _own(field: Field) -> Combinable:
    return F(field.name)


def _as_text(field: Field) -> Combinable:
    return Cast(F(field.name), TextField())


def _as_hex(field: Field) -> Combinable:
    return Func(F(field.name), Value("hex"), function="encode", output_field=TextField())


# The first that fits: Django's DateTimeField is a DateField, too.
_FORMS: Final[list[tuple[type[Field], _Form]]] = [
    (models.ForeignKey, _Form(Kind.WHOLE_NUMBER, lambda field: F(field.attname), _whole_number)),
    (models.DateTimeField, _Form(Kind.INSTANT, _own, _instant)),
    (models.DateField, _Form(Kind.DAY, _own, _day)),
    (models.TimeField, _Form(Kind.TEXT, _as_text, _time)),
    (models.BooleanField, _Form(Kind.FLAG, _own, _flag)),
    (models.DecimalField, _Form(Kind.AMOUNT, _own, _amount)),
    (models.IntegerField, _Form(Kind.WHOLE_NUMBER, _own, _whole_number)),
    (models.UUIDField, _Form(Kind.TEXT, _as_text, _uuid)),
    (models.BinaryField, _Form(Kind.TEXT, _as_hex, _bytes)),
    (models.JSONField, _Form(Kind.PARTS, _own, _json)),
    (ArrayField, _Form(Kind.TEXTS, _own, _texts)),
    (models.CharField, _Form(Kind.TEXT, _own, _text)),
    (models.TextField, _Form(Kind.TEXT, _own, _text)),
]


def _form_of(field: Field) -> _Form:
    for kind, form in _FORMS:
        if isinstance(field, kind):
            return form
    raise TypeError(f"{field} is of a type that backups do not know: say in `_FORMS` how they write it.")
