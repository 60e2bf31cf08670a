"""Answers that are not made anew while nothing has changed: entity tags of lists, and their bodies in Redis.

The key of an answer holds the version of its reader's data, which every transaction that changes them changes, too
(`accounts/data_versions.py`), and the day where the answer depends on that. So what is kept is never out of date, and
nothing needs to be thrown away: an old version is not asked for again, and ends by itself. The version is read before
the data: an answer may be newer than its key, which does no harm, and never older. Without Redis every answer is made
anew.
"""

import hashlib
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from jobtracker.build import build_id
from jobtracker.redis_connection import RedisUnavailable, shared_redis
from jobtracker.renderers import JSONRenderer

LISTS_SECONDS = 15 * 60
# A longer body is made anew: it would take the room of many.
MAX_BYTES = 1024 * 1024
KEY_PREFIX = "jobtracker:answer:"
# Half a millisecond for a page, and an eighth of its bytes.
_COMPRESSION = 1

Handler = Callable[..., HttpResponse]


class CachedReads(APIView):
    """A view some of whose reads are kept for as long as nothing of their reader's changes."""

    # For how many seconds, by the action; of a view that has no actions, by its method.
    kept_for: ClassVar[Mapping[str, int]] = {"list": LISTS_SECONDS}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Put the cache before the handler, once it is known who reads."""
        super().initial(request, *args, **kwargs)
        method = (request.method or "").lower()
        seconds = self.kept_for.get(getattr(self, "action", method))
        if seconds is not None and method in ("get", "head"):
            # DRF looks the handler up after this.
            vars(self)[method] = partial(_answer, getattr(self, method), seconds, self.also_depends_on())

    def also_depends_on(self) -> tuple[object, ...]:
        """What the answers depend on beside the reader's data, such as the day."""
        return ()


def _answer(
    handler: Handler, seconds: int, more: tuple[object, ...], request: Request, *args: Any, **kwargs: Any
) -> HttpResponse:
    # A page of the browsable API holds the session's CSRF token: what its forms send is refused after the next sign-in.
    if not isinstance(request.accepted_renderer, JSONRenderer):
        return handler(request, *args, **kwargs)
    tag = _tag(request, more)
    seen = (known.removeprefix("W/") for known in parse_etags(request.headers.get("If-None-Match", "")))
    if tag in seen:
        return HttpResponse(status=304, headers={"ETag": tag})
    key = KEY_PREFIX + tag.strip('"')
    # Who asks for it is spared the cache, as by a reload in a browser.
    kept = _read(key) if "no-cache" not in request.headers.get("Cache-Control", "") else None
    if kept is not None:
        return HttpResponse(kept, content_type=JSONRenderer.media_type, headers={"ETag": tag})
    response = handler(request, *args, **kwargs)
    if response.status_code == 200:
        response.headers["ETag"] = tag
        if isinstance(response, Response):
            response.add_post_render_callback(partial(_write, key, seconds))
    return response


def _tag(request: Request, more: tuple[object, ...]) -> str:
    """The entity tag of what is asked for: whose it is, the version of the data, and what it depends on beside it."""
    reader: Any = request.user
    material = (build_id(), reader.pk, reader.data_version(), request.build_absolute_uri(), *more)
    return f'"{hashlib.sha256(repr(material).encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def _read(key: str) -> bytes | None:
    try:
        kept: Any = shared_redis().ask(lambda redis: redis.get(key))
    except RedisUnavailable:
        return None
    return zlib.decompress(kept) if kept is not None else None


def _write(key: str, seconds: int, response: HttpResponse) -> None:
    if len(response.content) > MAX_BYTES:
        return
    body = zlib.compress(response.content, _COMPRESSION)
    try:
        shared_redis().ask(lambda redis: redis.set(key, body, ex=seconds))
    except RedisUnavailable:
        return
