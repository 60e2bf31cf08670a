"""Restores as a person asks for them: a file is kept and tried, and what went well is then written."""

import uuid

from django.core.files import File
from django.db import transaction
from django.shortcuts import get_object_or_404

from accounts.models import User
from dataio.backups.archives import opened
from dataio.models import Run, Upload
from dataio.runs.performing import queue_run
from dataio.uploads import drop_upload, keep_upload
from jobtracker.errors import Conflict

BACKUP = "backup"
RESTORE = "restore"


def try_restore(*, actor: User, content: File[bytes]) -> Run:
    """Keep a backup, and queue a dry run of it.

    Raises InvalidFile where it is none, or one of a newer version, Conflict where as much waits as may.
    """
    with opened(content.open()):
        pass
    upload = keep_upload(actor=actor, content=content)
    try:
        return queue_run(actor=actor, kind=RESTORE, parameters={"upload": str(upload.pk), "is_dry_run": True})
    except Conflict:
        drop_upload(upload)
        raise


@transaction.atomic
def commit_restore(*, actor: User, run_id: uuid.UUID, replace_profile: bool | None) -> Run:
    """Queue the run that writes what a dry run tried. Raises Conflict where that is not over, or found problems.

    A backup is restored once: a second commit is a conflict, too, unless the first one failed.
    """
    User.objects.select_for_update(no_key=True).only("pk").get(pk=actor.pk)
    tried: Run = get_object_or_404(Run.objects.visible_to(actor).filter(kind=RESTORE), pk=run_id)
    if not tried.parameters["is_dry_run"] or tried.state != Run.State.DONE or tried.result is None:
        raise Conflict("not_tried", "Only what a dry run has been through can be restored.")
    if tried.result["problems"]:
        raise Conflict("has_problems", "The dry run found problems; nothing of this backup is restored.")
    upload = tried.parameters["upload"]
    if not Upload.objects.visible_to(actor).filter(pk=upload).exists():
        raise Conflict("file_expired", "The file is not kept any more. Send it again.")
    written = Run.objects.visible_to(actor).filter(kind=RESTORE, parameters__contains={"upload": upload})
    if written.filter(parameters__is_dry_run=False).exclude(state__in=[Run.State.FAILED, Run.State.CANCELLED]).exists():
        raise Conflict("restored_already", "This backup is restored already, or about to be.")
    parameters = {"upload": upload, "is_dry_run": False, "replace_profile": replace_profile}
    return queue_run(actor=actor, kind=RESTORE, parameters=parameters)
