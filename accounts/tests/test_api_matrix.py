"""Who may do what with a profile."""

from typing import Any

from accounts.models import User
from jobtracker.testing.matrix import EndpointMatrix, Operation


class TestProfile(EndpointMatrix):
    """`/profile/`: whose it is says the session alone."""

    route = "profile"
    operations = (Operation("get"), Operation("patch"))

    def body(self, method: str, owner: User) -> Any:
        """A change."""
        return {"display_name": "Changed"}
