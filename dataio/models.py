"""Where imported rows came from."""

from django.db import models

from jobs.models import Job
from jobtracker.ownership import OwnedModel


class SourceRow(OwnedModel):
    """The row of a file from which a posting was made, known again by its fingerprint.

    It goes with its posting: once a person deletes that, the row may be imported anew.
    """

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.BinaryField(max_length=32, help_text="SHA-256 of the row's cells under their columns.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="source_row_fingerprint",
                fields=["owner", "fingerprint"],
                violation_error_code="row_exists",
                violation_error_message="This row was imported before.",
            ),
        ]

    def __str__(self) -> str:
        return bytes(self.fingerprint).hex()
