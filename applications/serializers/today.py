"""JSON shapes of suggestions, their rules, and the page of today."""

from typing import Any

from rest_framework import serializers

from applications.cadence import MAX_RULES, Rule
from applications.models import OPEN_STATUS_CHOICES, Application, CadenceRule, Interview, SuggestionDecision
from applications.serializers.applications import ApplicationSerializer, JobOfApplicationSerializer, PriorityField
from applications.serializers.tasks import SnoozeSerializer, TaskSerializer
from applications.today import DEADLINE_TYPES
from jobtracker.errors import InvalidInput
from jobtracker.representation import RowSerializer


class ApplicationInBriefSerializer(RowSerializer, serializers.ModelSerializer[Application]):
    """What one sees of an application beside something else, and what moving it needs."""

    job = JobOfApplicationSerializer(read_only=True)
    priority = PriorityField(read_only=True)

    class Meta:
        model = Application
        fields = ["id", "job", "status", "status_since", "applied_on", "priority"]
        read_only_fields = fields


class SuggestionSerializer(serializers.Serializer[Any]):
    """Something that could be done for an application."""

    key = serializers.CharField(help_text="Names it where it is accepted, dismissed or put off.")
    suggestion = serializers.ChoiceField(choices=CadenceRule.Suggestion.choices)
    title = serializers.CharField()
    application = ApplicationInBriefSerializer()
    since = serializers.DateTimeField(help_text="From when on its days are counted.")
    days = serializers.IntegerField(help_text="How many days ago that was, by the person's calendar.")


class SuggestionsNowSerializer(serializers.Serializer[Any]):
    """What is suggested now, those first that wait longest."""

    count = serializers.IntegerField(help_text="How many there are, with those that are not shown.")
    results = SuggestionSerializer(many=True)


class SuggestionKeySerializer(serializers.Serializer[Any]):
    """Which suggestion."""

    key = serializers.CharField(max_length=100)


class SnoozeSuggestionSerializer(SuggestionKeySerializer, SnoozeSerializer):
    """Which suggestion is put off, and until when."""


class AcceptedSuggestionSerializer(serializers.Serializer[Any]):
    """What came of a suggestion: the task that was made of it, or the application that was moved."""

    task = TaskSerializer(allow_null=True)
    application = ApplicationSerializer(allow_null=True)


class SuggestionDecisionSerializer(serializers.ModelSerializer[SuggestionDecision]):
    """That a suggestion is not shown: never again, or not before a day."""

    key = serializers.CharField(source="suggestion", read_only=True)

    class Meta:
        model = SuggestionDecision
        fields = ["key", "hidden_until"]
        read_only_fields = fields


class CadenceRuleSerializer(serializers.ModelSerializer[CadenceRule]):
    """When something is suggested."""

    status = serializers.ChoiceField(choices=OPEN_STATUS_CHOICES)

    class Meta:
        model = CadenceRule
        fields = ["code", "status", "basis", "days", "suggestion", "title", "is_active"]
        extra_kwargs = {"code": {"help_text": "A name for it that stays when its days change."}}


class CadenceSerializer(serializers.Serializer[Any]):
    """The rules that hold."""

    is_default = serializers.BooleanField(read_only=True, help_text="Whether these are the defaults.")
    rules = CadenceRuleSerializer(many=True)

    def validate_rules(self, values: list[dict[str, Any]]) -> list[Rule]:
        """The rules. Raises InvalidInput for none, too many, or two of one code."""
        if not values:
            message = "Name one at least. To have nothing suggested switch the rules off; DELETE brings the defaults."
            raise InvalidInput("rules", "empty", message)
        if len(values) > MAX_RULES:
            raise InvalidInput("rules", "too_many", f"There may be {MAX_RULES} rules at most.")
        seen: set[str] = set()
        for index, value in enumerate(values):
            if value["code"] in seen:
                raise InvalidInput(f"rules.{index}.code", "repeated", "Another rule has this code.")
            seen.add(value["code"])
        return [Rule(**value) for value in values]


class InterviewOfTodaySerializer(serializers.ModelSerializer[Interview]):
    """An interview that is coming, going on, or over."""

    application = ApplicationInBriefSerializer(read_only=True)

    class Meta:
        model = Interview
        fields = ["id", "kind", "title", "starts_at", "ends_at", "time_zone", "place", "url", "application"]
        read_only_fields = fields


class DeadlineSerializer(serializers.Serializer[Any]):
    """A posting that wants an application soon, or an offer that wants an answer."""

    type = serializers.ChoiceField(choices=DEADLINE_TYPES)
    on = serializers.DateField(allow_null=True, help_text="The posting's deadline.")
    job = JobOfApplicationSerializer()
    application = serializers.SerializerMethodField()

    def get_application(self, deadline: Any) -> int | None:
        """The application to the posting, if there is one: interested, or with an offer."""
        found: int | None = deadline.application_id
        return found


class StaleApplicationSerializer(serializers.Serializer[Any]):
    """An application of which nothing was heard for longer than its status allows."""

    application = ApplicationInBriefSerializer()
    since = serializers.DateTimeField()
    days = serializers.IntegerField()


class WeeklyGoalSerializer(serializers.Serializer[Any]):
    """How far one has got this week, which begins on Monday."""

    target = serializers.IntegerField(allow_null=True, help_text="From the profile; null where there is none.")
    done = serializers.IntegerField(help_text="Applications that were sent this week.")
    week_start = serializers.DateField()


class TodayCountsSerializer(serializers.Serializer[Any]):
    """How many entries each part has, with those that are not shown."""

    overdue = serializers.IntegerField()
    due = serializers.IntegerField()
    unfinished = serializers.IntegerField()
    interviews = serializers.IntegerField()
    deadlines = serializers.IntegerField()
    stale = serializers.IntegerField()
    suggestions = serializers.IntegerField()


class TodaySerializer(serializers.Serializer[Any]):
    """What matters today, by the person's own calendar. Each part shows fifty entries at most."""

    date = serializers.DateField()
    time_zone = serializers.CharField()
    overdue = TaskSerializer(many=True)
    due = TaskSerializer(many=True)
    unfinished = InterviewOfTodaySerializer(
        many=True, help_text="Over, but still planned: whether they were, and how they went, is to be said."
    )
    interviews = InterviewOfTodaySerializer(many=True)
    deadlines = DeadlineSerializer(many=True)
    stale = StaleApplicationSerializer(many=True)
    suggestions = SuggestionSerializer(many=True)
    goal = WeeklyGoalSerializer()
    counts = TodayCountsSerializer()
