"""Deleting one's account, which is asked twice: the first answer says what will be lost; the second needs it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from rest_framework.exceptions import Throttled

from accounts.account_api import RETRY_SECONDS
from accounts.models import User
from accounts.services import delete_account
from jobtracker.errors import InvalidInput
from jobtracker.ownership import owned_models

SALT = "accounts.deletion"
VALID_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Loss:
    """How many rows of one kind would be gone."""

    name: str
    count: int


@dataclass(frozen=True)
class DeletionWarning:
    """What would be lost, and the confirmation that loses it."""

    confirmation: str
    expires_at: datetime
    losses: list[Loss]


def warn_of_deletion(*, actor: User, password: str) -> DeletionWarning:
    """The first question. Raises ValidationError for a wrong password, Throttled after too many of them."""
    try:
        is_theirs = get_adapter().reauthenticate(actor, password)
    except ValidationError:  # allauth's limit, which is all that it raises
        raise Throttled(RETRY_SECONDS) from None
    if not is_theirs:
        raise ValidationError({"password": ValidationError("This is not your password.", code="incorrect_password")})
    losses = [
        Loss(str(model._meta.verbose_name_plural), model._default_manager.filter(owner=actor).count())
        for model in owned_models()
    ]
    return DeletionWarning(
        confirmation=confirmation_of(actor),
        expires_at=timezone.now() + VALID_FOR,
        losses=[loss for loss in losses if loss.count],
    )


def confirmation_of(actor: User) -> str:
    """What the actor sends to say that they mean it; good for ten minutes, and until the password changes."""
    return signing.dumps(_signed(actor), salt=SALT)


def delete_confirmed(*, actor: User, confirmation: str) -> None:
    """The second. Raises InvalidInput unless `confirmation` is the actor's own, of the last minutes."""
    try:
        signed = signing.loads(confirmation, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        signed = None
    if signed != _signed(actor):
        raise InvalidInput("confirmation", "invalid_confirmation", "This has expired. Begin again with your password.")
    delete_account(user=actor)


def _signed(actor: User) -> list[object]:
    return [actor.pk, actor.get_session_auth_hash()]
