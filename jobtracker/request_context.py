"""What is known of the request or the task at hand, wherever the code is."""

import re
import uuid
from collections.abc import Callable, Mapping
from contextvars import ContextVar, Token
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

REQUEST_ID_HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")


@dataclass(slots=True, eq=False)
class Work:
    """A request that is being answered, or a task that is being done; what the database did for it is added up."""

    request_id: str
    # What else its log lines say of it; asked for each of them, because more is known later on.
    describe: Callable[[], Mapping[str, object]] = dict
    query_count: int = 0
    query_seconds: float = 0.0


_work: ContextVar[Work | None] = ContextVar("work", default=None)


def current_work() -> Work | None:
    """The request or task at hand; None outside one."""
    return _work.get()


def current_request_id() -> str:
    """The id of the request being answered, or of the one that a task goes back to; empty outside both."""
    work = _work.get()
    return work.request_id if work else ""


def request_id_from(given: object) -> str:
    """The id that came along if it is well-formed, else a new one."""
    return given if isinstance(given, str) and WELL_FORMED.fullmatch(given) else str(uuid.uuid4())


def begin(work: Work) -> Token[Work | None]:
    """Make `work` the one at hand; the token is for `end`."""
    return _work.set(work)


def end(token: Token[Work | None]) -> None:
    """Go back to what was at hand before."""
    _work.reset(token)


class RequestContextMiddleware:
    """Gives every request an id, and every answer the header that names it.

    The caller's own id is taken over if it is well-formed, so that one id follows a request through several systems.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer `request` under its id."""
        request_id = request_id_from(request.headers.get(REQUEST_ID_HEADER))
        token = begin(Work(request_id))
        try:
            response = self.get_response(request)
        finally:
            end(token)
        response[REQUEST_ID_HEADER] = request_id
        return response
