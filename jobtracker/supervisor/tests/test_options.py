"""What an operator may choose, and how a wrong choice is answered."""

import pytest

from jobtracker.embedded.errors import ServiceError
from jobtracker.supervisor.options import Options


def test_the_defaults_are_those_of_a_private_installation() -> None:
    options = Options.from_environ({})

    assert (options.host, options.port, options.json_log) == ("127.0.0.1", 8000, False)
    assert 1 <= options.web_processes <= 2
    assert 1 <= options.worker_concurrency <= 2


def test_the_environment_decides() -> None:
    environ = {
        "JOBTRACKER_HOST": "0.0.0.0",
        "JOBTRACKER_PORT": "9000",
        "JOBTRACKER_WEB_PROCESSES": "3",
        "JOBTRACKER_WORKER_CONCURRENCY": "5",
        "JOBTRACKER_LOG_FORMAT": "json",
    }

    assert Options.from_environ(environ) == Options("0.0.0.0", 9000, 3, 5, json_log=True)


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
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ServiceError, match=name):
        Options.from_environ({name: value})
