"""Refuses bodies that are too large before a byte of them is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_header_parameters

from jobtracker.errors import error_response

MIB = 1024 * 1024
# Where the WSGI environment says why there is no body to read: an OSError.
BODY_PROBLEM = "jobtracker.body_problem"


def body_limit(content_type: str, path: str) -> int:
    """The largest body, in bytes, with this Content-Type header, to the address of this path."""
    is_upload = parse_header_parameters(content_type)[0] == "multipart/form-data"
    uploads: int = settings.MAX_UPLOAD_BYTES_BY_PATH.get(path, settings.MAX_UPLOAD_BYTES)
    limit: int = uploads if is_upload else settings.MAX_BODY_BYTES
    return limit


class BodyLimitMiddleware:
    """413 for a body over the limit, 411 for one that does not say how long it is, 408 for one that came too slowly.

    Django limits what it holds in memory, but DRF's parsers read the stream themselves; this holds for both.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let `request` through if its declared length is within the limit of its kind."""
        if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
            return error_response(411, "length_required", "Send the request with a Content-Length header.")
        limit = body_limit(request.META.get("CONTENT_TYPE", ""), request.path_info)
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            return error_response(400, "malformed_request", "The Content-Length header is not a number.")
        if length > limit:
            message = f"The request is {length / MIB:.1f} MiB large; the limit is {limit / MIB:g} MiB."
            return error_response(413, "payload_too_large", message)
        problem = request.META.get(BODY_PROBLEM)
        if isinstance(problem, TimeoutError):
            return error_response(408, "request_timeout", "The request came too slowly. Try again.")
        if problem:
            raise problem
        return self.get_response(request)
