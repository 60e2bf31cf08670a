"""Postings for tests."""

from factory.declarations import Sequence, SubFactory
from factory.django import DjangoModelFactory

from accounts.factories import UserFactory
from jobs.models import Job


class JobFactory(DjangoModelFactory[Job]):
    """A posting."""

    class Meta:
        model = Job

    owner = SubFactory(UserFactory)
    title = Sequence(lambda n: f"Engineer {n}")
    company = Sequence(lambda n: f"Company {n}")
