"""Who may do what with a profile, tokens, and the account itself."""

from typing import Any, ClassVar

from accounts.deletion import confirmation_of
from accounts.factories import PASSWORD
from accounts.models import User
from accounts.services import create_token
from jobtracker.testing.matrix import Address, EndpointMatrix, ListMatrix, Operation, OwnedObjectMatrix


class TestProfile(EndpointMatrix):
    """`/profile/`: whose it is says the caller alone."""

    route = "profile"
    operations = (Operation("get"), Operation("patch"))

    def body(self, method: str, owner: User) -> Any:
        """A change."""
        return {"display_name": "Changed"}


class TestTokenList(ListMatrix):
    """`/tokens/`."""

    route = "token-list"
    operations = (Operation("get", takes_tokens=False), Operation("post", 201, takes_tokens=False))
    queries = 3

    def body(self, method: str, owner: User) -> Any:
        """A new token."""
        return {"name": "Laptop", "scope": "read"}

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """Tokens."""
        made = [create_token(actor=owner, name=f"Token {number}", scope="full") for number in range(count)]
        return {}, {one.token.pk for one in made}


class TestTokenDetail(OwnedObjectMatrix):
    """`/tokens/{id}/`."""

    route = "token-detail"
    operations = (Operation("delete", 204, takes_tokens=False),)

    def address(self, owner: User) -> Address:
        """A token."""
        return {"pk": create_token(actor=owner, name="Laptop", scope="read").token.pk}


class TestAccountDeletion(EndpointMatrix):
    """`/account-deletion/`."""

    route = "account-deletion"
    operations = (Operation("post", takes_tokens=False),)
    bodies: ClassVar = {"post": {"password": PASSWORD}}

    def body(self, method: str, owner: User) -> Any:
        """The password."""
        return self.bodies.get(method)


class TestAccountDeletionConfirm(EndpointMatrix):
    """`/account-deletion/confirm/`."""

    route = "account-deletion-confirm"
    operations = (Operation("post", 204, takes_tokens=False),)

    def body(self, method: str, owner: User) -> Any:
        """The confirmation."""
        return {"confirmation": confirmation_of(owner)} if method == "post" else None
