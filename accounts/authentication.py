"""Who is calling the API."""

from rest_framework import authentication
from rest_framework.request import Request


class SessionAuthentication(authentication.SessionAuthentication):
    """The session cookie, with CSRF enforced on unsafe methods.

    DRF's own names no scheme, so that it answers 403 to a stranger; this one answers 401: sign in first.
    """

    def authenticate_header(self, request: Request) -> str:
        """The scheme named in the WWW-Authenticate header."""
        return "Session"
