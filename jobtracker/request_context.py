"""What is known of the request at hand, wherever the code is."""

import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

REQUEST_ID_HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """The id of the request being answered; empty outside one."""
    return _request_id.get()


class RequestContextMiddleware:
    """Gives every request an id, and every answer the header that names it.

    The caller's own id is taken over if it is well-formed, so that one id follows a request through several systems.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer `request` under its id."""
        given = request.headers.get(REQUEST_ID_HEADER, "")
        request_id = given if WELL_FORMED.fullmatch(given) else str(uuid.uuid4())
        token = _request_id.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            _request_id.reset(token)
        response[REQUEST_ID_HEADER] = request_id
        return response
