"""Columns that several apps have."""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models

MAX_LIST_ITEMS = 100

no_nul = ProhibitNullCharactersValidator()


def text_list(item_max_length: int) -> "ArrayField[Sequence[str], list[str]]":
    """A column that holds a list of short texts."""
    item = models.CharField(max_length=item_max_length, validators=[no_nul])
    return ArrayField(item, default=list, blank=True, size=MAX_LIST_ITEMS)


def without_repeats(items: Sequence[str]) -> list[str]:
    """The items stripped, without empty ones, each only once whatever its case; the first spelling wins."""
    kept: dict[str, str] = {}
    for item in items:
        stripped = item.strip()
        if stripped:
            kept.setdefault(stripped.casefold(), stripped)
    return list(kept.values())
