"""Who may do what with bulk operations."""

from typing import ClassVar
from uuid import UUID

from accounts.models import User
from jobs.bulk import bulk_delete_jobs
from jobs.factories import JobFactory
from jobtracker.bulk import Batch, named
from jobtracker.models import BulkOperation
from jobtracker.testing.matrix import Address, ListMatrix, Operation, OwnedObjectMatrix


def delete_in_bulk(owner: User, count: int = 2) -> BulkOperation:
    """An operation that put some postings into the trash."""
    batch = Batch()
    ids = [job.pk for job in JobFactory.create_batch(count, owner=owner)]
    bulk_delete_jobs(actor=owner, selection=named(dict(enumerate(ids)), batch), batch=batch)
    return BulkOperation.objects.get(pk=batch.id)


class TestBulkOperationList(ListMatrix):
    """`/bulk-operations/`."""

    route = "bulk-operation-list"
    operations = (Operation("get"),)
    queries = 3

    def fill(self, owner: User, count: int) -> tuple[Address, set[str]]:
        """Operations."""
        return {}, {str(delete_in_bulk(owner, 1).pk) for _ in range(count)}


class OperationMatrix(OwnedObjectMatrix):
    """What is done with one operation."""

    no_such_id: ClassVar = UUID(int=2**100)

    def address(self, owner: User) -> Address:
        """An operation."""
        return {"pk": delete_in_bulk(owner).pk}


class TestBulkOperationDetail(OperationMatrix):
    """`/bulk-operations/{id}/`."""

    route = "bulk-operation-detail"
    operations = (Operation("get"),)


class TestBulkOperationUndo(OperationMatrix):
    """`/bulk-operations/{id}/undo/`."""

    route = "bulk-operation-undo"
    operations = (Operation("post"),)
