"""What the tests of the benchmarks share: a very small data set."""

import pytest

from benchmarks.seeding.loading import seed
from benchmarks.seeding.pools import Pools, read_pools
from benchmarks.seeding.shape import Shape

SHAPE = Shape("test", users=4, postings=800, measured_postings=500, sitting=40)


@pytest.fixture(scope="session")
def pools() -> Pools:
    """What is grown from: the sample alone, which is the same everywhere."""
    return read_pools()


@pytest.fixture
def seeded(db: None, pools: Pools) -> None:
    """The data set, in the database."""
    seed(SHAPE, pools, lambda line: None)
