"""Effects that come after a transaction, and cannot undo it by failing."""

from collections.abc import Callable

from django.db import transaction


def after_commit(act: Callable[..., object], *arguments: object) -> None:
    """Call `act` once the transaction is committed; what it raises is logged.

    Not by way of a partial: Django logs the function's name, which a partial does not have, so that the failure of the
    effect would be one of the request.
    """

    def acting() -> None:
        act(*arguments)

    transaction.on_commit(acting, robust=True)
