"""What an operator may choose, and how a wrong choice is answered."""

import pytest

from jobtracker.embedded.errors import ServiceError
from jobtracker.supervisor.options import Options


def test_the_defaults_are_those_of_a_private_installation() -> None:
    options = Options.from_environ({})

    assert (options.host, options.port, options.json_log, options.trusted_proxies) == ("127.0.0.1", 8000, False, "")
    assert 1 <= options.web_processes <= 2
    assert 1 <= options.worker_concurrency <= 2


def test_the_environment_decides() -> None:
    environ = {
        "JOBTRACKER_HOST": "0.0.0.0",
        "JOBTRACKER_PORT": "9000",
        "JOBTRACKER_WEB_PROCESSES": "3",
        "JOBTRACKER_WORKER_CONCURRENCY": "5",
        "JOBTRACKER_LONG_WORKER_CONCURRENCY": "0",
        "JOBTRACKER_LOG_FORMAT": "json",
        "JOBTRACKER_TRUSTED_PROXIES": "192.0.2.7, 10.0.0.0/8",
    }

    assert Options.from_environ(environ) == Options(
        "0.0.0.0", 9000, 3, 5, 0, json_log=True, trusted_proxies="192.0.2.7,10.0.0.0/8"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JOBTRACKER_PORT", "http"),
        ("JOBTRACKER_PORT", "65536"),
        ("JOBTRACKER_PORT", "-1"),
        ("JOBTRACKER_PORT", "²"),
        ("JOBTRACKER_WEB_PROCESSES", "0"),
        ("JOBTRACKER_WORKER_CONCURRENCY", "1.5"),
        ("JOBTRACKER_LOG_FORMAT", "xml"),
        ("JOBTRACKER_TRUSTED_PROXIES", "*"),
        ("JOBTRACKER_TRUSTED_PROXIES", "10.0.0.0/8,proxy.example"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ServiceError, match=name):
        Options.from_environ({name: value})
