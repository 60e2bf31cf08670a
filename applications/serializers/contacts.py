"""JSON shapes of contacts."""

from typing import Any

from rest_framework import serializers

from applications.models import MAX_LINKS, Application, Contact
from jobtracker.fields import TextListField
from jobtracker.ownership import OwnedRelatedField
from jobtracker.representation import RowSerializer
from jobtracker.web_addresses import validate_web_address


class ContactSerializer(RowSerializer, serializers.ModelSerializer[Contact]):
    """One contact. What is in the trash is not counted."""

    links = TextListField(
        child=serializers.CharField(max_length=2048, validators=[validate_web_address]),
        max_length=MAX_LINKS,
        required=False,
    )
    applications = serializers.ListField(
        source="application_ids", child=serializers.IntegerField(), read_only=True, help_text="Their ids."
    )
    interviews_count = serializers.IntegerField(read_only=True)
    last_activity_at = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="When the log last says something of this contact."
    )

    class Meta:
        model = Contact
        fields = [
            "id", "name", "role", "company", "email", "phone", "links", "notes", "applications", "interviews_count",
            "last_activity_at", "created_at", "updated_at", "trashed_at",
        ]  # fmt: skip
        read_only_fields = ["trashed_at"]


class ContactListItemSerializer(ContactSerializer):
    """One contact in a list: all but the notes."""

    class Meta(ContactSerializer.Meta):
        fields = [name for name in ContactSerializer.Meta.fields if name != "notes"]


class ContactLinkSerializer(serializers.Serializer[Any]):
    """An application that a contact has to do with."""

    application = OwnedRelatedField(queryset=Application.objects.all())
