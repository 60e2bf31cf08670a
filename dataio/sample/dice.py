"""Chance with a fixed outcome."""

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Random choices that are the same on every machine and Python version, for they rest on `random()` alone.

    How the other methods of `random.Random` use their numbers has changed between Python versions, and may again.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # nothing here is a secret

    def share(self) -> float:
        """A number from 0 up to, but not including, 1."""
        return self._random.random()

    def chance(self, probability: float) -> bool:
        """True with the given probability."""
        return self.share() < probability

    def number(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.share() * (high - low + 1))

    def one(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.number(0, len(items) - 1)]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of the keys, as often as its weight says."""
        point = self.share() * sum(weights.values())
        for item, weight in weights.items():
            point -= weight
            if point < 0:
                return item
        return list(weights)[-1]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """All of the items, in any order."""
        rest = list(items)
        return [rest.pop(self.number(0, len(rest) - 1)) for _ in items]

    def some(self, items: Sequence[T], low: int, high: int) -> list[T]:
        """From `low` to `high` different items, or as many as there are, in the order in which they stand."""
        chosen = set(self.shuffled(range(len(items)))[: self.number(low, high)])
        return [item for place, item in enumerate(items) if place in chosen]
