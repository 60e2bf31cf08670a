"""Writes of this app."""

from typing import Any

from django.db import transaction

from accounts.models import User


@transaction.atomic
def update_profile(*, actor: User, changes: dict[str, Any]) -> User:
    """Change the given fields of the person's own profile."""
    user = User.objects.select_for_update().get(pk=actor.pk)
    for name, value in changes.items():
        setattr(user, name, value)
    user.save(update_fields=list(changes))
    return user
