"""JSON shapes of the calendar, and of the addresses at which calendars elsewhere read it."""

from typing import Any

from rest_framework import serializers

from applications.calendar_items import MAX_DAYS
from applications.models import CalendarFeed
from jobtracker.filtering import EARLIEST_DAY, LATEST_DAY

ITEM_TYPES = ["interview", "deadline", "task"]


class DaysSerializer(serializers.Serializer[Any]):
    """Which days are asked for."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`from`, which is no name in Python, and `to`."""
        return {
            "from": serializers.DateField(required=False, help_text="The first day; today if left out."),
            "to": serializers.DateField(
                required=False, help_text=f"The last day, at most {MAX_DAYS} days later; 31 if left out."
            ),
        }

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Keep clear of the ends of the calendar, where days cannot be added."""
        for name, day in attrs.items():
            if not EARLIEST_DAY <= day <= LATEST_DAY:
                raise serializers.ValidationError({name: "There is nothing so far away."}, "out_of_range")
        return attrs


class JobOfItemSerializer(serializers.Serializer[Any]):
    """What one sees of a posting."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    company = serializers.CharField()


class CalendarItemSerializer(serializers.Serializer[Any]):
    """One entry of the calendar."""

    type = serializers.ChoiceField(choices=ITEM_TYPES)
    id = serializers.IntegerField()
    title = serializers.CharField()
    starts_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)
    time_zone = serializers.CharField(allow_null=True, help_text="The zone in which an interview was agreed upon.")
    on = serializers.DateField(help_text="The day, as your own calendar has it.")
    time = serializers.TimeField(allow_null=True, help_text="The time, as your own clock shows it; null: all day.")
    application = serializers.IntegerField(allow_null=True)
    job = JobOfItemSerializer(allow_null=True)
    state = serializers.CharField(
        allow_null=True, help_text="Of an interview scheduled, completed or cancelled; of a task open."
    )


class CalendarSerializer(serializers.Serializer[Any]):
    """What lies between two days, in order."""

    items = CalendarItemSerializer(many=True)


class CalendarFeedSerializer(serializers.ModelSerializer[CalendarFeed]):
    """An address at which calendars elsewhere read, without its secret."""

    class Meta:
        model = CalendarFeed
        fields = [
            "id", "name", "interviews", "deadlines", "tasks", "alarm_minutes", "last_read_at", "created_at",
            "updated_at",
        ]  # fmt: skip
        read_only_fields = ["last_read_at"]
        # An untouched form says what is said by saying nothing.
        extra_kwargs = {
            **{name: {"initial": True} for name in ("interviews", "deadlines", "tasks")},
            "alarm_minutes": {
                "min_value": 0,
                "max_value": 10_080,
                "help_text": "So many minutes before an interview calendars speak up; null: they do not.",
            },
        }


class NewCalendarFeedSerializer(CalendarFeedSerializer):
    """An address that was just made."""

    url = serializers.CharField(read_only=True, help_text="The whole address. It is told once, and not kept.")

    class Meta(CalendarFeedSerializer.Meta):
        fields = [*CalendarFeedSerializer.Meta.fields, "url"]
