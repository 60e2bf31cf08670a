"""Redis is asked in time or not at all."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from jobtracker import heartbeats
from jobtracker.redis_connection import PAUSE_SECONDS, BoundedRedis, Breaker, RedisUnavailable
from jobtracker.testing.tcp_proxy import TcpProxy, proxy_of
from jobtracker.tests.conftest import redis_address

# One time-out, and room for a busy machine.
BOUND_SECONDS = 0.8


class Clock:
    """Seconds that pass when a test says so."""

    now = 1000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@pytest.fixture
def proxy() -> Iterator[TcpProxy]:
    """Stands before the test run's Redis."""
    with proxy_of(redis_address(os.environ["REDIS_URL"])) as proxy:
        yield proxy


@pytest.fixture
def clock() -> Clock:
    """The breaker's time."""
    return Clock()


@pytest.fixture
def bounded(proxy: TcpProxy, clock: Clock) -> BoundedRedis:
    """A Redis behind the proxy, which has answered already."""
    bounded = BoundedRedis(f"redis://127.0.0.1:{proxy.port}/0", Breaker(clock))
    assert bounded.ask(lambda client: client.ping())
    return bounded


@pytest.mark.parametrize("failure", ["refuse", "reset", "hang"])
def test_who_asks_a_redis_that_fails_is_told_in_time_and_the_next_ones_at_once(
    failure: str, bounded: BoundedRedis, proxy: TcpProxy, caplog: pytest.LogCaptureFixture
) -> None:
    getattr(proxy, failure)()
    started = time.monotonic()
    with pytest.raises(RedisUnavailable):
        bounded.ask(lambda client: client.ping())
    assert time.monotonic() - started < BOUND_SECONDS

    asked = []
    for _ in range(100):
        with pytest.raises(RedisUnavailable):
            bounded.ask(lambda client: asked.append(client))
    assert asked == []
    assert [record.levelname for record in caplog.records if "Redis" in record.getMessage()] == ["WARNING"]


def test_after_a_pause_one_caller_tries_and_the_others_do_not_wait(
    bounded: BoundedRedis, proxy: TcpProxy, clock: Clock
) -> None:
    proxy.hang()
    with pytest.raises(RedisUnavailable):
        bounded.ask(lambda client: client.ping())
    clock.now += PAUSE_SECONDS

    def seconds_of_asking(_: int) -> float:
        started = time.monotonic()
        with pytest.raises(RedisUnavailable):
            bounded.ask(lambda client: client.ping())
        return time.monotonic() - started

    with ThreadPoolExecutor(8) as pool:
        seconds = sorted(pool.map(seconds_of_asking, range(8)))
    assert seconds[6] < 0.2
    assert seconds[7] < BOUND_SECONDS


def test_a_redis_that_returns_is_asked_again_after_the_pause(
    bounded: BoundedRedis, proxy: TcpProxy, clock: Clock
) -> None:
    proxy.refuse()
    with pytest.raises(RedisUnavailable):
        bounded.ask(lambda client: client.ping())
    proxy.resume()
    with pytest.raises(RedisUnavailable):
        bounded.ask(lambda client: client.ping())
    clock.now += PAUSE_SECONDS
    assert bounded.ask(lambda client: client.ping())
    assert bounded.ask(lambda client: client.ping())


def test_a_restart_of_redis_between_two_questions_is_not_noticed(bounded: BoundedRedis, proxy: TcpProxy) -> None:
    proxy.refuse()
    proxy.resume()
    assert bounded.ask(lambda client: client.ping())


def test_a_mistake_of_ours_is_no_failure_of_redis(bounded: BoundedRedis) -> None:
    with pytest.raises(ZeroDivisionError):
        bounded.ask(lambda client: 1 / 0)
    assert bounded.ask(lambda client: client.ping())


def test_a_heartbeat_is_never_in_the_way_of_work(
    bounded: BoundedRedis, proxy: TcpProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeats, "shared_redis", lambda: bounded)
    monkeypatch.setattr(heartbeats, "_LEAST_SECONDS_BETWEEN", 0.0)
    proxy.hang()
    started = time.monotonic()
    for _ in range(20):
        heartbeats.beat(heartbeats.WORKER)
    assert time.monotonic() - started < BOUND_SECONDS
