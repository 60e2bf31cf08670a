"""What the columns of a file can be mapped to."""

from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True)
class Target:
    """One target: its name, what people call it, what its values are, and of what it is."""

    name: str
    label: str
    kind: str
    of: Literal["job", "application"]


TARGETS: Final = [Target("title", "Title", "text", "job"), Target("company", "Company", "text", "job")]
