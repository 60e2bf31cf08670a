"""JSON shapes of restores."""

from typing import Any

from rest_framework import serializers

from dataio.runs.serializers import RunSerializer


class RestoreFileSerializer(serializers.Serializer[Any]):
    """A backup to restore from."""

    file = serializers.FileField(max_length=255, help_text="A ZIP that a backup made.")


class RestoreChoicesSerializer(serializers.Serializer[Any]):
    """What to do beside adding rows."""

    replace_profile = serializers.BooleanField(
        allow_null=True,
        default=None,
        help_text="Whether the profile, skills and reminder rules of the backup replace those of the account. "
        "Unless said: where the account has nothing in it yet.",
    )


class BackedUpSerializer(serializers.Serializer[Any]):
    """Of what a backup is."""

    email = serializers.CharField()
    made_at = serializers.DateTimeField()
    version = serializers.CharField(help_text="Of the application that made it.")


class RestoreProblemSerializer(serializers.Serializer[Any]):
    """Why a backup cannot be restored: what is wrong with it, or what in the account it is in conflict with."""

    table = serializers.CharField()
    row = serializers.IntegerField(allow_null=True, help_text="Its line in the table's file, from 1.")
    column = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    message = serializers.CharField()


class RestoreResultSerializer(serializers.Serializer[Any]):
    """What a restore did, or, as a dry run, would do."""

    is_dry_run = serializers.BooleanField()
    upload = serializers.UUIDField(allow_null=True)
    of = BackedUpSerializer()
    counts = serializers.DictField(child=serializers.IntegerField(), help_text="Rows that are added, by table.")
    kept = serializers.DictField(
        child=serializers.IntegerField(), help_text="Rows that the account has already and that stay, by table."
    )
    files = serializers.IntegerField(help_text="Attached files that are added.")
    missing_files = serializers.IntegerField(help_text="Attached files that were lost before the backup was made.")
    replaces_profile = serializers.BooleanField()
    problems = RestoreProblemSerializer(many=True)


class RestoreSerializer(RunSerializer):
    """A run of kind `restore`: how far it is, and what came of it."""

    result = RestoreResultSerializer(allow_null=True)  # type: ignore[assignment]  # its kind has a shape
