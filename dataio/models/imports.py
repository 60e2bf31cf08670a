"""Imports: the file, what was read from it, row by row, and where imported rows came from."""

import uuid

from django.db import models
from django.db.models import F, Q

from applications.models import Application
from dataio.models.runs import Run, Upload
from jobs.models import Job
from jobtracker.columns import no_nul
from jobtracker.ownership import OwnedModel, OwnedQuerySet


class SourceRow(OwnedModel):
    """The row of a file from which a posting was made, known again by its fingerprint.

    It goes with its posting and its application: once a person deletes one, the row may be imported anew.
    """

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="+")
    # The application that the row told of, if it told of one. An index of its own, for few rows do.
    application = models.ForeignKey(Application, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    fingerprint = models.BinaryField(max_length=32, help_text="SHA-256 of the row's cells under their columns.")
    # Empty: not known, because the row was imported by a version that kept none.
    digest = models.BinaryField(
        max_length=32, default=b"", help_text="SHA-256 of what was read from them: another mapping reads other values."
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="source_row_fingerprint",
                fields=["owner", "fingerprint"],
                violation_error_code="row_exists",
                violation_error_message="This row was imported before.",
            ),
        ]
        indexes = [
            # What goes along when an application does.
            models.Index("application", condition=Q(application__isnull=False), name="source_row_of_application"),
        ]

    def __str__(self) -> str:
        return bytes(self.fingerprint).hex()


class Import(OwnedModel):
    """A file that is brought in: read and shown first, then written as a whole, and taken back as a whole.

    What is being done with it is done by `run`; what has been done, the instants tell (`dataio/imports/states.py`).
    """

    # Nobody guesses it.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Null: expired. Then it cannot be read anew.
    upload = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, related_name="+")
    run = models.ForeignKey(Run, on_delete=models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=255, validators=[no_nul])
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    # What the person said in place of what was detected: {"encoding", "delimiter", "header_row"}, and by the name of a
    # table {"is_included", "date_order", "columns", "status_words"}.
    options = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)

    # What was found, once it is read: a description of each table, the members of an archive that are none with the
    # reason, and how many rows have which verdict.
    tables = models.JSONField(default=list)
    left_out = models.JSONField(default=dict)
    verdicts = models.JSONField(default=dict)
    # What was written, once it is.
    summary = models.JSONField(null=True)

    read_at = models.DateTimeField(null=True)
    # The instant that everything it wrote has as that of its last change.
    committed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="import_steps",
                condition=(Q(committed_at=None) | Q(read_at__isnull=False, summary__isnull=False))
                & (Q(undone_at=None) | Q(committed_at__isnull=False)),
                violation_error_message="An import is read, then committed, then undone.",
            ),
        ]
        indexes = [
            models.Index("owner", F("created_at").desc(), F("id").desc(), name="import_by_created_at"),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of an import: what was read, what would become of it, and, once it is committed, what did.

    Written by COPY, millions of them: whose it is, its import says. In the order of their ids the rows stand in the
    file. Null is nothing: no problem, no change.
    """

    class Verdict(models.TextChoices):
        """What would become of it."""

        NEW = "new", "New"
        UPDATES = "updates", "Updates"
        SAME = "same", "The same"
        DUPLICATE = "duplicate", "A probable duplicate"
        ERROR = "error", "Has an error"

    # Named in full, for `import` is a word of Python.
    of_import = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows", db_index=False)
    # The table's place in the file, from 0, and the row's number there as a spreadsheet counts.
    table_index = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=9, choices=Verdict)
    # Values as the API has them; only those that the row has.
    job = models.JSONField(null=True)
    application = models.JSONField(null=True)
    fingerprint = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    # By what the database knows a repeated posting, computed once.
    url_key = models.BigIntegerField(null=True)
    url_site = models.BigIntegerField(null=True)
    role_key = models.BigIntegerField(null=True)

    # What it is about. No foreign keys: rows are many, and what they refer to may go.
    job_id_known = models.BigIntegerField(null=True)
    application_id_known = models.BigIntegerField(null=True)
    # A posting, or else a row, that this one probably repeats, and why: {"job", "row", "reason"}.
    duplicate_of = models.JSONField(null=True)
    # {"job": {field: {"from", "to"}}, "application": {…}}.
    changes = models.JSONField(null=True)
    problems = models.JSONField(null=True)
    left_cells = models.JSONField(null=True)
    remarks = models.JSONField(null=True)
    # What it did, {"job": "created", "application": "updated"}, and the former values, to be put back.
    done = models.JSONField(null=True)
    job_before = models.JSONField(null=True)
    application_before = models.JSONField(null=True)

    class Meta:
        indexes = [
            # The pages of a preview in the file's order; all rows of an import.
            models.Index("of_import", "id", name="import_row_in_order"),
            # Those of one verdict, of which there may be few among a million.
            models.Index("of_import", "verdict", "id", name="import_row_by_verdict"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_verdict_display()}"


class ImportMapping(OwnedModel):
    """What a person made of the columns of a table, for the next file with the same header."""

    # `dataio.layouts.recognising.header_signature`.
    signature = models.CharField(max_length=64, help_text="What stands for the names of the columns.")
    # By the column's name a target, or null: not imported.
    columns = models.JSONField(default=dict)
    date_order = models.CharField(max_length=3, blank=True)
    # By a word of the file a status of ours, or empty: it says nothing of an application.
    status_words = models.JSONField(default=dict)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="import_mapping_signature",
                fields=["owner", "signature"],
                violation_error_message="There is a mapping for this header.",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(self.columns)
