"""Repeating a request without repeating its effect: the `Idempotency-Key` header (draft-ietf-httpapi-idempotency-key).

The key is a row of the same transaction as the effect: both are kept, or neither is. Of parallel repetitions one
inserts the row; the others wait at its unique index until that one commits, and then answer what it answered. A request
that failed, or whose process was killed, leaves no row, and its repetition begins anew.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, ClassVar

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from jobtracker.errors import DomainError, InvalidInput
from jobtracker.models import IdempotencyKey
from jobtracker.preconditions import TagsItsRow
from jobtracker.renderers import JSONRenderer

HEADER = "Idempotency-Key"
REPLAYED_HEADER = "Idempotent-Replayed"
WELL_FORMED = re.compile(r"[\x21-\x7e]{1,255}")
KEPT_FOR = timedelta(hours=48)


class KeyReused(DomainError):
    """422: the key stands for another request."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY

    def __init__(self) -> None:
        message = "This Idempotency-Key was used for another request. Take a new one for each request of its own."
        super().__init__("idempotency_key_reused", message)


class KeyRefused(DomainError):
    """400: an answer that holds a secret is not kept to be repeated."""

    def __init__(self) -> None:
        super().__init__("idempotency_key_refused", "This address takes no Idempotency-Key: its answer is told once.")


class Idempotent(APIView):
    """A view whose POST may be repeated under a key."""

    keeps_answers: ClassVar[bool] = True

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Let a POST with a key through once."""
        super().initial(request, *args, **kwargs)
        key = request.headers.get(HEADER)
        if key is None or request.method != "POST":
            return
        if not self.keeps_answers:
            raise KeyRefused
        if not WELL_FORMED.fullmatch(key):
            raise InvalidInput(HEADER, "malformed", "A key is 1 to 255 visible ASCII characters, such as a UUID.")
        # DRF looks the handler up after this.
        handler = getattr(self, request.method.lower())
        vars(self)["post"] = partial(_once, self, key, handler)


@transaction.atomic
def _once(
    view: APIView, key: str, handler: Callable[..., Response], request: Request, *args: Any, **kwargs: Any
) -> Response:
    fingerprint = _fingerprint(request)
    owner: Any = request.user  # a person: the view's permissions have seen to that
    try:
        with transaction.atomic():
            row = IdempotencyKey.objects.create(owner=owner, key=key, fingerprint=fingerprint)
    except IntegrityError:
        return _replay(IdempotencyKey.objects.get(owner=owner, key=key), fingerprint)
    response = handler(request, *args, **kwargs)
    row.status = response.status_code
    row.headers = view.tag() if isinstance(view, TagsItsRow) else {}
    row.body = JSONRenderer().render(response.data).decode()
    row.save(update_fields=["status", "headers", "body"])
    return response


def _replay(row: IdempotencyKey, fingerprint: bytes) -> Response:
    if bytes(row.fingerprint) != fingerprint:
        raise KeyReused
    data = json.loads(row.body) if row.body else None
    return Response(data, status=row.status, headers={**row.headers, REPLAYED_HEADER: "true"})


def _fingerprint(request: Request) -> bytes:
    """32 bytes that stand for the request: its method, address and what was sent, but not how it was written."""
    digest = hashlib.sha256()
    address = request._request.get_full_path()
    digest.update(json.dumps([request.method, address, _comparable(request.data)], sort_keys=True).encode())
    return digest.digest()


def _comparable(data: Any) -> Any:
    if isinstance(data, QueryDict):
        return [[name, [_comparable(value) for value in values]] for name, values in sorted(data.lists())]
    if isinstance(data, UploadedFile):
        content = hashlib.sha256()
        for chunk in data.chunks():
            content.update(chunk)
        data.seek(0)
        return [data.name, content.hexdigest()]
    if isinstance(data, Mapping):
        return {str(name): _comparable(value) for name, value in data.items()}
    return data


def forget_old_keys() -> int:
    """Delete the keys that are past their time; how many."""
    deleted, _ = IdempotencyKey.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    return deleted
