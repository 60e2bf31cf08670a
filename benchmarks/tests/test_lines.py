"""What is measured is comparable: the SQL beside each address gives the rows that the address gives."""

from collections.abc import Callable

import pytest
from django.db import connection
from rest_framework.test import APIClient

from accounts.models import User
from benchmarks.lines import ANSWERS, LISTINGS
from benchmarks.probes import probe_of_answer, probes_of_listing
from benchmarks.seeding.shape import MEASURED_USER
from jobs.models import Job

pytestmark = pytest.mark.usefixtures("seeded")


class InProcess:
    """The measured user, without a server in between."""

    def __init__(self, client: APIClient) -> None:
        self._client = client

    def get(self, path: str) -> bytes:
        answer = self._client.get(path)
        assert answer.status_code == 200, answer.content
        content: bytes = answer.content
        return content


@pytest.fixture
def caller(client_of: Callable[[User | None], APIClient], seeded: None) -> InProcess:
    return InProcess(client_of(User.objects.get(pk=MEASURED_USER)))


def test_each_list_and_its_sql_give_the_same_rows_at_the_first_page_and_at_a_deep_one(caller: InProcess) -> None:
    probes = [
        probe
        for listing in LISTINGS
        for probe in probes_of_listing(listing, caller, connection.connection, MEASURED_USER)
    ]

    assert [(probe.name, probe.page) for probe in probes if not probe.is_same] == []
    assert len([probe for probe in probes if probe.page != 1]) > 9


def test_each_answer_and_its_sql_say_the_same(caller: InProcess) -> None:
    job = Job.objects.filter(owner=MEASURED_USER).earliest("id")
    named = {"owner": MEASURED_USER, "job": job.pk}

    probes = [probe_of_answer(answer, caller, connection.connection, named) for answer in ANSWERS]

    assert [probe.name for probe in probes if not probe.is_same] == []
