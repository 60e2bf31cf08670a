"""From the environment to the storage that keeps uploaded documents."""

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jobtracker import environment
from jobtracker.environment import InvalidEnvironment

# What a file that is read from S3 may take of memory; the rest of it waits in a temporary file.
_MAX_MEMORY_BYTES = 1024 * 1024


def document_storage(data_dir: Path, environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's settings of the storage: a directory below `data_dir`, or a bucket where the environment says so.

    Raises InvalidEnvironment for S3 without a bucket, or without the package that speaks its protocol.
    """
    if environment.DOCUMENT_STORAGE.read(environ) == "files":
        options = {"location": data_dir / "files", "allow_overwrite": True}
        return {"BACKEND": "jobtracker.durable_storage.DurableFileSystemStorage", "OPTIONS": options}
    bucket = environment.S3_BUCKET.read(environ)
    if not bucket:
        raise InvalidEnvironment(
            f"{environment.DOCUMENT_STORAGE.name} is s3: {environment.S3_BUCKET.name} must name the bucket."
        )
    if find_spec("storages") is None or find_spec("boto3") is None:
        raise InvalidEnvironment(
            f"{environment.DOCUMENT_STORAGE.name} is s3, which needs a package more: install django-storages[s3]."
        )
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": environment.S3_ENDPOINT.read(environ) or None,
            "region_name": environment.S3_REGION.read(environ) or None,
            # The bucket's own rules hold: a file is handed out by us alone.
            "default_acl": None,
            "file_overwrite": True,
            "max_memory_size": _MAX_MEMORY_BYTES,
        },
    }
