"""What the API asks of its callers."""

from typing import Any

from rest_framework import authentication, exceptions, permissions
from rest_framework.request import Request

from accounts.callers import InvalidToken
from accounts.middleware import caller_of
from accounts.models import User


class CsrfFailed(exceptions.PermissionDenied):
    """403: the session's cookie comes by itself; only the CSRF token shows that our own page sent the request."""

    default_code = "csrf_failed"
    default_detail = "The CSRF token is missing or wrong. Reload the page and try again."


class TokenRefused(exceptions.AuthenticationFailed):
    """401: the API token opens nothing (any more)."""

    default_code = "invalid_token"
    default_detail = "This API token is unknown, expired or revoked. Make a new one in the settings."


class ReadOnlyToken(exceptions.PermissionDenied):
    """403: the token may read alone."""

    default_code = "read_only_token"
    default_detail = "This API token may only read. Make one with the scope “full” to write."


class CallerAuthentication(authentication.SessionAuthentication):
    """Takes the caller that `accounts.callers` finds; `request.auth` is that Caller.

    A session's caller shows the CSRF token on unsafe methods; a token is sent by no browser on its own and needs none.
    """

    def authenticate(self, request: Request) -> Any:
        """The person and the Caller, or None for a stranger. Raises TokenRefused, CsrfFailed and ReadOnlyToken."""
        try:
            found = caller_of(request._request)
        except InvalidToken:
            raise TokenRefused from None
        if not isinstance(found.user, User):
            return None
        if found.token is None:
            self.enforce_csrf(request)
        elif not found.may_write and request.method not in permissions.SAFE_METHODS:
            raise ReadOnlyToken
        return found.user, found

    def authenticate_header(self, request: Request) -> str:
        """The scheme named in the WWW-Authenticate header of a 401."""
        return "Bearer"

    def enforce_csrf(self, request: Request) -> None:
        """Raise CsrfFailed unless the request carries the session's CSRF token."""
        try:
            super().enforce_csrf(request)
        except exceptions.PermissionDenied:
            raise CsrfFailed from None


def caller(request: Request) -> User:
    """The person who makes the request. Raises NotAuthenticated for a stranger."""
    if not isinstance(request.user, User):
        raise exceptions.NotAuthenticated
    return request.user
