"""What else than a plain value a cell can come to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class Unreadable(ValueError):
    """A cell that is not what its column says: a problem of its row."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class KeptInNotes(Exception):
    """A cell that no value of its own can be made of, but nothing is wrong with: a line of the notes keeps it."""

    def __init__(self, remark: str) -> None:
        super().__init__(remark)
        self.remark = remark


@dataclass(frozen=True)
class Remarked:
    """A value that is not quite what stands there. `keeps_text`: the cell goes into the notes besides."""

    value: Any
    remark: str
    keeps_text: bool = False


# Given a cell that is not blank; a value, or `Remarked`. Raises Unreadable or KeptInNotes.
Reader = Callable[[str], Any]
