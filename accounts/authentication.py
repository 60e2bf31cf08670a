"""Who is calling the API."""

from rest_framework import authentication, exceptions
from rest_framework.request import Request

from accounts.models import User


class CsrfFailed(exceptions.PermissionDenied):
    """403: the session's cookie comes by itself; only the CSRF token shows that our own page sent the request."""

    default_code = "csrf_failed"
    default_detail = "The CSRF token is missing or wrong. Reload the page and try again."


class SessionAuthentication(authentication.SessionAuthentication):
    """The session cookie, with CSRF enforced on unsafe methods.

    DRF's own names no scheme, so that it answers 403 to a stranger; this one answers 401: sign in first.
    """

    def authenticate_header(self, request: Request) -> str:
        """The scheme named in the WWW-Authenticate header."""
        return "Session"

    def enforce_csrf(self, request: Request) -> None:
        """Raise CsrfFailed unless the request carries the session's CSRF token."""
        try:
            super().enforce_csrf(request)
        except exceptions.PermissionDenied:
            raise CsrfFailed from None


def caller(request: Request) -> User:
    """The signed-in person who makes the request. Raises NotAuthenticated for anybody else."""
    if not isinstance(request.user, User):
        raise exceptions.NotAuthenticated
    return request.user
