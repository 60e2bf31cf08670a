"""How the kit talks to Redis: bounded in time, and never in the way of a request when Redis does not answer."""

import logging
import threading
import time
from collections.abc import Callable
from functools import cache
from typing import TypeVar

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)

# Redis answers within a millisecond; one that needs longer than this is in trouble.
TIMEOUT_SECONDS = 0.3
# For so long after a failure nobody asks; then one caller tries, and the others go on without an answer meanwhile.
PAUSE_SECONDS = 2.0

Result = TypeVar("Result")


class RedisUnavailable(Exception):
    """Redis did not answer, or did not a moment ago and has not been asked."""


def redis_client(url: str, *, timeout: float) -> redis.Redis:
    """A client that waits `timeout` seconds for a connection and for each answer, once; connects when it is used."""
    return redis.Redis.from_url(
        url,
        socket_timeout=timeout,
        socket_connect_timeout=timeout,
        # Otherwise redis-py asks a server that hangs again and again.
        retry=Retry(NoBackoff(), 0),
    )


class Breaker:
    """Remembers that Redis has failed, so that not everybody finds out alone."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin closed: Redis may be asked. `clock` counts seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._asked_again_at: float | None = None

    def check(self) -> None:
        """Raise RedisUnavailable while Redis is given a rest; once it is over, let one caller through to try."""
        with self._lock:
            if self._asked_again_at is None:
                return
            now = self._clock()
            if now < self._asked_again_at:
                raise RedisUnavailable("it failed a moment ago")
            # The next one tries only after another pause, unless this one succeeds.
            self._asked_again_at = now + PAUSE_SECONDS

    def failed(self, error: Exception) -> None:
        """Note that Redis has not answered."""
        with self._lock:
            was_closed = self._asked_again_at is None
            self._asked_again_at = self._clock() + PAUSE_SECONDS
        if was_closed:
            # Not its words: they may quote the URL.
            logger.warning("Redis does not answer (%s); going on without it", type(error).__name__)

    def succeeded(self) -> None:
        """Note that Redis has answered."""
        with self._lock:
            was_open = self._asked_again_at is not None
            self._asked_again_at = None
        if was_open:
            logger.warning("Redis answers again")


class BoundedRedis:
    """A Redis that answers in time or not at all: short time-outs, no retries, and a circuit breaker."""

    def __init__(self, url: str, breaker: Breaker) -> None:
        """Describe the Redis at `url`; connections are made when they are needed."""
        self._client = redis_client(url, timeout=TIMEOUT_SECONDS)
        self._breaker = breaker

    def ask(self, question: Callable[[redis.Redis], Result]) -> Result:
        """The answer to `question`, one round trip. Raises RedisUnavailable; at once while Redis is given a rest."""
        self._breaker.check()
        try:
            answer = question(self._client)
        except redis.RedisError as error:
            self._breaker.failed(error)
            # Idle connections share the fate of this one: none of them is to be the next one's failure.
            self._client.connection_pool.disconnect(inuse_connections=False)
            raise RedisUnavailable(type(error).__name__) from error
        self._breaker.succeeded()
        return answer


@cache
def shared_breaker() -> Breaker:
    """The breaker of this process: who has waited for Redis once in a request does not wait a second time."""
    return Breaker()


@cache
def shared_redis() -> BoundedRedis:
    """The Redis of this installation, shared by the threads of a process."""
    return BoundedRedis(settings.SERVICES.redis_url, shared_breaker())
