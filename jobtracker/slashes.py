"""Addresses that lack their final slash."""

from django.http import HttpRequest
from django.middleware import common


class CommonMiddleware(common.CommonMiddleware):
    """Django's, which leads on to the address with the slash, but not where a body would be lost on the way."""

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        """Reads alone: a client follows the redirection of a POST with a GET, and takes that for the POST's answer."""
        return request.method in ("GET", "HEAD") and super().should_redirect_with_slash(request)
