"""Who is calling: the one place that decides it, for the API, its browsable pages, the administration and WebSockets.

A caller shows either a session's cookie or an API token (`Authorization: Bearer jt_...`, RFC 6750). A token that is
shown alone counts: one that is no good is refused, even beside a good session.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import ApiToken, User
from accounts.tokens import LAST_USED_RESOLUTION, digest_of

logger = logging.getLogger(__name__)

SCHEME = "bearer"


class InvalidToken(Exception):
    """A token that is unknown, expired or revoked, or whose owner was disabled; which of these is nobody's business."""


@dataclass(frozen=True)
class Caller:
    """A person and what they showed; an anonymous one showed nothing that counts."""

    user: User | AnonymousUser
    session_key: str | None = None
    token: ApiToken | None = None

    @property
    def may_write(self) -> bool:
        """Whether what was shown is good for more than reading."""
        return self.token is None or self.token.scope == ApiToken.Scope.FULL


ANONYMOUS = Caller(AnonymousUser())


def identify(*, session: SessionBase, authorization: str | None) -> Caller:
    """The caller with this session and this Authorization header. Raises InvalidToken.

    A header of another scheme, such as a proxy's Basic, is none of ours.
    """
    scheme, _, credentials = (authorization or "").strip().partition(" ")
    if scheme.lower() == SCHEME:
        return _by_token(credentials.strip())
    return _by_session(session)


def _by_session(session: SessionBase) -> Caller:
    # Django's own function: it checks the session against the password that it was opened with.
    request: Any = SimpleNamespace(session=session)
    user = get_user(request)
    return Caller(user, session_key=session.session_key) if isinstance(user, User) else ANONYMOUS


def _by_token(secret: str) -> Caller:
    token = ApiToken.objects.live().filter(digest=digest_of(secret)).select_related("owner").first()
    if token is None:
        raise InvalidToken
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at < now - LAST_USED_RESOLUTION:
        _note_use(token, now)
    return Caller(token.owner, token=token)


def _note_use(token: ApiToken, now: datetime) -> None:
    unused = Q(last_used_at=None) | Q(last_used_at__lt=now - LAST_USED_RESOLUTION)
    try:
        with transaction.atomic():
            ApiToken.objects.filter(unused, pk=token.pk).update(last_used_at=now)
    except DatabaseError as error:  # with a full disk one can still read
        logger.warning("the use of an API token could not be noted: %s", type(error).__name__)


def still_good(callers: Collection[Caller]) -> set[Caller]:
    """Those of `callers` who would be identified again: for connections that outlive the request that opened them.

    Three queries, however many there are.
    """
    tokens = {caller.token.pk for caller in callers if caller.token}
    live_tokens = set(ApiToken.objects.live().filter(pk__in=tokens).values_list("pk", flat=True))
    keys = {caller.session_key for caller in callers if caller.session_key}
    live_keys = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list("pk", flat=True)
    )
    users = User.objects.in_bulk({caller.user.pk for caller in callers})

    def is_good(caller: Caller) -> bool:
        user = users.get(caller.user.pk)
        if user is None or not user.is_active or not isinstance(caller.user, User):
            return False
        if caller.token is not None:
            return caller.token.pk in live_tokens
        # Django binds a session to the password that it was opened with.
        return caller.session_key in live_keys and user.password == caller.user.password

    return {caller for caller in callers if is_good(caller)}
