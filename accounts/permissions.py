"""Who may, beyond being signed in."""

from rest_framework import exceptions, permissions
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.callers import Caller


class SessionRequired(exceptions.PermissionDenied):
    """403: not with a token."""

    default_code = "session_required"
    default_detail = "This needs somebody who is signed in: no API token will do."


class SignedIn(permissions.IsAuthenticated):
    """Somebody with a session: for what a program must not do in a person's name."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether a session was shown. Raises SessionRequired for a token."""
        if isinstance(request.auth, Caller) and request.auth.token is not None:
            raise SessionRequired
        return bool(super().has_permission(request, view))
