"""Serializer fields that several apps use."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict
from rest_framework import serializers
from rest_framework.fields import empty


class TextListField(serializers.ListField):
    """A list of short texts; in the browsable API's forms a text area with one of them on each line."""

    def __init__(self, *, item_max_length: int = 200, max_length: int = 100, **kwargs: Any) -> None:
        kwargs.setdefault("style", {"base_template": "list_lines.html"})
        kwargs.setdefault("child", serializers.CharField(max_length=item_max_length))
        super().__init__(max_length=max_length, **kwargs)

    def get_value(self, dictionary: Mapping[str, Any]) -> Any:
        """The raw list: JSON's as it is, a form's from the lines of its text area."""
        name = self.field_name or ""
        if isinstance(dictionary, QueryDict):
            if name not in dictionary:
                return empty
            lines = "\n".join(dictionary.getlist(name)).splitlines()
            return [line for line in lines if line.strip()]
        return dictionary.get(name, empty)


class WallClockField(serializers.DateTimeField):
    """A time as it is written: with an offset an instant, without one what a clock shows somewhere.

    `jobtracker.wall_clock.resolved` makes an instant of either, once it is known where.
    """

    def to_internal_value(self, value: Any) -> Any:
        """The time. A day alone is none: Python would take it for its midnight."""
        if isinstance(value, str) and ":" not in value:
            self.fail("date" if value.strip() else "required")
        return super().to_internal_value(value)

    def enforce_timezone(self, value: datetime) -> datetime:
        """Leave it as it is: DRF would take a time without an offset for one of UTC."""
        return value
