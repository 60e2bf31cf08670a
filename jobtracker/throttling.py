"""How many requests one caller may make to the API in a minute."""

import ipaddress
import math
from typing import TYPE_CHECKING, Any

import redis
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from jobtracker.redis_connection import RedisUnavailable, shared_redis

if TYPE_CHECKING:
    # DRF's views import their throttles.
    from rest_framework.views import APIView

PERIOD_SECONDS = 60
# What one household or server gets; its addresses are not to be used up one by one.
_IPV6_PREFIX = 64


class CallerThrottle(BaseThrottle):
    """Counts each caller's requests in Redis, exactly, however many arrive at a time.

    A signed-in caller is their user id, a stranger their address. The count starts with the first request and ends a
    minute later. When Redis does not answer, everybody may pass: a limit on load is no reason to refuse work.
    """

    def __init__(self) -> None:
        self._wait: float | None = None

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Count this request, and tell whether it is within the limit."""
        self._wait = count_request(*_caller(request))
        return self._wait is None

    def wait(self) -> float | None:
        """After how many whole seconds the next request is allowed, at least 1."""
        return self._wait


def count_request(name: str, limit: int) -> int | None:
    """Count a request under this name; past the limit of a minute, after how many seconds the next one is allowed."""
    key = cache.make_key(f"throttle:{name}")

    def count(client: redis.Redis) -> list[Any]:
        with client.pipeline(transaction=False) as pipeline:
            pipeline.incr(key)
            # Set after the count and only where there is none: no count is ever left without an end.
            pipeline.expire(key, PERIOD_SECONDS, nx=True)
            pipeline.pttl(key)
            answers: list[Any] = pipeline.execute()
            return answers

    try:
        counted, _, milliseconds = shared_redis().ask(count)
    except RedisUnavailable:
        return None
    return None if counted <= limit else max(1, math.ceil(milliseconds / 1000))


def _caller(request: Request) -> tuple[str, int]:
    """A name for who is calling, and how many requests they have."""
    if request.user.is_authenticated:
        return f"user:{request.user.pk}", settings.RATE_API
    return limit_of_a_stranger(request)


def limit_of_a_stranger(request: Request | HttpRequest) -> tuple[str, int]:
    """The name under which whoever calls from this address is counted, and how many requests they have."""
    limit: int = settings.RATE_API
    # The server's word alone, which believes only proxies that the operator trusts; never a header.
    address = request.META.get("REMOTE_ADDR", "")
    # A stranger needs the description of the API and little else.
    return f"address:{_network(address)}", max(1, limit // 10)


def _network(address: str) -> str:
    """The address that is counted: an IPv6 caller has a whole network of them."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, _IPV6_PREFIX), strict=False))
