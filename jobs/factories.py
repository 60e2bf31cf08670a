"""Postings for tests."""

import factory

from accounts.factories import UserFactory
from jobs.models import Job


class JobFactory(factory.django.DjangoModelFactory[Job]):
    """A posting."""

    class Meta:
        model = Job

    owner = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"Engineer {n}")
    company = factory.Sequence(lambda n: f"Company {n}")
