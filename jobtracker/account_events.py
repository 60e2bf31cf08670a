"""A port: what happens to accounts, told to whoever must know of it.

`accounts` stands below the other apps and may not call them. It announces here; the others subscribe when they start.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from jobtracker.after_commit import after_commit


class Happening(StrEnum):
    """What happened."""

    SIGNED_UP = "signed_up"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SESSIONS_ENDED = "sessions_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  # a word
    SECOND_FACTOR_CHANGED = "second_factor_changed"
    TOKEN_CREATED = "token_created"  # noqa: S105  # a word
    TOKEN_REVOKED = "token_revoked"  # noqa: S105  # a word
    DISABLED = "disabled"
    # About to be deleted: what writes for the person is to stop, for the deletion waits for it.
    LEAVING = "leaving"
    DELETED = "deleted"


@dataclass(frozen=True)
class AccountEvent:
    """Something that happened to the account of `user_id`."""

    happening: Happening
    user_id: int


Subscriber = Callable[[AccountEvent], None]

_subscribers: list[Subscriber] = []


def subscribe(subscriber: Subscriber) -> None:
    """Have `subscriber` called for each event, once its transaction is committed; called at start-up."""
    _subscribers.append(subscriber)


def announce(happening: Happening, *, user_id: int) -> None:
    """Tell the subscribers, after the commit. One that fails is logged and keeps the others from nothing."""
    event = AccountEvent(happening, user_id)
    for subscriber in _subscribers:
        after_commit(subscriber, event)
