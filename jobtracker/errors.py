"""One envelope for every error: what went wrong, where, and under which request id.

    {"error": {"code", "message", "fields", "request_id", "timestamp"}}

`code` is a stable word for programs and `message` a sentence for people. `fields` maps the dotted path of an input
(`skills.3`) to its problems, each with a code and a message. Three members come only where they help: `rows`, the bad
rows of a file; `items`, the bad rows of a bulk request; and `current`, the state that a conflicting request ran into.
"""

import errno
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

import structlog
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import DataError, IntegrityError, InterfaceError, OperationalError, models
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerOperationalError
from redis.exceptions import RedisError
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from jobtracker.channel_layer import ChannelLayerUnavailable
from jobtracker.redis_connection import RedisUnavailable
from jobtracker.request_context import current_request_id

logger = structlog.stdlib.get_logger(__name__)

NON_FIELD = "non_field_errors"
COLLISION_MESSAGE = "Something else was changed at the same time, so that nothing was done. Try again."
NOT_FOUND_MESSAGE = "There is nothing at this address, or it is not yours."


class Problem(TypedDict):
    """One thing wrong with one input."""

    code: str
    message: str


class RowProblem(TypedDict):
    """One thing wrong with one cell of a file. `row` counts as a spreadsheet does: the header is row 1."""

    row: int
    column: str
    code: str
    message: str
    value: str


class ItemProblem(TypedDict):
    """One thing wrong with one row of a bulk request. `index` is its place there, from 0; a new row has no id yet."""

    index: int
    id: int | None
    field: str
    code: str
    message: str


Fields = dict[str, list[Problem]]


class DomainError(Exception):
    """A refusal with a status, a stable code and a sentence; nothing was written."""

    status_code: int = status.HTTP_400_BAD_REQUEST

    def __init__(
        self, code: str, message: str, *, fields: Fields | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.fields = fields or {}
        self.headers = headers or {}


class InvalidInput(DomainError):
    """400: `field` cannot be what was sent."""

    def __init__(self, field: str, code: str, message: str) -> None:
        super().__init__(
            "validation_error", f"{field}: {message}", fields={field: [{"code": code, "message": message}]}
        )


class InvalidFile(DomainError):
    """400: a file with bad rows; all of them are listed."""

    def __init__(self, message: str, rows: Sequence[RowProblem] = (), code: str = "invalid_file") -> None:
        super().__init__(code, message, fields={"file": [{"code": code, "message": message}]})
        self.rows = list(rows)


class RefusedItems(DomainError):
    """A bulk request of which nothing was done: each row that is in the way is listed."""

    def __init__(
        self, code: str, message: str, items: Sequence[ItemProblem], status_code: int = status.HTTP_400_BAD_REQUEST
    ) -> None:
        super().__init__(code, message)
        self.items = list(items)
        self.status_code = status_code


class Conflict(DomainError):
    """409: legal at another time, but not in the present state, which `current` shows."""

    status_code = status.HTTP_409_CONFLICT

    def __init__(self, code: str, message: str, *, current: models.Model | None = None) -> None:
        super().__init__(code, message)
        self.current = current


def envelope(code: str, message: str, fields: Fields | None = None, **extra: Any) -> dict[str, Any]:
    """The body of an error answer."""
    return {
        "error": {
            "code": code,
            "message": message,
            "fields": fields or {},
            **extra,
            "request_id": current_request_id(),
            "timestamp": timezone.now().isoformat(),
        }
    }


def error_response(status_code: int, code: str, message: str) -> JsonResponse:
    """The envelope as a plain Django response, for what happens outside DRF's views."""
    return JsonResponse(envelope(code, message), status=status_code)


@dataclass(frozen=True)
class Outage:
    """How to answer when a part behind the application fails. Says nothing of which server, or how."""

    status: int
    code: str
    message: str
    headers: Mapping[str, str] = field(default_factory=dict)


UNAVAILABLE = Outage(
    503,
    "unavailable",
    "A part of the server does not answer at the moment. Try again in a few seconds.",
    {"Retry-After": "5"},
)
INSUFFICIENT_STORAGE = Outage(
    507, "insufficient_storage", "The server has no room left. Nothing was saved; whoever runs it has to make room."
)
# PostgreSQL's codes for two transactions that cannot both go on: one is undone, and may simply be repeated.
_COLLISIONS = ("40001", "40P01")
# PostgreSQL's code for a full disk (appendix A of its manual), and the operating system's for a disk and a quota.
_DISK_FULL = "53100"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
# Of the database, of Redis, and of Celery's way to it.
_NO_ANSWER = (
    OperationalError,
    InterfaceError,
    RedisError,
    RedisUnavailable,
    ChannelLayerUnavailable,
    BrokerOperationalError,
)


def outage_of(error: BaseException | None) -> Outage | None:
    """What an exception says of the parts behind the application; None where it says nothing of them."""
    if is_collision(error):
        return None
    if isinstance(error, _NO_ANSWER):
        return INSUFFICIENT_STORAGE if getattr(error.__cause__, "sqlstate", None) == _DISK_FULL else UNAVAILABLE
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return INSUFFICIENT_STORAGE
    return None


def is_collision(error: BaseException | None) -> bool:
    """Whether the database has undone the transaction because another one was in its way."""
    return getattr(getattr(error, "__cause__", None), "sqlstate", None) in _COLLISIONS


def exception_handler(error: Exception, context: Mapping[str, Any]) -> Response:
    """DRF's exception handler: the envelope for every exception that a view lets through."""
    set_rollback()
    if isinstance(error, DomainError):
        return _domain_error(error, context)
    if isinstance(error, exceptions.ValidationError):
        return _invalid(dict(_problems(error.detail)))
    if isinstance(error, DjangoValidationError):
        return _invalid(_django_problems(error))
    if isinstance(error, Http404 | exceptions.NotFound):
        return Response(envelope("not_found", NOT_FOUND_MESSAGE), status=404)
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, RequestDataTooBig):
        return Response(envelope("payload_too_large", "The request is too large."), status=413)
    if isinstance(error, SuspiciousOperation):  # such as more fields or files than Django's limits allow
        return Response(envelope("bad_request", "The request could not be understood."), status=400)
    if isinstance(error, exceptions.APIException):
        return _api_error(error)
    if isinstance(error, IntegrityError):
        return _integrity_error(error)
    if is_collision(error):
        return Response(envelope("conflict", COLLISION_MESSAGE), status=409)
    if outage := outage_of(error):
        log_outage(outage, error)
        return Response(envelope(outage.code, outage.message), status=outage.status, headers=outage.headers)
    if isinstance(error, DataError):
        return Response(envelope("out_of_range", "A value is too large or too long to be kept."), status=400)
    logger.error("unexpected error", exc_info=error)
    message = "Something went wrong on our side. Quote the request id when you report it."
    return Response(envelope("internal_error", message), status=500)


def _domain_error(error: DomainError, context: Mapping[str, Any]) -> Response:
    extra: dict[str, Any] = {}
    if isinstance(error, InvalidFile) and error.rows:
        extra["rows"] = error.rows
    if isinstance(error, RefusedItems):
        extra["items"] = error.items
    if isinstance(error, Conflict) and error.current is not None:
        view = context["view"]
        extra["current"] = view.conflict_serializer_class(error.current, context=view.get_serializer_context()).data
    body = envelope(error.code, error.message, error.fields, **extra)
    return Response(body, status=error.status_code, headers=error.headers)


def fields_of(error: DomainError | exceptions.ValidationError | DjangoValidationError) -> Fields:
    """What an exception says is wrong with which input; by `NON_FIELD` what concerns none in particular."""
    if isinstance(error, DomainError):
        return error.fields or {NON_FIELD: [{"code": error.code, "message": error.message}]}
    if isinstance(error, DjangoValidationError):
        return _django_problems(error)
    return dict(_problems(error.detail))


def _invalid(fields: Fields) -> Response:
    return Response(envelope("validation_error", summary(fields), fields), status=400)


def summary(fields: Fields) -> str:
    """The first problem in words, and how many more there are: the message of an envelope that has fields."""
    path, problems = next(iter(fields.items()))
    first = problems[0]["message"] if path == NON_FIELD else f"{path}: {problems[0]['message']}"
    others = sum(map(len, fields.values())) - 1
    return f"{first} (and {others} more)" if others else first


def _problems(detail: Any, path: str = "") -> Iterator[tuple[str, list[Problem]]]:
    """Flatten DRF's nested detail into dotted paths."""
    if isinstance(detail, Mapping):
        for key, value in detail.items():
            # DRF files what concerns a nested object as a whole under this key: that is the object's own path.
            child = path if key == NON_FIELD and path else f"{path}.{key}" if path else str(key)
            yield from _problems(value, child)
    elif isinstance(detail, Sequence) and not isinstance(detail, str):
        # The model and DRF may both complain of the same, in the same words.
        leaves = list(dict.fromkeys(item for item in detail if isinstance(item, str)))
        if leaves:
            yield (
                path or NON_FIELD,
                [{"code": getattr(leaf, "code", "invalid"), "message": str(leaf)} for leaf in leaves],
            )
        for index, item in enumerate(detail):
            if not isinstance(item, str):
                yield from _problems(item, f"{path}.{index}" if path else str(index))


def _django_problems(error: DjangoValidationError) -> Fields:
    by_field: dict[str, list[DjangoValidationError]] = (
        error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    )
    return {
        (NON_FIELD if name == NON_FIELD_ERRORS else name): [
            {"code": item.code or "invalid", "message": " ".join(item.messages)} for item in items
        ]
        for name, items in by_field.items()
    }


# Codes and sentences where DRF's own are not for people, or not stable.
API_ERRORS: dict[type[exceptions.APIException], tuple[str, str | None]] = {
    exceptions.ParseError: ("malformed_request", None),
    exceptions.NotAuthenticated: ("not_authenticated", "Sign in first."),
    exceptions.AuthenticationFailed: ("authentication_failed", None),
    exceptions.PermissionDenied: ("permission_denied", None),
    exceptions.MethodNotAllowed: ("method_not_allowed", None),
    exceptions.NotAcceptable: ("not_acceptable", None),
    exceptions.UnsupportedMediaType: ("unsupported_media_type", None),
    exceptions.Throttled: ("throttled", None),
}


def _api_error(error: exceptions.APIException) -> Response:
    code, message = API_ERRORS.get(type(error), (str(error.default_code), None))
    headers: dict[str, str] = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]  # set by DRF's views
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait))  # type: ignore[attr-defined]  # of Throttled alone
    return Response(envelope(code, message or str(error.detail)), status=error.status_code, headers=headers)


def _integrity_error(error: IntegrityError) -> Response:
    """What a constraint of ours refused, in the constraint's own words.

    Services check first, so this is what remains when two requests race.
    """
    constraint = _violated_constraint(error)
    if isinstance(constraint, models.CheckConstraint):
        message = str(constraint.get_violation_error_message())
        return _invalid({NON_FIELD: [{"code": constraint.violation_error_code or "invalid", "message": message}]})
    if isinstance(constraint, models.UniqueConstraint):
        message = str(constraint.get_violation_error_message())
        return Response(envelope(constraint.violation_error_code or "conflict", message), status=409)
    logger.warning("integrity error outside the named constraints", exc_info=error)
    message = "What this refers to has changed in the meantime. Load it again and retry."
    return Response(envelope("conflict", message), status=409)


def _violated_constraint(error: IntegrityError) -> models.BaseConstraint | None:
    diagnostics = getattr(error.__cause__, "diag", None)
    name = getattr(diagnostics, "constraint_name", None)
    return next((c for model in apps.get_models() for c in model._meta.constraints if c.name == name), None)


def log_outage(outage: Outage, error: BaseException) -> None:
    """One line. The traceback comes with it only where the server said something: silence is the same everywhere."""
    answered = getattr(error.__cause__, "sqlstate", None) is not None or isinstance(error, OSError)
    logger.error(outage.code, cause=type(error).__name__, exc_info=error if answered else None)


def log_crash(**_: Any) -> None:
    """Receive Django's signal that a request crashed outside the API's views, while the exception is being handled."""
    error = sys.exception()
    outage = outage_of(error)
    if error is not None and outage is not None:
        log_outage(outage, error)
    else:
        logger.error("unexpected error", exc_info=error)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF failure view."""
    return error_response(403, "csrf_failed", "The form has expired. Reload the page and try again.")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's view for requests that it refuses itself."""
    if isinstance(exception, RequestDataTooBig):
        return error_response(413, "payload_too_large", "The request is too large.")
    return error_response(400, "bad_request", "The request could not be understood.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's view for unknown addresses."""
    return error_response(404, "not_found", NOT_FOUND_MESSAGE)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's view for forbidden addresses."""
    return error_response(403, "permission_denied", "You do not have permission to do this.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's view for exceptions outside DRF's views, called while the exception is being handled."""
    if is_collision(sys.exception()):
        return error_response(409, "conflict", COLLISION_MESSAGE)
    if outage := outage_of(sys.exception()):
        response = error_response(outage.status, outage.code, outage.message)
        for name, value in outage.headers.items():
            response[name] = value
        return response
    return error_response(500, "internal_error", "Something went wrong on our side. Quote the request id.")
