"""What hangs on an application, or may: out of sight for as long as the application is."""

from typing import Any, Self

from jobtracker.trash import TrashableQuerySet


class ApplicationPartQuerySet(TrashableQuerySet):
    """Rows of applications, some of which are in the trash, alone or because their application is.

    An application that goes to the trash and comes back takes them along without touching them; what was deleted by
    itself stays deleted. Rows that have no application are not concerned.
    """

    def visible_to(self, user: Any) -> Self:
        """The rows that `user` may know of: neither they nor their application is in the trash."""
        return super().visible_to(user).filter(application__trashed_at=None)

    def in_trash_of(self, user: Any) -> Self:
        """The rows that `user` has put into the trash, of applications that are not there themselves."""
        return super().in_trash_of(user).filter(application__trashed_at=None)
