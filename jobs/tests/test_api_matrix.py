"""Who may do what with postings."""

import ipaddress
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from pytest_django import Settings

from accounts.models import User
from jobs.duplicates import groups_of
from jobs.factories import JobFactory
from jobs.models import SavedView
from jobs.saved_views import create_saved_view
from jobs.services import delete_job
from jobs.tests.sites import page, site
from jobtracker.testing.matrix import (
    Address,
    EndpointMatrix,
    ListMatrix,
    Operation,
    OwnedObjectMatrix,
    ReferenceMatrix,
    SelectionMatrix,
)


class TestJobList(ListMatrix):
    """`/jobs/`."""

    route = "job-list"
    operations = (Operation("get"), Operation("post", 201))
    queries = 5

    def body(self, method: str, owner: User) -> Any:
        """A new posting."""
        return {"title": "Engineer", "company": "Acme"}

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """Postings."""
        return {}, {job.pk for job in JobFactory.create_batch(count, owner=owner)}


class TestJobDetail(OwnedObjectMatrix):
    """`/jobs/{id}/`."""

    route = "job-detail"
    operations = (Operation("get"), Operation("put"), Operation("patch"), Operation("delete", 204))
    bodies: ClassVar = {"put": {"title": "Changed", "company": "Acme"}, "patch": {"title": "Changed"}}

    def address(self, owner: User) -> Address:
        """A posting."""
        return {"pk": JobFactory.create(owner=owner).pk}

    def body(self, method: str, owner: User) -> Any:
        """A change."""
        return self.bodies.get(method)


class TestJobTrash(EndpointMatrix):
    """`/jobs/trash/`."""

    route = "job-trash"
    operations = (Operation("get"),)


class TrashedJob(OwnedObjectMatrix):
    """What is done with a posting that is in the trash."""

    def address(self, owner: User) -> Address:
        """A posting in the trash."""
        job = JobFactory.create(owner=owner)
        delete_job(actor=owner, job_id=job.pk)
        return {"pk": job.pk}


class TestJobRestore(TrashedJob):
    """`/jobs/{id}/restore/`."""

    route = "job-restore"
    operations = (Operation("post"),)


class TestJobPurge(TrashedJob):
    """`/jobs/{id}/purge/`."""

    route = "job-purge"
    operations = (Operation("post", 204),)


class TestJobMerge(OwnedObjectMatrix, ReferenceMatrix):
    """`/jobs/{id}/merge/`."""

    route = "job-merge"
    operations = (Operation("post"),)
    references: ClassVar = {"other": lambda owner: JobFactory.create(owner=owner).pk}

    def address(self, owner: User) -> Address:
        """A posting."""
        return {"pk": JobFactory.create(owner=owner).pk}

    def body(self, method: str, owner: User) -> Any:
        """Another one of the same person's."""
        return {"other": JobFactory.create(owner=owner).pk}


class TestDuplicateGroups(ListMatrix):
    """`/jobs/duplicates/`."""

    route = "job-duplicates-list"
    operations = (Operation("get"),)
    queries = 6

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """Groups of two postings each."""
        for number in range(count):
            JobFactory.create_batch(2, owner=owner, title="Engineer", company=f"Employer {number}")
        return {}, set(groups_of(owner).values_list("pk", flat=True))


class TestFacets(EndpointMatrix):
    """`/jobs/facets/`."""

    route = "job-facets"
    operations = (Operation("get"),)


class TestSuggestions(EndpointMatrix):
    """`/jobs/suggestions/`."""

    route = "job-suggestions"
    operations = (Operation("get"),)


class TestSavedViewList(ListMatrix):
    """`/saved-views/`."""

    route = "savedview-list"
    operations = (Operation("get"), Operation("post", 201))
    queries = 4

    def body(self, method: str, owner: User) -> Any:
        """A new view."""
        return {"name": "Remote", "list": "jobs", "query": {"remote_option": ["remote"]}}

    def form_body(self, method: str, owner: User) -> Any:
        """With the query as it stands in an address."""
        return {"name": "Remote", "list": "jobs", "query": "remote_option=remote&ordering=-posted_on"}

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """Views."""
        return {}, {saved_view(owner, f"View {number}").pk for number in range(count)}


class TestSavedViewDetail(OwnedObjectMatrix):
    """`/saved-views/{id}/`."""

    route = "savedview-detail"
    operations = (Operation("get"), Operation("patch"), Operation("delete", 204))

    def address(self, owner: User) -> Address:
        """A view."""
        return {"pk": saved_view(owner, "Remote").pk}

    def body(self, method: str, owner: User) -> Any:
        """A change."""
        return {"name": "Changed"}


def saved_view(owner: User, name: str) -> SavedView:
    """A view of one's own."""
    return create_saved_view(actor=owner, values={"name": name, "list": "jobs", "query": {}})


class TestJobBulkCreate(EndpointMatrix):
    """`/jobs/bulk-create/`."""

    route = "job-bulk-create"
    operations = (Operation("post", 201, is_json_alone=True),)

    def body(self, method: str, owner: User) -> Any:
        """A new posting."""
        return {"rows": [{"title": "Engineer", "company": "Acme"}], "mode": "partial"}


class BulkMatrix(SelectionMatrix):
    """What is done with many postings."""

    operations = (Operation("post", is_json_alone=True),)

    def row(self, owner: User) -> int:
        """A posting."""
        return JobFactory.create(owner=owner).pk


class TestJobBulkUpdate(BulkMatrix):
    """`/jobs/bulk-update/`."""

    route = "job-bulk-update"
    change: ClassVar = {"changes": {"is_archived": True}}


class TestJobBulkDelete(BulkMatrix):
    """`/jobs/bulk-delete/`."""

    route = "job-bulk-delete"


class TrashedJobs(BulkMatrix):
    """What is done with many postings that are in the trash."""

    takes_filter = False

    def row(self, owner: User) -> int:
        """A posting in the trash."""
        job_id = super().row(owner)
        delete_job(actor=owner, job_id=job_id)
        return job_id


class TestJobBulkRestore(TrashedJobs):
    """`/jobs/bulk-restore/`."""

    route = "job-bulk-restore"


class TestJobBulkPurge(TrashedJobs):
    """`/jobs/bulk-purge/`."""

    route = "job-bulk-purge"


class TestJobFromHtml(EndpointMatrix):
    """`/jobs/from-html/`."""

    route = "job-from-html"
    operations = (Operation("post"),)

    def body(self, method: str, owner: User) -> Any:
        """A page."""
        return {"url": "https://acme.example/1", "html": "<title>Engineer</title>"}


class TestJobFromUrl(EndpointMatrix):
    """`/jobs/from-url/`."""

    route = "job-from-url"
    operations = (Operation("post"),)

    @pytest.fixture(autouse=True)
    def running(self, settings: Settings) -> Iterator[None]:
        """A site that stands for the internet."""
        settings.CAPTURE_NETWORKS = [ipaddress.ip_network("127.0.0.1/32")]
        with site({"/": page("<title>Engineer</title>")}) as running:
            settings.CAPTURE_PORTS = (running.port,)
            self.url = running.url()
            yield

    def body(self, method: str, owner: User) -> Any:
        """Its address."""
        return {"url": self.url}
