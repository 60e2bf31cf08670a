"""Signs of life of the workers and of beat, kept in Redis for a while: readiness looks for them."""

import logging
import time
from typing import Any, Final

import redis
from celery import current_app
from celery.beat import PersistentScheduler
from celery.signals import heartbeat_sent, worker_ready
from django.core.cache import cache

from jobtracker.redis_connection import RedisUnavailable, shared_redis

logger = logging.getLogger(__name__)

WORKER: Final = "worker"
LONG_WORKER: Final = "worker-long"
BEAT: Final = "beat"

# By the queues that a worker reads: one may read both.
_ROLES: Final = {"celery": WORKER, "long": LONG_WORKER}

# Celery's worker beats every two seconds, beat at least every five (CELERY_BEAT_MAX_LOOP_INTERVAL).
EXPIRY_SECONDS = 20
# A worker's own rhythm is faster than anybody needs to know.
_LEAST_SECONDS_BETWEEN = 1.5

_last_beats: dict[str, float] = {}


def beat(role: str) -> None:
    """Note that `role` lives. Never fails, and takes a fraction of a second at most: work goes on without Redis."""
    now = time.monotonic()
    if now - _last_beats.get(role, float("-inf")) < _LEAST_SECONDS_BETWEEN:
        return
    _last_beats[role] = now
    try:
        shared_redis().ask(lambda client: client.set(_key(role), int(time.time()), ex=EXPIRY_SECONDS))
    except RedisUnavailable as error:
        # The breaker itself has said so, once.
        logger.debug("no heartbeat of %s: %s", role, error)


def is_beating(role: str, client: redis.Redis) -> bool:
    """Tell whether `role` has given a sign of life of late. Raises redis.RedisError."""
    return bool(client.exists(_key(role)))


def _key(role: str) -> str:
    return cache.make_key(f"heartbeat:{role}")


def beat_of_worker(**_: Any) -> None:
    """Receive Celery's signals from the worker's main process, which a long task in its pool does not hold up."""
    for queue in current_app.amqp.queues.consume_from:
        if queue in _ROLES:
            beat(_ROLES[queue])


def connect_signals() -> None:
    """Have Celery's worker beat; called once, when the kit's app is ready."""
    heartbeat_sent.connect(beat_of_worker, dispatch_uid="jobtracker.heartbeats")
    worker_ready.connect(beat_of_worker, dispatch_uid="jobtracker.heartbeats")


class BeatingScheduler(PersistentScheduler):
    """Celery's clock, which gives a sign of life whenever it looks what is due."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send what is due; return the seconds until the next look."""
        seconds: float = super().tick(*args, **kwargs)
        # Afterwards: one that hangs while it sends gives no sign.
        beat(BEAT)
        return seconds
