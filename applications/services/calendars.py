"""Writes of calendars' addresses: one function is one transaction."""

import hashlib
import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from applications.models import CalendarFeed
from jobtracker.errors import Conflict, InvalidInput
from jobtracker.preconditions import require_match

logger = logging.getLogger(__name__)

MAX_FEEDS = 20
# An address in use is written to once in this time, not at each request.
LAST_READ_RESOLUTION = timedelta(minutes=1)


@dataclass(frozen=True)
class NewSecret:
    """A calendar's address that was just made, with the secret in it, which is told only now."""

    feed: CalendarFeed
    secret: str


def digest_of(secret: str) -> str:
    """What is stored of a secret; one round is enough for 256 random bits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


@transaction.atomic
def create_feed(*, actor: User, values: Mapping[str, Any]) -> NewSecret:
    """Make an address. Raises Conflict past the limit, InvalidInput and ValidationError by field."""
    # Under the person's row lock the count stays true until the commit.
    owner = User.objects.select_for_update().get(pk=actor.pk)
    if CalendarFeed.objects.visible_to(owner).count() >= MAX_FEEDS:
        raise Conflict("too_many", f"You have {MAX_FEEDS} calendars, which is the limit. Revoke one.")
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed(owner=owner, secret_digest=digest_of(secret), **values)
    _validate(feed)
    feed.save(force_insert=True)
    return NewSecret(feed, secret)


@transaction.atomic
def update_feed(*, actor: User, feed_id: int, changes: Mapping[str, Any], if_match: str | None = None) -> CalendarFeed:
    """Change the given fields and no others; the address stays. Raises Stale where `if_match` names a former state."""
    feed = _locked(actor, feed_id, if_match)
    for name, value in changes.items():
        setattr(feed, name, value)
    _validate(feed)
    feed.save(update_fields=[*changes, "updated_at"])
    return feed


@transaction.atomic
def regenerate_secret(*, actor: User, feed_id: int, if_match: str | None = None) -> NewSecret:
    """Give a calendar another address; the former one is worthless at once."""
    feed = _locked(actor, feed_id, if_match)
    secret = secrets.token_urlsafe(32)
    feed.secret_digest, feed.last_read_at = digest_of(secret), None
    feed.save(update_fields=["secret_digest", "last_read_at", "updated_at"])
    return NewSecret(feed, secret)


@transaction.atomic
def revoke_feed(*, actor: User, feed_id: int, if_match: str | None = None) -> None:
    """Make an address worthless, at once and for good."""
    _locked(actor, feed_id, if_match).delete()


def note_read(feed: CalendarFeed) -> None:
    """Note that a calendar was read, once a minute at most; where that cannot be written, it is read all the same."""
    now = timezone.now()
    if feed.last_read_at is not None and feed.last_read_at >= now - LAST_READ_RESOLUTION:
        return
    unread = Q(last_read_at=None) | Q(last_read_at__lt=now - LAST_READ_RESOLUTION)
    try:
        with transaction.atomic():
            CalendarFeed.objects.filter(unread, pk=feed.pk).update(last_read_at=now)
    except DatabaseError as error:  # with a full disk one can still read
        logger.warning("the read of a calendar could not be noted: %s", type(error).__name__)


def _locked(actor: User, feed_id: int, if_match: str | None) -> CalendarFeed:
    feed: CalendarFeed = get_object_or_404(CalendarFeed.objects.visible_to(actor).select_for_update(), pk=feed_id)
    require_match(feed, if_match)
    return feed


def _validate(feed: CalendarFeed) -> None:
    feed.name = feed.name.strip()
    feed.clean_fields(exclude=["owner", "secret_digest"])
    if not (feed.interviews or feed.deadlines or feed.tasks):
        raise InvalidInput("interviews", "shows_nothing", "A calendar shows interviews, deadlines or tasks.")
