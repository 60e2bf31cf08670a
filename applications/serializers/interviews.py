"""JSON shapes of interviews."""

from typing import Any

from rest_framework import serializers

from accounts.models import validate_time_zone
from applications.interviews import LONG_TEXTS
from applications.models import MAX_NOTE, Application, Contact, Interview, InterviewChange, Status
from applications.models.interviews import LONGEST
from applications.serializers.applications import ApplicationSerializer
from jobs.models import Job
from jobtracker.fields import WallClockField
from jobtracker.ownership import OwnedRelatedField, OwnedRelatedListField
from jobtracker.representation import RowSerializer

MAX_INTERVIEWERS = 30
MAX_QUESTIONS = 100
MAX_MINUTES = int(LONGEST.total_seconds()) // 60
ON_A_CLOCK = "With an offset from UTC, or without one as the clocks of the time zone show it."


class _WholeSerializer(serializers.Serializer[Any]):
    """A part of an interview that is always given whole, also where that is changed in part."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for what is required, and fill in what is left out."""
        for name, field in self.fields.items():
            if name not in attrs:
                if field.required:
                    raise serializers.ValidationError({name: [field.error_messages["required"]]}, "required")
                attrs[name] = field.default
        return attrs


class QuestionSerializer(_WholeSerializer):
    """A question that was asked, and what was answered."""

    question = serializers.CharField(max_length=2_000)
    answer = serializers.CharField(max_length=10_000, allow_blank=True, default="")


class SkillRatingSerializer(_WholeSerializer):
    """How well one did in some area, as one sees it oneself."""

    skill = serializers.CharField(max_length=100)
    rating = serializers.IntegerField(min_value=1, max_value=5)


class InterviewerSerializer(RowSerializer, serializers.ModelSerializer[Contact]):
    """What one sees of somebody who takes part."""

    class Meta:
        model = Contact
        fields = ["id", "name", "role"]


class JobOfInterviewSerializer(RowSerializer, serializers.ModelSerializer[Job]):
    """What one sees of the posting."""

    class Meta:
        model = Job
        fields = ["id", "title", "company"]


class InterviewSerializer(RowSerializer, serializers.ModelSerializer[Interview]):
    """One interview, whole. Its times, state and outcome have addresses of their own."""

    application = serializers.IntegerField(source="application_id", read_only=True)
    job = JobOfInterviewSerializer(source="application.job", read_only=True)
    interviewers = InterviewerSerializer(many=True, read_only=True)
    outcome = serializers.ChoiceField(choices=Interview.Outcome.choices, allow_blank=True, read_only=True)
    questions = QuestionSerializer(many=True, read_only=True)
    skill_ratings = SkillRatingSerializer(many=True, read_only=True)

    class Meta:
        model = Interview
        fields = [
            "id", "application", "job", "kind", "title", "starts_at", "ends_at", "time_zone", "place", "url",
            "interviewers", "preparation", "state", "outcome", "questions", "skill_ratings", "feedback",
            "created_at", "updated_at", "trashed_at",
        ]  # fmt: skip
        read_only_fields = ["starts_at", "ends_at", "time_zone", "state", "trashed_at"]


class InterviewListItemSerializer(InterviewSerializer):
    """One interview in a list: all but its long texts."""

    class Meta(InterviewSerializer.Meta):
        fields = [name for name in InterviewSerializer.Meta.fields if name not in LONG_TEXTS]


class _LearnedSerializer(serializers.Serializer[Any]):
    """What one takes along from an interview."""

    questions = QuestionSerializer(many=True, required=False, max_length=MAX_QUESTIONS)  # type: ignore[call-arg]  # of the list
    skill_ratings = SkillRatingSerializer(many=True, required=False, max_length=MAX_QUESTIONS)  # type: ignore[call-arg]  # of the list
    feedback = serializers.CharField(required=False, allow_blank=True, max_length=50_000, help_text="Markdown.")


class InterviewChangesSerializer(_LearnedSerializer, serializers.ModelSerializer[Interview]):
    """What of an interview is changed without a trace in its history."""

    interviewers = OwnedRelatedListField(
        queryset=Contact.objects.all(), max_length=MAX_INTERVIEWERS, required=False, help_text="Ids of contacts."
    )

    class Meta:
        model = Interview
        fields = [
            "kind", "title", "place", "url", "interviewers", "preparation", "questions", "skill_ratings", "feedback",
        ]  # fmt: skip


class ScheduleInterviewSerializer(serializers.ModelSerializer[Interview]):
    """A new interview."""

    application = OwnedRelatedField(queryset=Application.objects.all())
    starts_at = WallClockField(help_text=ON_A_CLOCK)
    ends_at = WallClockField(required=False, help_text=f"{ON_A_CLOCK} An hour after it starts if left out.")
    duration_minutes = serializers.IntegerField(
        required=False, min_value=1, max_value=MAX_MINUTES, help_text="In place of `ends_at`."
    )
    time_zone = serializers.CharField(
        required=False, max_length=64, validators=[validate_time_zone], help_text="The profile's if left out."
    )
    interviewers = OwnedRelatedListField(
        queryset=Contact.objects.all(), max_length=MAX_INTERVIEWERS, required=False, help_text="Ids of contacts."
    )
    note = serializers.CharField(required=False, allow_blank=True, max_length=MAX_NOTE)
    move_to = serializers.ChoiceField(
        choices=Status.choices, required=False, help_text="Also move the application to this status."
    )

    class Meta:
        model = Interview
        fields = [
            "application", "kind", "title", "starts_at", "ends_at", "duration_minutes", "time_zone", "place", "url",
            "interviewers", "preparation", "note", "move_to",
        ]  # fmt: skip


class MoveInterviewSerializer(serializers.Serializer[Any]):
    """Another time for an interview."""

    starts_at = WallClockField(help_text=ON_A_CLOCK)
    ends_at = WallClockField(required=False, help_text=f"{ON_A_CLOCK} It takes as long as before if left out.")
    time_zone = serializers.CharField(
        required=False, max_length=64, validators=[validate_time_zone], help_text="The interview's if left out."
    )
    note = serializers.CharField(required=False, allow_blank=True, max_length=MAX_NOTE)


class CancelInterviewSerializer(serializers.Serializer[Any]):
    """That an interview will not be."""

    note = serializers.CharField(required=False, allow_blank=True, max_length=MAX_NOTE)
    move_to = serializers.ChoiceField(
        choices=Status.choices, required=False, help_text="Also move the application to this status."
    )


class CompleteInterviewSerializer(CancelInterviewSerializer, _LearnedSerializer):
    """That an interview has been, and how it went."""

    outcome = serializers.ChoiceField(choices=Interview.Outcome.choices, required=False, allow_blank=True)


class ReopenInterviewSerializer(serializers.Serializer[Any]):
    """That an interview is planned again."""

    note = serializers.CharField(required=False, allow_blank=True, max_length=MAX_NOTE)


class InterviewChangeSerializer(RowSerializer, serializers.ModelSerializer[InterviewChange]):
    """One entry of an interview's history."""

    moved_to = serializers.ChoiceField(choices=Status.choices, allow_blank=True, read_only=True)

    class Meta:
        model = InterviewChange
        fields = [
            "id", "kind", "occurred_at", "starts_at", "ends_at", "time_zone", "from_starts_at", "note", "moved_to",
        ]  # fmt: skip
        read_only_fields = fields


class CurrentSerializer(serializers.BaseSerializer[Any]):
    """What a request about an interview ran into: the interview, or the application that was to be moved along."""

    def to_representation(self, instance: Interview | Application) -> Any:
        """The shape of either."""
        if isinstance(instance, Interview):
            return InterviewSerializer(instance, context=self.context).data
        return ApplicationSerializer(instance, context=self.context).data
