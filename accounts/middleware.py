"""Gives every request its caller."""

from functools import partial

from asgiref.sync import sync_to_async
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import SimpleLazyObject

from accounts.callers import Caller, InvalidToken, identify
from accounts.models import User

# Tokens are for programs, and programs use the API. The administration and the pages of one's account need a session.
TOKEN_PREFIX = "/api/"  # noqa: S105  # a path
PRIVATE_PREFIXES = ("/api/", "/_allauth/")


def caller_of(request: HttpRequest) -> Caller:
    """The caller of `request`, found out once. Raises InvalidToken."""
    cached: Caller | None = getattr(request, "_caller", None)
    if cached is None:
        takes_tokens = request.path_info.startswith(TOKEN_PREFIX)
        authorization = request.headers.get("Authorization") if takes_tokens else None
        cached = identify(session=request.session, authorization=authorization)
        request._caller = cached  # type: ignore[attr-defined]  # Django keeps its `_cached_user` the same way
    return cached


def _user_of(request: HttpRequest) -> User | AnonymousUser:
    try:
        return caller_of(request).user
    except InvalidToken:
        return AnonymousUser()  # the API itself answers why


class CallerMiddleware(AuthenticationMiddleware):
    """Sets `request.user`, for whatever reads it, to the caller's, and keeps what they are answered theirs."""

    def process_request(self, request: HttpRequest) -> None:
        """Nothing is asked of the database before somebody asks who it is."""
        request.user = SimpleLazyObject(lambda: _user_of(request))  # type: ignore[assignment]  # stands in for it
        request.auser = partial(sync_to_async(_user_of), request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """No cache on the way may give one person's data to another, nor a browser's after signing out."""
        if request.path_info.startswith(PRIVATE_PREFIXES):
            patch_vary_headers(response, ("Cookie", "Authorization"))
            if not response.has_header("Cache-Control"):
                patch_cache_control(response, private=True, no_cache=True)
        return response
