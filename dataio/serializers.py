"""JSON shapes of this app."""

from typing import Any

from rest_framework import serializers

from dataio.importing.postings import ImportResult


class ImportFileSerializer(serializers.Serializer[Any]):
    """A file to import."""

    file = serializers.FileField(max_length=255, help_text="A CSV file in UTF-8 with a header row.")


class RecognisedColumnSerializer(serializers.Serializer[Any]):
    """A column of the file, and the field that it became."""

    column = serializers.CharField()
    field = serializers.CharField()


class ImportResultSerializer(serializers.Serializer[ImportResult]):
    """What came of a file."""

    file_name = serializers.CharField()
    rows = serializers.IntegerField(help_text="Rows that are not blank, without the header.")
    created = serializers.IntegerField()
    unchanged = serializers.IntegerField(help_text="Rows that were imported before, or that the file repeats.")
    columns = RecognisedColumnSerializer(many=True)
    columns_in_notes = serializers.ListField(
        child=serializers.CharField(), help_text="Columns that no field fits: kept in the notes of each posting."
    )
    seconds = serializers.FloatField()


class SampleDataSerializer(serializers.Serializer[Any]):
    """Whether the sample data is there, and how much of it."""

    loaded = serializers.BooleanField()
    jobs = serializers.IntegerField()
    applications = serializers.IntegerField()
