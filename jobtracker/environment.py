"""Every environment variable that an operator may set: its form, its default and what it is for.

`docs/operations.md` has the same as tables, made from here. Imports no Django, because settings are read from it.
"""

import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")

PREFIX = "JOBTRACKER_"
MIB = 1024 * 1024


class InvalidEnvironment(Exception):
    """A variable that makes no sense; the message names it and says what it must be."""


@dataclass(frozen=True)
class Variable(Generic[Value]):
    """One environment variable. `parse` raises ValueError with the end of a sentence: "must be ..."."""

    name: str
    default: Value
    meaning: str
    parse: Callable[[str], Value]
    # What the documentation says where the default is computed, or no text that one would type.
    shown_default: str

    def read(self, environ: Mapping[str, str] = os.environ) -> Value:
        """The value; the default where the variable is absent or empty. Raises InvalidEnvironment."""
        text = environ.get(self.name, "").strip()
        if not text:
            return self.default
        try:
            return self.parse(text)
        except ValueError as error:
            # Never the value itself: it may hold a password.
            raise InvalidEnvironment(f"{self.name} {error}") from None


@dataclass(frozen=True)
class Section:
    """Variables that belong together, under the heading that the documentation gives them."""

    title: str
    variables: tuple[Variable[Any], ...]


def _text(name: str, default: str, meaning: str, *, shown: str = "") -> Variable[str]:
    return Variable(name, default, meaning, str, shown or (f"`{default}`" if default else ""))


def _flag(name: str, default: bool, meaning: str) -> Variable[bool]:
    def parse(text: str) -> bool:
        if text.lower() in ("true", "yes", "on", "1"):
            return True
        if text.lower() in ("false", "no", "off", "0"):
            return False
        raise ValueError(f"is {text!r}: it must be true or false.")

    return Variable(name, default, meaning, parse, f"`{str(default).lower()}`")


def _number(
    name: str, default: int, meaning: str, *, least: int, most: int | None = None, shown: str = ""
) -> Variable[int]:
    def parse(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and int(text) >= least and (most is None or int(text) <= most)):
            end = f"from {least} to {most}" if most is not None else f"of at least {least}"
            raise ValueError(f"is {text!r}: it must be a whole number {end}.")
        return int(text)

    return Variable(name, default, meaning, parse, shown or f"`{default}`")


def _list(name: str, default: tuple[str, ...], meaning: str) -> Variable[tuple[str, ...]]:
    def parse(text: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text.split(",") if part.strip())

    return Variable(name, default, meaning, parse, f"`{','.join(default)}`" if default else "")


def _choice(name: str, choices: tuple[str, ...], default: str, meaning: str, *, shown: str = "") -> Variable[str]:
    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError(f"is {text!r}: it must be {', '.join(choices[:-1])} or {choices[-1]}.")
        return text

    return Variable(name, default, meaning, parse, shown or f"`{default}`")


def _networks(name: str, meaning: str) -> Variable[str]:
    def parse(text: str) -> str:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        for part in parts:
            try:
                ipaddress.ip_network(part)
            except ValueError as error:
                raise ValueError(f"must list addresses or networks, separated by commas: {error}.") from None
        return ",".join(parts)

    return Variable(name, "", meaning, parse, "")


def _ports(name: str, default: tuple[int, ...], meaning: str) -> Variable[tuple[int, ...]]:
    def parse(text: str) -> tuple[int, ...]:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if not all(part.isascii() and part.isdecimal() and 0 < int(part) < 65536 for part in parts):
            raise ValueError(f"is {text!r}: it must be port numbers, separated by commas.")
        return tuple(map(int, parts))

    return Variable(name, default, meaning, parse, f"`{','.join(map(str, default))}`")


_RATE = re.compile(r"[1-9][0-9]*/[0-9]*[smhd]/(ip|key)")


def _rates(name: str, default: str, meaning: str) -> Variable[str]:
    # By what is counted: an address (ip) or an account (key), as far as the default knows of them.
    kinds = {kind for kind in ("ip", "key") if f"/{kind}" in default}

    def parse(text: str) -> str:
        rates = [_RATE.fullmatch(part.strip()) for part in text.split(",")]
        if not all(rate and rate[1] in kinds for rate in rates):
            raise ValueError(f"is {text!r}: it must be rates such as {default}, separated by commas.")
        return text

    return Variable(name, default, meaning, parse, f"`{default}`")


# Beyond two, more processes pay off only for an installation that its operator has measured.
_PROCESSES = min(2, os.cpu_count() or 1)

DATABASE_URL = _text(
    "DATABASE_URL", "", "`postgresql://user:password@host:5432/name`; 15 or newer", shown="a private PostgreSQL"
)
REDIS_URL = _text(
    "REDIS_URL",
    "",
    "`redis://host:6379/0`, `rediss://...` or `unix:///path`; Redis 7 or newer, or Valkey",
    shown="a private Valkey",
)
DATA_DIR = _text("JOBTRACKER_DATA_DIR", "", "see [Files](#files)", shown="`var/` of the checkout")

HOST = _text("JOBTRACKER_HOST", "127.0.0.1", "address to listen on; `0.0.0.0` for all")
PORT = _number("JOBTRACKER_PORT", 8000, "port to listen on; `0` for any free one", least=0, most=65535)
WEB_PROCESSES = _number(
    "JOBTRACKER_WEB_PROCESSES", _PROCESSES, "web processes", least=1, most=64, shown="CPUs, at most 2"
)
WEB_THREADS = _number(
    "JOBTRACKER_WEB_THREADS",
    8,
    "requests that each web process works on at a time",
    least=1,
    most=256,
)
WORKER_CONCURRENCY = _number(
    "JOBTRACKER_WORKER_CONCURRENCY",
    _PROCESSES,
    "tasks that the worker does at a time",
    least=1,
    most=64,
    shown="CPUs, at most 2",
)
LONG_WORKER_CONCURRENCY = _number(
    "JOBTRACKER_LONG_WORKER_CONCURRENCY",
    1,
    "reports, exports, backups and imports that are made at a time; `0`: by workers elsewhere",
    least=0,
    most=64,
)
DATABASE_POOL_SIZE = _number(
    "JOBTRACKER_DATABASE_POOL_SIZE",
    0,
    "database connections that each web process holds at most; who finds none free for three seconds is answered 503",
    least=0,
    most=1000,
    shown="web threads + 4, for WebSockets",
)
DATABASE_TIMEOUT = _number(
    "JOBTRACKER_DATABASE_TIMEOUT",
    15,
    "seconds that a request waits for one answer of the database, before it answers 503",
    least=1,
    most=600,
)

PRODUCTION = _flag(
    "JOBTRACKER_PRODUCTION", False, "for an installation that others reach: see [Production](#production)"
)
SECRET_KEY = _text("JOBTRACKER_SECRET_KEY", "", "at least 50 random characters", shown="kept in `secret_key`")
SECRET_KEY_FALLBACKS = _list(
    "JOBTRACKER_SECRET_KEY_FALLBACKS", (), "former keys, see [Changing the secret key](#changing-the-secret-key)"
)
DEBUG = _flag("JOBTRACKER_DEBUG", False, "Django's debug pages; never where others can reach it")
ALLOWED_HOSTS = _list(
    "JOBTRACKER_ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"), "names under which it may be reached"
)
TRUSTED_ORIGINS = _list(
    "JOBTRACKER_TRUSTED_ORIGINS", (), "`https://jobs.example.org`: where forms may come from besides"
)
TRUSTED_PROXIES = _networks(
    "JOBTRACKER_TRUSTED_PROXIES", "addresses or networks of proxies that are believed about a request's origin"
)
HTTPS = _flag("JOBTRACKER_HTTPS", False, "cookies only over HTTPS; for use behind a proxy that speaks it")
METRICS_TOKEN = _text(
    "JOBTRACKER_METRICS_TOKEN", "", "opens `/metrics` to `Authorization: Bearer ...`; see [Metrics](#metrics)"
)

SIGNUP_OPEN = _flag("JOBTRACKER_SIGNUP_OPEN", True, "whether people may make accounts themselves")
EMAIL_VERIFICATION = _choice(
    "JOBTRACKER_EMAIL_VERIFICATION",
    ("none", "optional", "mandatory"),
    "none",
    "whether an address must be shown to be one's own before one signs in",
)
EMAIL_URL = _text(
    "JOBTRACKER_EMAIL_URL",
    "",
    "`smtp+tls://user:password@host:587`, `smtp+ssl://...` or `smtp://...`",
    shown="mails are written to `mail/`",
)
EMAIL_FROM = _text("JOBTRACKER_EMAIL_FROM", "jobtracker@localhost", "the sender of mails")
RATE_SIGN_UP = _rates("JOBTRACKER_RATE_SIGN_UP", "20/m/ip", "how often an address may sign up")
RATE_SIGN_IN = _rates("JOBTRACKER_RATE_SIGN_IN", "30/m/ip", "how often an address may try to sign in")
RATE_SIGN_IN_FAILED = _rates(
    "JOBTRACKER_RATE_SIGN_IN_FAILED", "10/m/ip,5/300s/key", "how often that may fail, by address and by account"
)

MAX_BODY_BYTES = _number("JOBTRACKER_MAX_BODY_BYTES", 2 * MIB, "largest body of a request", least=1024, shown="2 MiB")
MAX_UPLOAD_BYTES = _number("JOBTRACKER_MAX_UPLOAD_BYTES", 25 * MIB, "largest file", least=1024, shown="25 MiB")
MAX_DOCUMENT_BYTES = _number(
    "JOBTRACKER_MAX_DOCUMENT_BYTES",
    10 * MIB,
    "largest document; never more than `JOBTRACKER_MAX_UPLOAD_BYTES`",
    least=1024,
    shown="10 MiB",
)
DOCUMENT_QUOTA_BYTES = _number(
    "JOBTRACKER_DOCUMENT_QUOTA_BYTES", 500 * MIB, "what all documents of a person may take", least=1024, shown="500 MiB"
)
MAX_IMPORT_BYTES = _number(
    "JOBTRACKER_MAX_IMPORT_BYTES",
    512 * MIB,
    "largest file to import, and largest backup to restore, through the API",
    least=1024,
    shown="512 MiB",
)
MAX_IMPORT_ROWS = _number("JOBTRACKER_MAX_IMPORT_ROWS", 1_000_000, "most rows of a table that is imported", least=1)
RATE_API = _number("JOBTRACKER_RATE_API", 1200, "requests that one caller may make to the API in a minute", least=1)

DOCUMENT_STORAGE = _choice(
    "JOBTRACKER_DOCUMENT_STORAGE",
    ("files", "s3"),
    "files",
    "`files`: below the data directory; `s3`: in a bucket, see [Documents in S3](#documents-in-s3)",
)
S3_BUCKET = _text("JOBTRACKER_S3_BUCKET", "", "the bucket, which must exist")
S3_ENDPOINT = _text("JOBTRACKER_S3_ENDPOINT", "", "`https://minio.example.org`", shown="Amazon's")
S3_REGION = _text("JOBTRACKER_S3_REGION", "", "`eu-central-1`", shown="boto3's")
CAPTURE_FETCHES = _number(
    "JOBTRACKER_CAPTURE_FETCHES",
    2,
    "pages that each web process fetches for people at a time; who comes next is answered 503",
    least=1,
    most=64,
)
CAPTURE_PORTS = _ports("JOBTRACKER_CAPTURE_PORTS", (80, 443), "ports from which pages are fetched")
CAPTURE_NETWORKS = _networks(
    "JOBTRACKER_CAPTURE_NETWORKS",
    "addresses or networks that pages are fetched from although they are not of the public internet, such as that of a "
    "company's own job board; everybody who may sign in can reach them then",
)

LOG_FORMAT = _choice(
    "JOBTRACKER_LOG_FORMAT",
    ("text", "json"),
    "",
    "`text`: lines to read, with the role in front; `json`: one object a line, with a key `role`",
    shown="`text`; `json` in production",
)
LOG_LEVEL = _choice(
    "JOBTRACKER_LOG_LEVEL", ("debug", "info", "warning", "error"), "info", "the least that is worth a line"
)

SECTIONS = (
    Section("Where the data is", (DATABASE_URL, REDIS_URL, DATA_DIR)),
    Section(
        "Processes",
        (
            HOST,
            PORT,
            WEB_PROCESSES,
            WEB_THREADS,
            WORKER_CONCURRENCY,
            LONG_WORKER_CONCURRENCY,
            DATABASE_POOL_SIZE,
            DATABASE_TIMEOUT,
        ),
    ),
    Section(
        "Safety",
        (
            PRODUCTION,
            SECRET_KEY,
            SECRET_KEY_FALLBACKS,
            DEBUG,
            ALLOWED_HOSTS,
            TRUSTED_ORIGINS,
            TRUSTED_PROXIES,
            HTTPS,
            METRICS_TOKEN,
        ),
    ),
    Section(
        "Accounts and mail",
        (SIGNUP_OPEN, EMAIL_VERIFICATION, EMAIL_URL, EMAIL_FROM, RATE_SIGN_UP, RATE_SIGN_IN, RATE_SIGN_IN_FAILED),
    ),
    Section(
        "Limits",
        (
            MAX_BODY_BYTES,
            MAX_UPLOAD_BYTES,
            MAX_DOCUMENT_BYTES,
            DOCUMENT_QUOTA_BYTES,
            MAX_IMPORT_BYTES,
            MAX_IMPORT_ROWS,
            RATE_API,
        ),
    ),
    Section("Documents", (DOCUMENT_STORAGE, S3_BUCKET, S3_ENDPOINT, S3_REGION)),
    Section("Capture of postings", (CAPTURE_FETCHES, CAPTURE_PORTS, CAPTURE_NETWORKS)),
    Section("Logs", (LOG_FORMAT, LOG_LEVEL)),
)


def writes_json_logs(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether logs are JSON: as chosen, else in production."""
    return (LOG_FORMAT.read(environ) or ("json" if PRODUCTION.read(environ) else "text")) == "json"


def refuse_unknown(environ: Mapping[str, str] = os.environ) -> None:
    """Raise InvalidEnvironment for a variable with our prefix that is none of ours: most likely a misspelled one."""
    known = {variable.name for section in SECTIONS for variable in section.variables}
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            raise InvalidEnvironment(f"{name} is no setting of jobtracker: docs/operations.md lists those there are.")


def markdown() -> str:
    """The tables of the documentation."""
    parts = []
    for section in SECTIONS:
        rows = [f"| `{v.name}` | {v.shown_default} | {v.meaning} |" for v in section.variables]
        parts.append("\n".join([f"### {section.title}", "", "| variable | default | |", "| --- | --- | --- |", *rows]))
    return "\n\n".join(parts) + "\n"
