"""A secret key that is made once and kept."""

import os
import secrets
from pathlib import Path


def load_or_create_secret_key(path: Path) -> str:
    """The key in `path`; a new one is written there first (readable by the owner alone) where there is none.

    Several processes may start at once: the file is written beside its place and linked into it, so that exactly one
    key wins and nobody reads half of one.
    """
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    candidate = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(candidate, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(candidate, path)
    except FileExistsError:
        pass
    finally:
        candidate.unlink()
    return path.read_text(encoding="ascii").strip()
