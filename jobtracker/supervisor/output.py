"""One log of many processes: each line says whose it is."""

import asyncio
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

# The colours of a terminal that stay readable on light and dark ground.
_COLOURS = (36, 33, 32, 35, 34, 31)
_NAME_WIDTH = len("supervisor")
_LONGEST_LINE = 1024 * 1024


class Output:
    """Writes the lines of all roles to one stream, as text with a prefix or as JSON with a key `role`."""

    def __init__(self, stream: BinaryIO, *, json_lines: bool) -> None:
        """Write to `stream`; the prefix is coloured where that is a terminal."""
        self._stream = stream
        self._json_lines = json_lines
        self._coloured = stream.isatty() and "NO_COLOR" not in os.environ
        self._colours: dict[str, int] = {}

    def write(self, role: str, line: bytes) -> None:
        """Write one line (without its end) of a role's log."""
        entry = self._as_json(role, line) if self._json_lines else self._as_text(role, line)
        try:
            self._stream.write(entry + b"\n")
            self._stream.flush()
        except BrokenPipeError:
            # Whoever read the log has left (`manage.py up | head`): that is no reason to stop serving.
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), self._stream.fileno())

    def say(self, text: str) -> None:
        """Write what the supervisor itself has to say; may be several lines."""
        for line in text.splitlines():
            self.write("supervisor", line.encode())

    def _as_text(self, role: str, line: bytes) -> bytes:
        prefix = f"{role:<{_NAME_WIDTH}} |"
        if self._coloured:
            colour = self._colours.setdefault(role, _COLOURS[len(self._colours) % len(_COLOURS)])
            prefix = f"\x1b[{colour}m{prefix}\x1b[0m"
        return f"{prefix} {_escaped(line)}".encode()

    def _as_json(self, role: str, line: bytes) -> bytes:
        # What the application writes is JSON already: only say who did. A line that merely looks like it is wrapped.
        entry = _json_object(line) or {"timestamp": _now(), "event": line.decode(errors="backslashreplace")}
        return json.dumps({"role": role} | {name: value for name, value in entry.items() if name != "role"}).encode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _escaped(line: bytes) -> str:
    r"""A line with all that is not printable spelled out (\r, \x1b, \u2028): no part of it can pose as another line."""
    return "".join(
        character if character.isprintable() or character == "\t" else character.encode("unicode_escape").decode()
        for character in line.decode(errors="backslashreplace")
    )


def _json_object(line: bytes) -> dict[str, Any] | None:
    if not line.startswith(b'{"'):
        return None
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) else None


async def copy_lines(descriptor: int, role: str, output: Output) -> None:
    """Write what comes out of a pipe, line by line, until all its writers have closed it; then close it."""
    reader = asyncio.StreamReader()
    with os.fdopen(descriptor, "rb", buffering=0) as pipe:
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), pipe
        )
        try:
            rest = b""
            while chunk := await reader.read(64 * 1024):
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    output.write(role, line)
                if len(rest) > _LONGEST_LINE:
                    output.write(role, rest)
                    rest = b""
            if rest:
                output.write(role, rest)
        finally:
            transport.close()
