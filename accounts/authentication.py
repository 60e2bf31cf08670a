"""Who is calling the API."""

from rest_framework import authentication, exceptions
from rest_framework.request import Request

from accounts.models import User


class SessionAuthentication(authentication.SessionAuthentication):
    """The session cookie, with CSRF enforced on unsafe methods.

    DRF's own names no scheme, so that it answers 403 to a stranger; this one answers 401: sign in first.
    """

    def authenticate_header(self, request: Request) -> str:
        """The scheme named in the WWW-Authenticate header."""
        return "Session"


def caller(request: Request) -> User:
    """The signed-in person who makes the request. Raises NotAuthenticated for anybody else."""
    if not isinstance(request.user, User):
        raise exceptions.NotAuthenticated
    return request.user
