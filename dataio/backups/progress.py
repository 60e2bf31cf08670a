"""How far a command is, on a terminal or in a log."""

import sys
import time
from typing import Final, TextIO

_EVERY_SECONDS: Final = 0.5


class Told:
    """Writes the percentage to a stream: over itself on a terminal, else on lines of their own, ten of them."""

    def __init__(self, name: str, stream: TextIO = sys.stderr) -> None:
        self._name = name
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._shown = -1
        self._at = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Hear how far it is."""
        percent = done * 100 // total if total else 100
        now = time.monotonic()
        if self._is_terminal and percent > self._shown and now - self._at > _EVERY_SECONDS:
            self._stream.write(f"\r{self._name}: {percent} %")
            self._stream.flush()
            self._shown, self._at = percent, now
        elif not self._is_terminal and percent // 10 > self._shown // 10:
            self._stream.write(f"{self._name}: {percent} %\n")
            self._shown = percent

    def end(self) -> None:
        """Make room for what comes next."""
        if self._is_terminal and self._shown >= 0:
            self._stream.write("\r\033[K")
