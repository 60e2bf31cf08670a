"""The seeded rows: the same on every machine, and such as the application itself would have written."""

import hashlib
from collections import Counter
from datetime import UTC
from pathlib import Path

import pytest

from accounts.models import User
from applications.history import first_applied_on, in_order, settle
from applications.models import Application, StatusChange
from benchmarks.seeding.histories import Histories
from benchmarks.seeding.loading import mark_as_seeded, seeded_version, version_of
from benchmarks.seeding.pools import Pools, read_pools
from benchmarks.seeding.postings import grow_postings
from benchmarks.seeding.shape import LAST_ADDED, MEASURED_USER, Shape
from benchmarks.tests.conftest import SHAPE
from jobs.models import Job


def test_the_rows_are_the_same_on_every_machine(pools: Pools) -> None:
    digest = hashlib.sha256()
    histories = Histories(SHAPE)
    for posting in grow_postings(SHAPE, pools):
        histories.consider(posting)
        digest.update("\t".join(posting.cells).encode())
    for cells in (*histories.applications, *histories.changes):
        digest.update("\t".join(cells).encode())

    assert digest.hexdigest() == "4a1a236b2903db059796aa4c1d75deddd33b0cf500c127795d1fd4160bf5af25"


def test_without_the_real_file_the_rows_are_grown_from_the_sample(tmp_path: Path) -> None:
    assert "the project’s own sample" in read_pools(tmp_path / "postings.csv").origin


@pytest.mark.usefixtures("seeded")
def test_everybody_has_their_share() -> None:
    assert Counter(Job.objects.values_list("owner", flat=True)) == {1: 500, 2: 100, 3: 100, 4: 100}
    assert Counter(Application.objects.values_list("owner", flat=True)) == {1: 100, 2: 20, 3: 20, 4: 20}


@pytest.mark.usefixtures("seeded")
def test_a_persons_rows_lie_in_several_places_of_the_table() -> None:
    ids = list(Job.objects.filter(owner=MEASURED_USER).order_by("id").values_list("id", flat=True))

    assert ids[-1] - ids[0] > 600


@pytest.mark.usefixtures("seeded")
def test_each_posting_is_one_that_a_person_could_have_entered() -> None:
    for job in Job.objects.all():
        before = (job.locations, job.skills, job.tags)
        job.validate()

        assert (job.locations, job.skills, job.tags) == before


@pytest.mark.usefixtures("seeded")
def test_postings_are_no_copies_of_each_other() -> None:
    texts = Job.objects.filter(owner=MEASURED_USER).values_list("title", "company", "description", "url")

    assert len(set(texts)) == 500
    assert len({title for title, *_ in texts}) > 250


@pytest.mark.usefixtures("seeded")
def test_each_history_is_legal_and_its_application_says_what_it_comes_to() -> None:
    kinds = Counter(StatusChange.objects.values_list("kind", flat=True))
    assert kinds["created"] == 160
    assert kinds["moved"] > 160
    assert kinds["reopened"] > 5
    for application in Application.objects.prefetch_related("history"):
        history = list(application.history.all())

        assert settle(history, application) == []
        newest = in_order(history)[-1]
        assert (application.status, application.status_since) == (newest.to_status, newest.occurred_at)
        assert application.applied_on == first_applied_on(history, UTC)
        assert all(entry.occurred_at <= LAST_ADDED for entry in history)
        application.validate()


@pytest.mark.usefixtures("seeded")
def test_some_postings_were_applied_to_twice() -> None:
    tries = Counter(Application.objects.values_list("job", flat=True))

    assert set(tries.values()) == {1, 2}


@pytest.mark.usefixtures("seeded")
def test_new_rows_get_ids_of_their_own(user: User) -> None:
    job = Job.objects.create(owner=user, title="Engineer", company="Gletscher")

    assert job.pk == 801


@pytest.mark.usefixtures("db")
def test_data_of_another_version_is_told_apart(pools: Pools) -> None:
    mark_as_seeded(version_of(SHAPE, pools))

    assert seeded_version() == version_of(SHAPE, pools)
    assert seeded_version() != version_of(Shape("test", users=4, postings=801, measured_postings=500), pools)
