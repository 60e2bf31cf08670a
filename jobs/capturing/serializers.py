"""JSON shapes of captured postings."""

from typing import Any

from rest_framework import serializers

from jobs.capturing.fetching import MAX_URL_LENGTH
from jobs.serializers import DuplicateSerializer, JobSerializer
from jobtracker.web_addresses import validate_web_address


class FromUrlSerializer(serializers.Serializer[Any]):
    """The address of a posting."""

    url = serializers.CharField(max_length=MAX_URL_LENGTH, validators=[validate_web_address])


class FromHtmlSerializer(FromUrlSerializer):
    """A page as a browser shows it, and where it is from."""

    html = serializers.CharField(style={"base_template": "textarea.html"}, trim_whitespace=False)


class PostingDraftSerializer(JobSerializer):
    """The fields of a posting as one sends them to keep it. Title and company may be empty: then they are missing."""

    class Meta(JobSerializer.Meta):
        fields = [
            "title", "company", "locations", "remote_option", "job_type", "experience_level",
            "salary_min", "salary_max", "salary_currency", "salary_period", "skills", "tags", "description",
            "requirements", "url", "availability", "source", "external_reference", "posted_on", "deadline_on", "notes",
            "is_archived",
        ]  # fmt: skip


class CaptureWarningSerializer(serializers.Serializer[object]):
    """What to look at before one keeps the posting."""

    code = serializers.ChoiceField(choices=["cut", "guessed", "incomplete", "missing", "several", "unreadable"])
    message = serializers.CharField()
    # A serializer has a `fields` but no `field` of its own.
    field = serializers.CharField()


class CaptureSerializer(serializers.Serializer[object]):
    """A draft to confirm; nothing of it is stored."""

    job = PostingDraftSerializer()
    warnings = CaptureWarningSerializer(many=True)
    duplicates = DuplicateSerializer(many=True, help_text="Your own postings that this one probably repeats.")
