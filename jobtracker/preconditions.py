"""Changing only what one has seen: entity tags, and the `If-Match` header (RFC 9110, sections 8.8.3 and 13.1.1)."""

from typing import Any, Protocol

from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from jobtracker.errors import DomainError


class Stamped(Protocol):
    """A row that notes when it changed last, to the microsecond; of one row no two changes share an instant."""

    @property
    def updated_at(self) -> Any:
        """When that was."""


class Stale(DomainError):
    """412: the row is not any more what the caller has seen."""

    status_code = status.HTTP_412_PRECONDITION_FAILED

    def __init__(self, row: Stamped) -> None:
        message = "This was changed in the meantime. Load it again, and make your change to what it is now."
        super().__init__("stale", message, headers={"ETag": etag_of(row)})


def etag_of(row: Stamped) -> str:
    """The row's entity tag: another one after each change of it."""
    return f'"{int(row.updated_at.timestamp() * 1_000_000):x}"'


def require_match(row: Stamped, if_match: str | None) -> None:
    """Raise Stale unless `if_match`, a header's value, names the row as it is. Called under the row's lock.

    Nothing was asked for where there is no header. A weak tag never matches, as the standard has it.
    """
    if if_match is None or if_match.strip() == "*":
        return
    if etag_of(row) not in (tag.strip() for tag in if_match.split(",")):
        raise Stale(row)


class TagsItsRow(APIView):
    """A view of one row: its answers carry the row's tag, and it hands on what the caller has seen."""

    # The row that the answer shows; set by the handler.
    shown: Stamped | None = None

    @property
    def if_match(self) -> str | None:
        """What the caller has seen, for the service to check."""
        return self.request.headers.get("If-Match")

    def tag(self) -> dict[str, str]:
        """The header that goes with the row that the answer shows."""
        return {"ETag": etag_of(self.shown)} if self.shown is not None else {}

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Put the tag on a successful answer."""
        if response.status_code in (status.HTTP_200_OK, status.HTTP_201_CREATED):
            for name, value in self.tag().items():
                response.headers[name] = value
        answer: Response = super().finalize_response(request, response, *args, **kwargs)
        return answer
