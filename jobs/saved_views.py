"""Writes of saved views: one function is one transaction."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404

from accounts.models import User
from jobs.models import SavedView
from jobtracker.errors import Conflict
from jobtracker.preconditions import require_match

# More than anybody finds again by their names, and few enough to be looked at with every new posting.
MAX_VIEWS = 200


@transaction.atomic
def create_saved_view(*, actor: User, values: Mapping[str, Any]) -> SavedView:
    """Keep a view. Raises Conflict past the limit, IntegrityError where its name is taken."""
    if SavedView.objects.visible_to(actor).count() >= MAX_VIEWS:
        raise Conflict("too_many", f"You have {MAX_VIEWS} views, which is the limit. Delete one that you do not need.")
    return SavedView.objects.create(owner=actor, **values)


@transaction.atomic
def update_saved_view(
    *, actor: User, view_id: int, changes: Mapping[str, Any], if_match: str | None = None
) -> SavedView:
    """Change the given fields and no others. Raises Stale where `if_match` names a former state."""
    view = _locked(actor, view_id, if_match)
    for name, value in changes.items():
        setattr(view, name, value)
    view.save(update_fields=[*changes, "updated_at"])
    return view


@transaction.atomic
def delete_saved_view(*, actor: User, view_id: int, if_match: str | None = None) -> None:
    """Forget a view. Raises Stale where `if_match` names a former state."""
    _locked(actor, view_id, if_match).delete()


def _locked(actor: User, view_id: int, if_match: str | None) -> SavedView:
    view: SavedView = get_object_or_404(SavedView.objects.visible_to(actor).select_for_update(), pk=view_id)
    require_match(view, if_match)
    return view
