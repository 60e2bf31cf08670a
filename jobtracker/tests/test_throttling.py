"""How often the API may be called, by whom."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import User
from jobtracker import throttling
from jobtracker.redis_connection import BoundedRedis, Breaker, shared_redis
from jobtracker.testing.answers import error_of
from jobtracker.testing.concurrency import at_once
from jobtracker.throttling import _network

PROFILE = "/api/v1/profile/"
SCHEMA = "/api/v1/schema/"

Client = Callable[[User | None], APIClient]


@pytest.fixture(autouse=True)
def limits(settings: Settings) -> None:
    """Thirty a minute, three for strangers."""
    settings.RATE_API = 30


def _statuses(client: APIClient, path: str, count: int, **headers: str) -> list[int]:
    return [client.get(path, headers=headers).status_code for _ in range(count)]


@pytest.mark.django_db
def test_one_request_too_many_is_refused_with_the_time_to_come_back(api: APIClient) -> None:
    assert _statuses(api, PROFILE, 30) == [200] * 30
    response = api.get(PROFILE)
    assert response.status_code == 429
    assert error_of(response)["code"] == "throttled"
    assert 1 <= int(response.headers["Retry-After"]) <= 60


@pytest.mark.django_db
def test_each_person_has_a_count_of_their_own(user: User, other_user: User, client_of: Client) -> None:
    assert _statuses(client_of(user), PROFILE, 31)[-1] == 429
    assert client_of(other_user).get(PROFILE).status_code == 200
    # The same person in another browser is the same caller.
    assert client_of(user).get(PROFILE).status_code == 429


@pytest.mark.django_db
def test_the_count_ends_a_minute_after_it_began(api: APIClient) -> None:
    assert _statuses(api, PROFILE, 31)[-1] == 429
    (key,) = shared_redis().ask(lambda client: client.keys(cache.make_key("throttle:*")))
    assert 50_000 < shared_redis().ask(lambda client: client.pttl(key)) <= 60_000
    shared_redis().ask(lambda client: client.pexpire(key, 1))
    time.sleep(0.05)
    assert api.get(PROFILE).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_limit_is_exact_for_requests_that_arrive_at_the_same_time(user: User, client_of: Client) -> None:
    clients = [client_of(user) for _ in range(8)]
    answers = at_once(*(lambda client=client: _statuses(client, PROFILE, 5) for client in clients))
    statuses = [status for answer in answers for status in answer]
    assert sorted(statuses) == [200] * 30 + [429] * 10


@pytest.mark.django_db
def test_a_stranger_is_the_address_that_the_server_saw_whatever_the_headers_say(
    client_of: Client, settings: Settings
) -> None:
    settings.RATE_API = 10
    stranger = client_of(None)
    assert stranger.get(SCHEMA, headers={"X-Forwarded-For": "203.0.113.1"}).status_code == 200
    refused = stranger.get(SCHEMA, headers={"X-Forwarded-For": "203.0.113.77", "X-Real-IP": "203.0.113.78"})
    assert refused.status_code == 429
    assert stranger.get(SCHEMA, REMOTE_ADDR="203.0.113.9").status_code == 200


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_an_address_is_counted_by_what_one_caller_has(address: str, counted: str) -> None:
    assert _network(address) == counted


@pytest.mark.django_db
def test_everybody_may_pass_when_redis_does_not_answer(
    api: APIClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = BoundedRedis(f"unix://{tmp_path}/nobody-listens.sock", Breaker())
    monkeypatch.setattr(throttling, "shared_redis", lambda: nobody)
    assert _statuses(api, PROFILE, 40) == [200] * 40
