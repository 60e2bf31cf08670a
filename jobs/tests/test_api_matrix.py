"""Who may do what with postings."""

from typing import Any, ClassVar

from accounts.models import User
from jobs.duplicates import groups_of
from jobs.factories import JobFactory
from jobs.services import delete_job
from jobtracker.testing.matrix import (
    Address,
    EndpointMatrix,
    ListMatrix,
    Operation,
    OwnedObjectMatrix,
    ReferenceMatrix,
)


class TestJobList(ListMatrix):
    """`/jobs/`."""

    route = "job-list"
    operations = (Operation("get"), Operation("post", 201))
    queries = 4

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
    queries = 5

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
