"""What a log line and a metric say of a request: its method, its route and its person, and nothing that they sent."""

from functools import lru_cache

from django.contrib.admindocs.views import simplify_regex
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.functional import LazyObject, empty

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
OTHER_METHOD = "other"
UNKNOWN_ROUTE = "unknown"


def method_of(request: HttpRequest) -> str:
    """The request's method; one word for all that are none of HTTP's common ones, so that they stay few."""
    return request.method if request.method in METHODS else OTHER_METHOD


def route_of(request: HttpRequest) -> str:
    """The pattern of the request's address, such as `/api/v1/jobs/<pk>/`, and never the address itself."""
    match = request.resolver_match or _match(request.path_info)
    return _readable(match.route) if match else UNKNOWN_ROUTE


def _match(path: str) -> ResolverMatch | None:
    """Where an address leads that was answered before Django looked for its view."""
    try:
        return resolve(path)
    except Resolver404:
        return None


@lru_cache(maxsize=1024)
def _readable(route: str) -> str:
    """A pattern as Django's own documentation pages write it: regular expressions become `<name>`."""
    return str(simplify_regex(route))


def user_id_of(request: HttpRequest) -> int | None:
    """Whom the request was made as, as far as it has been found out: asking would cost a query."""
    user = request.__dict__.get("user")
    if isinstance(user, LazyObject) and user.__dict__.get("_wrapped", empty) is empty:
        return None
    return getattr(user, "pk", None)
