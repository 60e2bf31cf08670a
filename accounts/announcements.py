"""Announces what allauth does to accounts; imported at start-up, which connects it."""

from typing import Any

from allauth.account.signals import user_logged_in, user_logged_out, user_signed_up
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver

from accounts.models import User
from jobtracker.account_events import Happening, announce


@receiver(user_signed_up)
def signed_up(user: User, **kwargs: Any) -> None:
    """A person made an account."""
    announce(Happening.SIGNED_UP, user_id=user.pk)


@receiver(user_logged_in)
def signed_in(user: User, **kwargs: Any) -> None:
    """A session began."""
    announce(Happening.SIGNED_IN, user_id=user.pk)


@receiver(user_logged_out)
def signed_out(user: User | None, **kwargs: Any) -> None:
    """A session was ended by its owner."""
    if user is not None:
        announce(Happening.SIGNED_OUT, user_id=user.pk)


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def second_factor_changed(user: User, **kwargs: Any) -> None:
    """A second factor came, went or was renewed."""
    announce(Happening.SECOND_FACTOR_CHANGED, user_id=user.pk)
