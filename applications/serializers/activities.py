"""JSON shapes of the log."""

from rest_framework import serializers

from applications.models import Activity, Application, Contact
from jobtracker.ownership import OwnedRelatedField
from jobtracker.representation import RowSerializer


class ContactOfActivitySerializer(RowSerializer, serializers.ModelSerializer[Contact]):
    """What one sees of a contact beside what was logged."""

    class Meta:
        model = Contact
        fields = ["id", "name", "role", "company"]


class ApplicationOfActivitySerializer(RowSerializer, serializers.ModelSerializer[Application]):
    """What one sees of an application beside what was logged of it."""

    job = serializers.IntegerField(source="job_id", read_only=True, help_text="The posting's id.")
    title = serializers.CharField(source="job.title", read_only=True)
    company = serializers.CharField(source="job.company", read_only=True)

    class Meta:
        model = Application
        fields = ["id", "status", "job", "title", "company"]


class ActivitySerializer(RowSerializer, serializers.ModelSerializer[Activity]):
    """One entry of the log."""

    application = ApplicationOfActivitySerializer(read_only=True, allow_null=True)
    contact = ContactOfActivitySerializer(source="shown_contact", read_only=True, allow_null=True)
    direction = serializers.ChoiceField(choices=Activity.Direction.choices, allow_blank=True, read_only=True)

    class Meta:
        model = Activity
        fields = [
            "id", "application", "contact", "kind", "direction", "occurred_at", "body", "created_at", "updated_at",
            "trashed_at",
        ]  # fmt: skip
        read_only_fields = fields


class ActivityInputSerializer(serializers.ModelSerializer[Activity]):
    """What to enter into the log: something about an application, a contact or both, or with a text of its own."""

    application = OwnedRelatedField(queryset=Application.objects.all(), required=False, allow_null=True)
    contact = OwnedRelatedField(queryset=Contact.objects.all(), required=False, allow_null=True)
    occurred_at = serializers.DateTimeField(required=False, help_text="When it happened; now if left out.")

    class Meta:
        model = Activity
        fields = ["application", "contact", "kind", "direction", "occurred_at", "body"]
