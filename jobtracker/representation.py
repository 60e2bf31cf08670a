"""Rows as JSON, many of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, partial
from operator import attrgetter
from typing import Any

from rest_framework import serializers

from jobtracker.fields import TextListField

# Of these JSON holds what the column holds.
_AS_IT_IS = frozenset(
    {
        serializers.BooleanField,
        serializers.CharField,
        serializers.ChoiceField,
        serializers.IntegerField,
        serializers.URLField,
        TextListField,
    }
)


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


# And of these what JSON holds does not depend on the field. DRF finds the time zone out for each value, for one.
_SHOWN_BY: dict[type, Callable[[Any], Any]] = {
    serializers.DateTimeField: _instant,
    serializers.DateField: date.isoformat,
}


class RowSerializer(serializers.Serializer[Any]):
    """Shows rows as a serializer of their model does, without finding out for each how to read its fields.

    A page's rows are alike, and of fifty rows the finding out takes longer than the query. For fields that are read
    from columns and attributes, and of which nothing depends on the request; what is given for one that is shown as it
    is has the type of the field already.
    """

    @classmethod
    @cache
    def _steps(cls) -> list[tuple[str, Callable[[Any], Any], Callable[[Any], Any] | None]]:
        """Of each field its name, what reads it, and what turns its value into JSON, if anything has to."""
        return [
            (name, attrgetter(str(field.source)), _shows(field))
            for name, field in cls().fields.items()
            if not field.write_only
        ]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """The row, by the names of the fields."""
        shown = {}
        for name, read, show in self._steps():
            value = read(instance)
            shown[name] = value if value is None or show is None else show(value)
        return shown


def _amount(field: serializers.DecimalField, unit: Decimal, value: Any) -> Any:
    # What a column gave has its decimal places; DRF would bring it to as many, in a context that it makes for each.
    if isinstance(value, Decimal) and value.same_quantum(unit):
        return f"{value:f}"
    return field.to_representation(value)


def _shows(field: serializers.Field[Any, Any, Any, Any]) -> Callable[[Any], Any] | None:
    if type(field) in _AS_IT_IS:
        return None
    if type(field) is serializers.DecimalField and field.decimal_places is not None:
        return partial(_amount, field, Decimal(1).scaleb(-field.decimal_places))
    show: Callable[[Any], Any] = _SHOWN_BY.get(type(field), field.to_representation)
    return show
