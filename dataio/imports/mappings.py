"""What people make of the columns of their files, for the next file with the same header."""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.models import User
from dataio.layouts.recognising import header_signature
from dataio.models import ImportMapping


def remembered(actor: User, columns: Sequence[str]) -> ImportMapping | None:
    """What the person made of this header before."""
    mapping: ImportMapping | None = (
        ImportMapping.objects.visible_to(actor).filter(signature=header_signature(columns)).first()
    )
    return mapping


def remember(actor: User, columns: Sequence[str], choices: Mapping[str, Any]) -> ImportMapping | None:
    """Keep what the person says of this header, if anything; what they do not speak of stays. What is known of it."""
    mapping = remembered(actor, columns)
    said = {name: choices[name] for name in ("columns", "date_order", "status_words") if name in choices}
    if not said:
        return mapping
    mapping = mapping or ImportMapping(owner=actor, signature=header_signature(columns))
    mapping.columns |= {name: target for name, target in said.get("columns", {}).items() if name in columns}
    mapping.status_words |= said.get("status_words", {})
    if "date_order" in said:
        mapping.date_order = said["date_order"] or ""
    mapping.save()
    return mapping
