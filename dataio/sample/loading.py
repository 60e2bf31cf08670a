"""The sample data into and out of one person's account."""

from typing import TypedDict

from accounts.models import User


class SampleState(TypedDict):
    """How much of the sample a person has."""

    loaded: bool
    jobs: int
    applications: int


def load_sample(*, actor: User) -> None:
    """Give the actor the sample's postings and applications, as recent as if they had been collected until today.

    What is there already stays as it is: a second load adds nothing.
    """
    raise NotImplementedError


def remove_sample(*, actor: User) -> None:
    """Delete the actor's sample postings with the applications to them, and nothing else."""
    raise NotImplementedError


def sample_state(user: User) -> SampleState:
    """How many of the user's postings come from the sample, and how many applications to them there are."""
    raise NotImplementedError
