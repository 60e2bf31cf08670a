"""The runs that back up and restore."""

import tempfile

from django.utils import timezone
from rest_framework import serializers

from dataio.backups.restoring import Outcome, restore_backup
from dataio.backups.writing import write_backup
from dataio.models import Run, Upload
from dataio.runs.leases import Work
from dataio.runs.performing import finish_with_file
from dataio.uploads import local_copy
from jobtracker.errors import Conflict


class BackupParametersSerializer(serializers.Serializer[None]):
    """A backup is of everything: there is nothing to choose."""


def perform_backup(work: Work) -> None:
    """Make the ZIP, and keep it as the run's file."""
    with tempfile.TemporaryFile(prefix="jobtracker-") as target:
        written = write_backup(user=work.run.owner, target=target, progress=work.report)
        name = f"jobtracker-backup-{timezone.localdate():%Y-%m-%d}.zip"
        finish_with_file(work, target, name=name, media_type="application/zip", result=written.summary())


def perform_restore(work: Work) -> None:
    """Try a backup, or write it: then the run is over in the same transaction.

    Raises InvalidFile for what is no backup that can be read, Conflict where the file is gone, or where something has
    come in the way since the dry run.
    """
    parameters = work.run.parameters
    upload = Upload.objects.visible_to(work.run.owner).filter(pk=parameters["upload"]).first()
    if upload is None:
        raise Conflict("file_expired", "The file is not kept any more. Send it again.")

    def finish(outcome: Outcome) -> None:
        work.end(Run.State.DONE, percent=100, result=outcome.summary(parameters["upload"]))

    with local_copy(upload) as path, path.open("rb") as file:
        outcome = restore_backup(
            user=work.run.owner,
            file=file,
            is_dry_run=parameters["is_dry_run"],
            replace_profile=parameters.get("replace_profile"),
            progress=work.report,
            finish=finish,
        )
    if outcome.is_dry_run:
        finish(outcome)
    elif outcome.problems:
        raise Conflict("has_problems", f"Nothing was restored. {outcome.problems[0]}")
