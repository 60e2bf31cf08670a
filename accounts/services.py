"""Writes of this app: one function is one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import OperationalError, transaction
from django.db.models import CharField
from django.db.models.functions import Cast
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import ApiToken, DataChange, Skill, User
from accounts.tokens import DEFAULT_LIFETIME, LONGEST_LIFETIME, MAX_TOKENS, SHOWN_CHARACTERS, digest_of, new_token
from jobtracker.account_events import Happening, announce
from jobtracker.errors import Conflict, InvalidInput, is_collision
from jobtracker.ownership import owned_models

DELETION_ATTEMPTS = 3


class SkillInput(TypedDict):
    """A skill as a person gives it."""

    name: str
    level: str


@dataclass(frozen=True)
class NewToken:
    """A token that was just made, with the secret that is told only now."""

    token: ApiToken
    secret: str


@transaction.atomic
def update_profile(*, actor: User, changes: Mapping[str, Any], skills: Sequence[SkillInput] | None = None) -> User:
    """Change the given fields of the person's own profile, and no others; `skills` replace all that there were.

    Raises ValidationError by field.
    """
    user = User.objects.select_for_update().get(pk=actor.pk)
    for name, value in changes.items():
        setattr(user, name, value)
    user.clean_fields(exclude=["password"])
    user.clean()
    user.save(update_fields=list(changes))
    if skills is not None:
        _replace_skills(user, skills)
    return user


def _replace_skills(user: User, skills: Sequence[SkillInput]) -> None:
    rows = [Skill(user=user, position=position, **skill) for position, skill in enumerate(skills)]
    seen: set[str] = set()
    for position, row in enumerate(rows):
        row.name = row.name.strip()
        if row.name.lower() in seen:
            raise InvalidInput(f"skills.{position}.name", "repeated", "This skill is there already.")
        seen.add(row.name.lower())
    Skill.objects.filter(user=user).delete()
    Skill.objects.bulk_create(rows)


@transaction.atomic
def create_token(
    *, actor: User, name: str, scope: str = ApiToken.Scope.READ, expires_at: datetime | None = None
) -> NewToken:
    """Make an API token. Its secret is in the answer, and nowhere else.

    Raises InvalidInput for a lifetime that cannot be, Conflict for more tokens than one person may have.
    """
    now = timezone.now()
    expires_at = expires_at or now + DEFAULT_LIFETIME
    if expires_at <= now:
        raise InvalidInput("expires_at", "in_the_past", "A token must expire in the future.")
    if expires_at > now + LONGEST_LIFETIME:
        raise InvalidInput("expires_at", "too_late", f"A token lasts {LONGEST_LIFETIME.days} days at most.")
    # Under the person's row lock the count stays true until the commit.
    owner = User.objects.select_for_update().get(pk=actor.pk)
    if ApiToken.objects.live().filter(owner=owner).count() >= MAX_TOKENS:
        raise Conflict("too_many_tokens", f"You have {MAX_TOKENS} tokens: revoke one that you do not need.")
    secret = new_token()
    token = ApiToken(
        owner=owner,
        name=name.strip(),
        scope=scope,
        prefix=secret[:SHOWN_CHARACTERS],
        digest=digest_of(secret),
        expires_at=expires_at,
    )
    token.clean_fields(exclude=["owner", "digest"])
    token.save(force_insert=True)
    announce(Happening.TOKEN_CREATED, user_id=owner.pk)
    return NewToken(token, secret)


@transaction.atomic
def revoke_token(*, actor: User, token_id: int) -> None:
    """Make a token worthless, at once and for good. It leaves the lists; its row stays, for the administration."""
    tokens = ApiToken.objects.visible_to(actor).filter(revoked_at=None).select_for_update()
    token = get_object_or_404(tokens, pk=token_id)
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at", "updated_at"])
    announce(Happening.TOKEN_REVOKED, user_id=actor.pk)


@transaction.atomic
def end_sessions(*, user: User, except_key: str | None = None) -> None:
    """Sign the person out everywhere, but for the session with this key."""
    sessions = UserSession.objects.filter(user=user).exclude(session_key=except_key)
    Session.objects.filter(session_key__in=sessions.values("session_key")).delete()
    sessions.delete()
    announce(Happening.SESSIONS_ENDED, user_id=user.pk)


@transaction.atomic
def change_password(*, user: User, password: str | None, session_key: str | None = None) -> None:
    """Set a password (None: none that works), and end every session but the one with this key.

    API tokens stay as they are: they were never worth a password, and each can be revoked.
    """
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user=user, except_key=session_key)
    announce(Happening.PASSWORD_CHANGED, user_id=user.pk)


@transaction.atomic
def change_access(*, user: User, changes: Mapping[str, Any]) -> User:
    """Change what the administration may change of a person. One who is disabled is signed out everywhere."""
    changed = User.objects.select_for_update().get(pk=user.pk)
    was_active = changed.is_active
    for name, value in changes.items():
        setattr(changed, name, value)
    changed.clean()
    changed.save(update_fields=list(changes))
    if "email" in changes:
        _follow_address(changed)
    if was_active and not changed.is_active:
        end_sessions(user=changed)
        announce(Happening.DISABLED, user_id=changed.pk)
    return changed


def _follow_address(user: User) -> None:
    """Make allauth's list of addresses say what the person's row says."""
    # The former one would still open the account, by a link for a new password.
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"primary": True, "verified": True})


def delete_account(*, user: User) -> None:
    """Delete a person with everything that is theirs, in every app. Nothing of it can be brought back.

    Where two ask for it at once, the second finds nothing left to do.
    """
    announce(Happening.LEAVING, user_id=user.pk)
    for attempt in range(DELETION_ATTEMPTS):
        try:
            _delete_account(user)
        except OperationalError as error:
            # A write of theirs in another tab and this one wait for each other: the database undoes one of the two.
            if not is_collision(error) or attempt == DELETION_ATTEMPTS - 1:
                raise
        else:
            return


@transaction.atomic
def _delete_account(user: User) -> None:
    # What another request is about to add needs this row, too: it either comes before the lock, or fails.
    locked = User.objects.select_for_update().filter(pk=user.pk).first()
    if locked is None:
        return
    user_id = locked.pk
    end_sessions(user=locked)
    _forget_in_admin_log(locked)
    locked.delete()
    DataChange.objects.filter(owner_id=user_id).delete()
    announce(Happening.DELETED, user_id=user_id)


def _forget_in_admin_log(user: User) -> None:
    # The log of the administration names what was changed: addresses, titles of postings.
    LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)).delete()
    for model in owned_models():
        ids = model._default_manager.filter(owner=user).values_list(Cast("pk", CharField()))
        LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=ids).delete()
