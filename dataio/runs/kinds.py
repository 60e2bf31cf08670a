"""What runs there are: by its name, what one does, and what a person may ask of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from rest_framework.serializers import Serializer

from dataio.runs.leases import Work

Performer = Callable[[Work], None]


@dataclass(frozen=True)
class Kind:
    """One kind of run. Without `parameters` it is begun by other parts of the application alone."""

    performer: Performer
    parameters: type[Serializer[Any]] | None


# Filled at start-up (`dataio/apps.py`): what they do knows of runs, and not the other way round.
_kinds: Final[dict[str, Kind]] = {}


def provide_kind(name: str, performer: Performer, parameters: type[Serializer[Any]] | None = None) -> None:
    """Name a kind of run.

    `performer` does the work, reports how far it is, and ends it as done. It finds in the run what the serializer
    `parameters` makes of what a person asked for (its `data`, which is JSON); the serializer's context has `request`.
    """
    _kinds[name] = Kind(performer, parameters)


def performer_of(name: str) -> Performer:
    """What a run of this kind does. Raises KeyError for a kind of another version of the application."""
    return _kinds[name].performer


def kind_names() -> list[str]:
    """The kinds there are."""
    return sorted(_kinds)


def parameters_by_kind() -> dict[str, type[Serializer[Any]]]:
    """The kinds that a person may begin by name, each with the shape of its parameters."""
    return {name: kind.parameters for name, kind in sorted(_kinds.items()) if kind.parameters is not None}
