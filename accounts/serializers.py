"""JSON shapes of this app."""

from rest_framework import serializers

from accounts.models import User


class ProfileSerializer(serializers.ModelSerializer[User]):
    """What a person tells of themselves."""

    class Meta:
        model = User
        fields = ["email", "display_name", "time_zone", "currency", "is_staff"]
        read_only_fields = ["email", "is_staff"]
