"""JSON shapes of this app."""

from typing import Any

from rest_framework import serializers

from accounts.models import ApiToken, Skill, User
from jobtracker.columns import MAX_LIST_ITEMS
from jobtracker.employment import RemoteOption
from jobtracker.fields import TextListField


class SkillSerializer(serializers.ModelSerializer[Skill]):
    """A skill of a profile."""

    class Meta:
        model = Skill
        fields = ["name", "level"]
        # The service looks for repeats, over the whole list.
        validators: list[object] = []

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for the name also when a profile is changed in part: a skill is always given whole."""
        if "name" not in attrs:
            raise serializers.ValidationError({"name": [self.fields["name"].error_messages["required"]]}, "required")
        return attrs


class ProfileSerializer(serializers.ModelSerializer[User]):
    """What a person tells of themselves, and what they look for."""

    skills = SkillSerializer(many=True, required=False, max_length=MAX_LIST_ITEMS)  # type: ignore[call-arg]  # of the list
    target_roles = TextListField(item_max_length=150, max_length=MAX_LIST_ITEMS, required=False)
    preferred_locations = TextListField(item_max_length=150, max_length=MAX_LIST_ITEMS, required=False)
    remote_options = serializers.ListField(
        child=serializers.ChoiceField(RemoteOption.choices), max_length=len(RemoteOption), required=False
    )

    class Meta:
        model = User
        fields = [
            "email", "display_name", "first_name", "last_name", "time_zone", "country", "currency", "skills",
            "target_roles", "preferred_locations", "remote_options", "minimum_salary", "minimum_salary_period",
            "weekly_goal", "is_staff",
        ]  # fmt: skip
        read_only_fields = ["email", "is_staff"]


class TokenSerializer(serializers.ModelSerializer[ApiToken]):
    """An API token, without its secret."""

    expires_at = serializers.DateTimeField(required=False, help_text="90 days from now unless said otherwise.")

    class Meta:
        model = ApiToken
        fields = ["id", "name", "scope", "prefix", "created_at", "expires_at", "last_used_at"]
        read_only_fields = ["prefix", "created_at", "last_used_at"]


class CreatedTokenSerializer(TokenSerializer):
    """A token that was just made, with its secret."""

    token = serializers.CharField(read_only=True, help_text="The secret. It is told once, and not kept.")

    class Meta(TokenSerializer.Meta):
        fields = [*TokenSerializer.Meta.fields, "token"]
        read_only_fields = [*TokenSerializer.Meta.read_only_fields, "token"]


class DeletionQuestionSerializer(serializers.Serializer[Any]):
    """The first question of a deletion."""

    password = serializers.CharField(trim_whitespace=False, style={"input_type": "password"})


class LossSerializer(serializers.Serializer[Any]):
    """How many rows of one kind would be gone."""

    name = serializers.CharField()
    count = serializers.IntegerField()


class DeletionWarningSerializer(serializers.Serializer[Any]):
    """What would be lost, and the confirmation that loses it."""

    confirmation = serializers.CharField()
    expires_at = serializers.DateTimeField()
    losses = LossSerializer(many=True)


class DeletionConfirmationSerializer(serializers.Serializer[Any]):
    """The second question of a deletion."""

    confirmation = serializers.CharField(max_length=1000)
