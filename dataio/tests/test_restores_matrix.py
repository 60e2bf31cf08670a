"""Who may do what with restores."""

import json
import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from dataio.models import Run, Upload
from dataio.tests.archives import packed
from jobtracker.testing.matrix import Address, EndpointMatrix, Operation, OwnedObjectMatrix

_MANIFEST = json.dumps(
    {
        "format": "jobtracker-backup",
        "version": 1,
        "made_at": "2026-03-02T09:00:00+00:00",
        "application": {"name": "jobtracker", "version": "1.0.0"},
        "account": {"email": "a@example.org"},
        "missing_files": [],
    }
)


def empty_backup() -> bytes:
    """A backup of nothing."""
    return packed({"manifest.json": _MANIFEST.encode()})


class TestRestores(EndpointMatrix):
    """`/restores/`."""

    route = "restores"
    operations = (Operation("post", 201, format="multipart"),)

    def body(self, method: str, owner: User) -> Any:
        """A backup of nothing."""
        return {"file": SimpleUploadedFile("backup.zip", empty_backup())}


class TestRestoreCommit(OwnedObjectMatrix):
    """`/restores/{id}/commit/`."""

    route = "restore-commit"
    operations = (Operation("post", 202),)
    no_such_id = uuid.UUID(int=1)

    def address(self, owner: User) -> Address:
        """A dry run that found nothing in the way."""
        upload = Upload.objects.create(
            owner=owner,
            file_name="backup.zip",
            file_key=uuid.uuid4().hex,
            size=1,
            sha256="0",
            expires_at=timezone.now(),
        )
        run = Run.objects.create(
            owner=owner,
            kind="restore",
            parameters={"upload": str(upload.pk), "is_dry_run": True},
            state="done",
            result={"problems": []},
        )
        return {"pk": run.pk}

    def body(self, method: str, owner: User) -> Any:
        """The profile stays."""
        return {"replace_profile": False}
