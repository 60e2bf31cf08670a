"""What people make of the columns of their files, for the next file with the same header."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from accounts.models import User
from dataio.models import ImportMapping


def signature(columns: Sequence[str]) -> str:
    """What stands for a header: SHA-256 of the names, in hexadecimal."""
    return hashlib.sha256(json.dumps(list(columns)).encode()).hexdigest()


def remembered(actor: User, columns: Sequence[str]) -> ImportMapping | None:
    """What the person made of this header before."""
    mapping: ImportMapping | None = (
        ImportMapping.objects.visible_to(actor).filter(signature=signature(columns)).first()
    )
    return mapping


def remember(actor: User, columns: Sequence[str], choices: Mapping[str, Any]) -> None:
    """Keep what the person says of this header; what they do not speak of stays."""
    said = {name: choices[name] for name in ("columns", "date_order") if name in choices}
    if not said:
        return
    mapping = remembered(actor, columns) or ImportMapping(owner=actor, signature=signature(columns))
    mapping.columns |= {name: target for name, target in said.get("columns", {}).items() if name in columns}
    if "date_order" in said:
        mapping.date_order = said["date_order"] or ""
    mapping.save()
