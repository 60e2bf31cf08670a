"""What fails behind the application is answered in the one envelope, in the API and outside it."""

import errno
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory
from kombu.exceptions import OperationalError as BrokerOperationalError
from redis.exceptions import ConnectionError as RedisConnectionError

from jobtracker.channel_layer import ChannelLayerUnavailable
from jobtracker.errors import exception_handler, server_error
from jobtracker.redis_connection import RedisUnavailable

SECRET = "host=db.internal password=hunter2"


def _of_the_database(sqlstate: str) -> Callable[[], None]:
    def fail() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DO $$ BEGIN RAISE '{SECRET}' USING ERRCODE = '{sqlstate}'; END $$")

    return fail


def _raising(error: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


FAILURES = {
    "disk full": (_of_the_database("53100"), 507),
    "too many connections": (_of_the_database("53300"), 503),
    "out of memory": (_of_the_database("53200"), 503),
    "shutting down": (_of_the_database("57P01"), 503),
    "deadlock": (_of_the_database("40P01"), 409),
    "no connection": (_raising(OperationalError(SECRET)), 503),
    "closed connection": (_raising(InterfaceError(SECRET)), 503),
    "Redis": (_raising(RedisConnectionError(SECRET)), 503),
    "Redis at rest": (_raising(RedisUnavailable(SECRET)), 503),
    "channel layer": (_raising(ChannelLayerUnavailable(SECRET)), 503),
    "broker": (_raising(BrokerOperationalError(SECRET)), 503),
    "no space": (_raising(OSError(errno.ENOSPC, SECRET)), 507),
    "quota": (_raising(OSError(errno.EDQUOT, SECRET)), 507),
    "another error of the system": (_raising(OSError(errno.EBADF, SECRET)), 500),
}
CODES = {409: "conflict", 503: "unavailable", 507: "insufficient_storage", 500: "internal_error"}


def _in_the_api(error: Exception) -> tuple[int, Any, dict[str, str]]:
    response = exception_handler(error, {})
    return response.status_code, response.data, dict(response.items())


def _outside(error: Exception) -> tuple[int, Any, dict[str, str]]:
    try:
        raise error
    except Exception:
        # As Django does, while it handles the exception.
        response: HttpResponse = server_error(RequestFactory().get("/"))
    return response.status_code, json.loads(response.content), dict(response.items())


@pytest.mark.django_db
@pytest.mark.parametrize("answered", [_in_the_api, _outside], ids=["in the API", "outside"])
@pytest.mark.parametrize(("fail", "status"), FAILURES.values(), ids=FAILURES.keys())
def test_a_part_that_fails_is_answered_by_its_code_and_nothing_of_it_is_said(
    fail: Callable[[], None], status: int, answered: Callable[[Exception], tuple[int, Any, dict[str, str]]]
) -> None:
    with pytest.raises(Exception) as raised:  # noqa: PT011 -- each has a class of its own
        fail()
    answer_status, body, headers = answered(raised.value)
    assert (answer_status, body["error"]["code"]) == (status, CODES[status])
    assert (headers.get("Retry-After") == "5") == (status == 503)
    assert "hunter2" not in str(body)
