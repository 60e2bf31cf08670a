"""What an operator may choose about the processes, read from the environment."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass

from jobtracker.embedded.errors import ServiceError


@dataclass(frozen=True)
class Options:
    """Where to listen, how many processes of each kind, and how to write the log."""

    host: str
    port: int
    web_processes: int
    worker_concurrency: int
    json_log: bool
    # Addresses and networks of proxies in front, comma-separated as uvicorn takes them.
    trusted_proxies: str

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Options":
        """Read JOBTRACKER_HOST, _PORT (0: any free one), _WEB_PROCESSES and so on: docs/operations.md lists them.

        Raises ServiceError, naming the variable, for a value that makes no sense.
        """
        # Beyond two, more processes pay off only for an installation that its operator has measured.
        processes = min(2, os.cpu_count() or 1)
        log_format = environ.get("JOBTRACKER_LOG_FORMAT") or "text"
        if log_format not in ("text", "json"):
            raise ServiceError(f"JOBTRACKER_LOG_FORMAT is {log_format!r}: it must be text or json.")
        return cls(
            host=environ.get("JOBTRACKER_HOST") or "127.0.0.1",
            port=_number(environ, "JOBTRACKER_PORT", default=8000, least=0, most=65535),
            web_processes=_number(environ, "JOBTRACKER_WEB_PROCESSES", default=processes, least=1, most=64),
            worker_concurrency=_number(environ, "JOBTRACKER_WORKER_CONCURRENCY", default=processes, least=1, most=64),
            json_log=log_format == "json",
            trusted_proxies=_networks(environ, "JOBTRACKER_TRUSTED_PROXIES"),
        )


def _number(environ: Mapping[str, str], name: str, *, default: int, least: int, most: int) -> int:
    text = environ.get(name) or str(default)
    if not (text.isascii() and text.isdecimal() and least <= int(text) <= most):
        raise ServiceError(f"{name} is {text!r}: it must be a whole number from {least} to {most}.")
    return int(text)


def _networks(environ: Mapping[str, str], name: str) -> str:
    parts = [part.strip() for part in environ.get(name, "").split(",") if part.strip()]
    for part in parts:
        try:
            ipaddress.ip_network(part)
        except ValueError as error:
            raise ServiceError(f"{name} must list addresses or networks, separated by commas: {error}.") from None
    return ",".join(parts)
