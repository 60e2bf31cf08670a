"""JSON shapes of this app."""

from typing import Any

from rest_framework import serializers


class SampleDataSerializer(serializers.Serializer[Any]):
    """Whether the sample data is there, and how much of it."""

    loaded = serializers.BooleanField()
    jobs = serializers.IntegerField()
    applications = serializers.IntegerField()
