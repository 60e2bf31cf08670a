"""What runs there are: by its name, what one does."""

from collections.abc import Callable
from typing import Final

from dataio.runs.leases import Work

Performer = Callable[[Work], None]

# Filled at start-up (`dataio/apps.py`): what they do knows of runs, and not the other way round.
_performers: Final[dict[str, Performer]] = {}


def provide_kind(name: str, performer: Performer) -> None:
    """Name a kind of run. `performer` does the work, reports how far it is, and ends it as done."""
    _performers[name] = performer


def performer_of(name: str) -> Performer:
    """What a run of this kind does. Raises KeyError for a kind of another version of the application."""
    return _performers[name]
