"""Events reach WebSockets through Redis, which keeps nobody waiting when it fails."""

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from jobtracker.channel_layer import BoundedChannelLayer, ChannelLayerUnavailable
from jobtracker.redis_connection import Breaker
from jobtracker.testing.tcp_proxy import TcpProxy, proxy_of
from jobtracker.tests.conftest import redis_address

BOUND_SECONDS = 1.2
# channels-redis tries again every second.
RETURN_SECONDS = 10.0
EVENT = {"type": "something.happened"}


@pytest.fixture
def proxy() -> Iterator[TcpProxy]:
    """Stands before the test run's Redis."""
    with proxy_of(redis_address(os.environ["REDIS_URL"])) as proxy:
        yield proxy


@pytest.fixture
def layer(proxy: TcpProxy) -> BoundedChannelLayer:
    """A layer whose Redis is behind the proxy."""
    return BoundedChannelLayer(f"redis://127.0.0.1:{proxy.port}/0", prefix="test-channel-layer", breaker=Breaker())


async def _subscribed(layer: BoundedChannelLayer) -> str:
    channel = await layer.new_channel()
    await layer.group_add("people", channel)
    return channel


@pytest.mark.parametrize("failure", ["refuse", "reset"])
def test_who_was_subscribed_hears_again_once_redis_is_back(
    failure: str, layer: BoundedChannelLayer, proxy: TcpProxy
) -> None:
    async def scenario() -> None:
        channel = await _subscribed(layer)
        await layer.group_send("people", EVENT)
        assert await asyncio.wait_for(layer.receive(channel), 5) == EVENT

        getattr(proxy, failure)()
        with pytest.raises(ChannelLayerUnavailable):
            await layer.group_send("people", EVENT)
        proxy.resume()

        async with asyncio.timeout(RETURN_SECONDS):
            hearing = asyncio.create_task(layer.receive(channel))
            while not hearing.done():
                # What is said while nobody is subscribed is lost: that is Redis' way, and it is said again.
                with suppress(ChannelLayerUnavailable):
                    await layer.group_send("people", EVENT)
                await asyncio.wait({hearing}, timeout=0.2)
        assert hearing.result() == EVENT
        await layer.flush()

    asyncio.run(scenario())


@pytest.mark.parametrize("failure", ["refuse", "reset", "hang"])
def test_nobody_waits_for_a_redis_that_fails_and_a_channel_that_failed_leaves_nothing_behind(
    failure: str, layer: BoundedChannelLayer, proxy: TcpProxy
) -> None:
    async def scenario() -> None:
        getattr(proxy, failure)()
        started = time.monotonic()
        for operation in (layer.new_channel, lambda: layer.group_send("people", EVENT), lambda: layer.send("x", EVENT)):
            with pytest.raises(ChannelLayerUnavailable):
                await operation()
        # All of them together: only the first one waits.
        assert time.monotonic() - started < BOUND_SECONDS
        assert layer._get_layer().channels == {}
        await layer.flush()

    asyncio.run(scenario())


def test_many_at_once_do_not_wait_for_one_another(layer: BoundedChannelLayer, proxy: TcpProxy) -> None:
    async def scenario() -> None:
        proxy.hang()
        started = time.monotonic()
        sent = await asyncio.gather(*(layer.group_send("people", EVENT) for _ in range(20)), return_exceptions=True)
        assert {type(outcome) for outcome in sent} == {ChannelLayerUnavailable}
        assert time.monotonic() - started < BOUND_SECONDS
        await layer.flush()

    asyncio.run(scenario())


def test_a_channel_stays_subscribed_however_long_nothing_happens(layer: BoundedChannelLayer) -> None:
    async def scenario() -> None:
        channel = await _subscribed(layer)
        hearing = asyncio.create_task(layer.receive(channel))
        # Longer than the time-out for reading.
        await asyncio.sleep(1.2)
        assert not hearing.done()
        await layer.group_send("people", EVENT)
        assert await asyncio.wait_for(hearing, 5) == EVENT
        await layer.flush()

    asyncio.run(scenario())
