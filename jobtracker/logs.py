"""How every process logs: one pipe for our records and those of libraries, as JSON or as lines to read.

Whatever a record says goes through the same steps: it is given the request or task that it belongs to, its exception
is rendered, secrets are masked, and what could forge a line is escaped. docs/operations.md lists the fields.
"""

import json
import logging
import logging.config
import math
import os
import re
import sys
import textwrap
import traceback
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import structlog
from structlog.typing import EventDict, ExcInfo, WrappedLogger

from jobtracker.request_context import current_work

MASK = "[masked]"

_LONGEST_VALUE = 8_000
_LONGEST_MESSAGE = 2_000
# Of the frames of an endless recursion, and of the exceptions that led to one another.
_MOST_FRAMES = 60
_MOST_EXCEPTIONS = 8

# Libraries whose lines below this level tell an operator nothing, or would tell too much: uvicorn and Celery log
# addresses, arguments and results; our own lines say the same without them.
_LIBRARY_LEVELS = {
    "celery.worker.strategy": "WARNING",
    "uvicorn": "WARNING",
    "uvicorn.error": "WARNING",
    # Their line says less than ours for the request, and has the raw address. Crashes come as a signal.
    "django.request": "CRITICAL",
    "django.server": "CRITICAL",
}
_LIKE_ANY: dict[str, Any] = {"handlers": [], "propagate": True}


class ToldOtherwise(logging.Filter):
    """Drops Celery's lines on the outcome of a task, which quote results and exceptions: `jobtracker.task_log` has it.

    Those on Celery's own errors pass.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether to keep the record."""
        outcome = getattr(record, "data", None)
        return not isinstance(outcome, Mapping) or bool(outcome.get("internal"))


def logging_settings(*, json_lines: bool, level: str, own_loggers: Iterable[str]) -> dict[str, Any]:
    """Django's LOGGING. `level` is for `own_loggers`; libraries never log below info, where they quote their input."""
    level = level.upper()
    libraries = "INFO" if level == "DEBUG" else level
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "jobtracker.logs.line_formatter", "json_lines": json_lines}},
        "filters": {"told_otherwise": {"()": "jobtracker.logs.ToldOtherwise"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": libraries},
        "loggers": {
            # What Django and uvicorn have set up for their own is taken back.
            **{name: {"level": least, **_LIKE_ANY} for name, least in _LIBRARY_LEVELS.items()},
            # uvicorn asks for a handler, and makes the line for any: the level comes too late.
            "uvicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
            "django": {"level": libraries, **_LIKE_ANY},
            "celery.app.trace": {"filters": ["told_otherwise"]},
            # Celery's pool of processes logs here, and keeps it from the root.
            "multiprocessing": {"level": "ERROR", "handlers": ["stderr"], "propagate": False},
            **{name: {"level": level} for name in own_loggers},
        },
    }


def configure(settings: dict[str, Any]) -> None:
    """Django's LOGGING_CONFIG: set up the standard library's logging, and structlog on top of it."""
    logging.config.dictConfig(settings)
    logging.captureWarnings(True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def line_formatter(*, json_lines: bool) -> logging.Formatter:
    """The formatter of every handler: a record becomes one line, and as text a traceback indented below it."""
    renderer: Any
    if json_lines:
        # ASCII only: no separator that some reader takes for the end of a line, and no bidirectional control.
        renderer = structlog.processors.JSONRenderer(serializer=json.dumps, ensure_ascii=True)
    else:
        renderer = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty() and "NO_COLOR" not in os.environ,
            # `repr` escapes all that is not printable, and shows where a value ends.
            repr_native_str=True,
            sort_keys=False,
            exception_formatter=structlog.dev.plain_traceback,
            pad_event_to=0,
        )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_what_was_sent,
            structlog.processors.ExceptionRenderer(rendered_exception),
            _with_its_work,
            _masked_record,
            *([] if json_lines else [_unforgeable_text]),
            renderer,
        ],
    )


def _without_what_was_sent(_: WrappedLogger, __: str, record: EventDict) -> EventDict:
    """Django's security lines quote the request that was refused: what kind it was is enough."""
    area, _, kind = str(record.get("logger", "")).partition("django.security.")
    if not area and kind:
        record.update(event="request refused", kind=kind, level="warning")
        record.pop("exc_info", None)
    return record


def _with_its_work(_: WrappedLogger, __: str, record: EventDict) -> EventDict:
    """Put first what every line has, then the request or task at hand, then what is the line's own."""
    ordered: dict[str, Any] = {name: record.pop(name, "") for name in ("timestamp", "level", "logger", "event")}
    work = current_work()
    if work is not None:
        ordered |= {"request_id": work.request_id, **work.describe()}
    return {**ordered, **record}


# --- Exceptions -------------------------------------------------------------------------------------------------

# PostgreSQL quotes rows, parameters and statements in the lines that follow its message.
_DATABASE_DETAIL = re.compile(r"\n(?:DETAIL|HINT|CONTEXT|QUERY|STATEMENT|LINE \d+):.*", re.DOTALL)
# In messages of this class (data exceptions) it quotes values; in the others, names.
_QUOTING_SQLSTATES = "22"
_QUOTED = re.compile(r'".*"', re.DOTALL)


def rendered_exception(exc_info: ExcInfo) -> str:
    """An exception and those that led to it as a traceback, the last one at the end; each message is one line.

    No local variables; nothing that the database quoted of a row; secrets are masked.
    """
    return "\n".join(_parts(exc_info[1]))


def _parts(error: BaseException) -> Iterator[str]:
    for link, consequence in reversed(list(_chain(error))):
        yield "Traceback (most recent call last):"
        yield from "".join(traceback.format_tb(link.__traceback__, limit=-_MOST_FRAMES)).splitlines()
        yield _last_line(link)
        if isinstance(link, BaseExceptionGroup):
            for number, member in enumerate(link.exceptions[:_MOST_EXCEPTIONS], start=1):
                yield f"  {number} of {len(link.exceptions)} in the group:"
                yield from (f"    {line}" for line in _parts(member))
        if consequence:
            yield consequence


def _chain(error: BaseException) -> Iterator[tuple[BaseException, str]]:
    """Walk from an exception back to the first; with each the words that lead on to the one that it led to."""
    consequence = ""
    for _ in range(_MOST_EXCEPTIONS):
        yield error, consequence
        if error.__cause__ is not None:
            error, consequence = error.__cause__, "which caused:"
        elif error.__context__ is not None and not error.__suppress_context__:
            error, consequence = error.__context__, "and while that was handled:"
        else:
            return


def _last_line(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    message = exception_message(error)
    return f"{name}: {message}" if message else name


def exception_message(error: BaseException) -> str:
    """What an exception says, on one line, without secrets and without what the database quotes of a row."""
    try:
        text = str(error)
    except Exception:  # a broken __str__ must not cost the traceback
        return "(it cannot be shown)"
    text = _DATABASE_DETAIL.sub("", text)
    # Django's database exceptions have the driver's as their cause.
    sqlstate = getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None)
    if sqlstate and sqlstate.startswith(_QUOTING_SQLSTATES):
        text = _QUOTED.sub('"..."', text)
    return escaped(masked(_cut(text, _LONGEST_MESSAGE)))


# --- Secrets ----------------------------------------------------------------------------------------------------

_SECRET_WORD = r"passw|secret|token|cookie|authoriz|credential|api[_-]?key|session[_-]?(?:id|key)"  # noqa: S105
_SECRET_KEY = re.compile(_SECRET_WORD, re.IGNORECASE)
_SECRET_NAME = rf"(?:{_SECRET_WORD})\w{{0,32}}"
_QUOTED_OR_WORD = rf"(?!{re.escape(MASK)})(?:\"[^\"]*\"|'[^']*'|[^\s,;&)}}\]]+)"
_MASKED_IN_TEXT = [
    (re.compile(r"\bjt_[A-Za-z0-9_-]+"), f"jt_{MASK}"),
    (re.compile(r"\b(Bearer|Basic)\s+[^\s'\",]+", re.IGNORECASE), rf"\1 {MASK}"),
    # The rest of a header's line.
    (re.compile(r"\b(cookie|authorization)(['\"]?\s*[:=])[^\r\n]+", re.IGNORECASE), rf"\1\2 {MASK}"),
    # password=..., "password": "...", new_password: '...'
    (re.compile(rf"({_SECRET_NAME}['\"]?\s?[:=]\s?)({_QUOTED_OR_WORD})", re.IGNORECASE), rf"\1{MASK}"),
    # The user and password of a URL.
    (re.compile(r"(?<=://)[^/@\s]{1,256}@"), f"{MASK}@"),
    (re.compile(r"[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
]


def masked(text: str) -> str:
    """`text` without e-mail addresses, tokens, and what follows a word such as "password".

    The last line of defence: what is secret should not be logged in the first place.
    """
    for pattern, replacement in _MASKED_IN_TEXT:
        text = pattern.sub(replacement, text)
    return text


def _masked_record(_: WrappedLogger, __: str, record: EventDict) -> EventDict:
    """Mask all values but the rendered exception, whose messages are masked and whose other lines are our code."""
    exception = record.pop("exception", None)
    record = {_plain(str(key)): _masked_value(str(key), value) for key, value in record.items()}
    if exception is not None:
        record["exception"] = _plain(exception)
    return record


def _masked_value(key: str, value: object) -> object:
    if _SECRET_KEY.search(key):
        return MASK
    match value:
        case None | bool() | int():
            return value
        case float():
            return value if math.isfinite(value) else str(value)  # JSON has no word for the others
        case Mapping():
            return {masked(_plain(str(name))): _masked_value(str(name), item) for name, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_masked_value("", item) for item in value]
    # Whatever else it is, its text: a renderer's own fallback would come after the masking.
    return masked(_plain(_cut(str(value), _LONGEST_VALUE)))


# --- Lines ------------------------------------------------------------------------------------------------------


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}... ({len(text)} characters)"


def _plain(text: str) -> str:
    """`text` with lone surrogates, which no encoding can write, spelled out."""
    return text.encode("utf-8", "backslashreplace").decode()


def escaped(text: str) -> str:
    r"""`text` with all that is not printable spelled out (\n, \x1b, \u2028): one line, whoever reads it."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in text
    )


def _unforgeable_text(_: WrappedLogger, __: str, record: EventDict) -> EventDict:
    """Keep a record in its line, and its traceback visibly below it; `repr` does the same for the other values."""
    for name in ("event", "level", "logger"):
        record[name] = escaped(str(record[name]))
    if "exception" in record:
        lines = record["exception"].split("\n")
        record["exception"] = textwrap.indent("\n".join(map(escaped, lines)), "    ")
    return record
