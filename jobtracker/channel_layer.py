"""What carries events to WebSockets: Redis, which is not waited for when it does not answer."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from jobtracker.redis_connection import Breaker, RedisUnavailable, shared_breaker

# An open socket's own link to Redis is tried again by channels-redis, every second.
_SOCKET_SECONDS = 0.5
# For a whole operation, the wait for others that use the same connection included.
_OPERATION_SECONDS = 1.0
# What uvloop says, in a RuntimeError, of a connection that was closed a moment ago, where asyncio's own loop has an
# OSError.
_CLOSED = "the handler is closed"


class ChannelLayerUnavailable(ConnectionError):
    """Redis has not answered: nobody is subscribed, or nothing sent."""


class BoundedChannelLayer(RedisPubSubChannelLayer):  # type: ignore[misc]  # channels-redis has no types
    """The pub/sub layer of channels-redis, every operation of which ends within a second.

    The classic layer drops idle sockets after redis-py's time-out for reading; this one does not.
    """

    def __init__(self, url: str, prefix: str, breaker: Breaker | None = None) -> None:
        """Describe the layer over the Redis at `url`; `prefix` keeps installations apart that share it.

        It shares the process's breaker unless it is given one of its own.
        """
        self._breaker = breaker or shared_breaker()
        host = {
            "address": url,
            "socket_timeout": _SOCKET_SECONDS,
            "socket_connect_timeout": _SOCKET_SECONDS,
            "retry": Retry(NoBackoff(), 0),
        }
        super().__init__(hosts=[host], prefix=prefix)

    async def new_channel(self, prefix: str = "specific.") -> str:
        """The name of a new channel of this process, subscribed to. Raises ChannelLayerUnavailable."""
        layer = self._get_layer()
        # As the layer itself does, but that it would keep the queue of a channel whose subscription failed.
        channel = f"{layer.prefix}{prefix}{uuid.uuid4().hex}"
        try:
            async with self._bounded():
                await layer._subscribe_to_channel(channel)
        except ChannelLayerUnavailable:
            layer.channels.pop(channel, None)
            raise
        return channel

    async def send(self, channel: str, message: dict[str, Any]) -> None:
        """Send to one channel. Raises ChannelLayerUnavailable."""
        async with self._bounded():
            await self._get_layer().send(channel, message)

    async def group_add(self, group: str, channel: str) -> None:
        """Have a channel hear what a group is told. Raises ChannelLayerUnavailable."""
        async with self._bounded():
            await self._get_layer().group_add(group, channel)

    async def group_discard(self, group: str, channel: str) -> None:
        """The reverse of group_add. Raises ChannelLayerUnavailable."""
        async with self._bounded():
            await self._get_layer().group_discard(group, channel)

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        """Send to every channel of a group. Raises ChannelLayerUnavailable."""
        async with self._bounded():
            await self._get_layer().group_send(group, message)

    @asynccontextmanager
    async def _bounded(self) -> AsyncIterator[None]:
        """Limit the time of the block, and ask nothing of a Redis that failed a moment ago."""
        try:
            self._breaker.check()
        except RedisUnavailable as error:
            raise ChannelLayerUnavailable(str(error)) from None
        try:
            async with asyncio.timeout(_OPERATION_SECONDS):
                yield
        except (OSError, RedisError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and _CLOSED not in str(error):
                raise
            self._breaker.failed(error)
            raise ChannelLayerUnavailable(type(error).__name__) from error
        self._breaker.succeeded()
