"""What an operator may choose about the processes, read from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass

from jobtracker import environment
from jobtracker.embedded.errors import ServiceError


@dataclass(frozen=True)
class Options:
    """Where to listen, how many processes of each kind, and how to write the log."""

    host: str
    port: int
    web_processes: int
    worker_concurrency: int
    long_worker_concurrency: int
    json_log: bool
    # Addresses and networks of proxies in front, comma-separated as uvicorn takes them.
    trusted_proxies: str

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Options":
        """Read JOBTRACKER_HOST, _PORT (0: any free one), _WEB_PROCESSES and so on: docs/operations.md lists them.

        Raises ServiceError, naming the variable, for a value that makes no sense.
        """
        try:
            return cls(
                host=environment.HOST.read(environ),
                port=environment.PORT.read(environ),
                web_processes=environment.WEB_PROCESSES.read(environ),
                worker_concurrency=environment.WORKER_CONCURRENCY.read(environ),
                long_worker_concurrency=environment.LONG_WORKER_CONCURRENCY.read(environ),
                json_log=environment.writes_json_logs(environ),
                trusted_proxies=environment.TRUSTED_PROXIES.read(environ),
            )
        except environment.InvalidEnvironment as problem:
            raise ServiceError(str(problem)) from None
