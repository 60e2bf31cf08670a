"""Rows as JSON, many of them."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.utils.functional import cached_property
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


class RowSerializer(serializers.Serializer[Any]):
    """Shows rows as a serializer of their model does, without finding out for each row how to read its fields.

    A page's rows are alike, and of fifty rows the finding out takes longer than the query. For fields that are read
    from columns and attributes; what is given for one that is shown as it is has the type of the field already.
    """

    @cached_property
    def _steps(self) -> list[tuple[str, Callable[[Any], Any], Callable[[Any], Any] | None]]:
        """Of each field its name, what reads it, and what turns its value into JSON, if anything has to."""
        return [
            (name, attrgetter(str(field.source)), None if type(field) in _AS_IT_IS else field.to_representation)
            for name, field in self.fields.items()
            if not field.write_only
        ]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """The row, by the names of the fields."""
        shown = {}
        for name, read, show in self._steps:
            value = read(instance)
            shown[name] = value if value is None or show is None else show(value)
        return shown
