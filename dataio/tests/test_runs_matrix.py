"""Who may do what with runs."""

import io
from typing import Any, ClassVar
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from dataio.models import Run
from dataio.runs.leases import Work, take_up
from dataio.runs.performing import finish_with_file
from jobtracker.testing.matrix import (
    HTML,
    Address,
    ClientOf,
    ListMatrix,
    Operation,
    OwnedObjectMatrix,
    Person,
)


def make_run(owner: User) -> Run:
    """A run of which no worker knows."""
    return Run.objects.create(owner=owner, kind="export")


def make_done_run(owner: User) -> Run:
    """A run with its file."""
    taken = take_up(make_run(owner).pk)
    assert taken is not None
    finish_with_file(Work(taken), io.BytesIO(b"a,b"), name="jobs.csv", media_type="text/csv", result={})
    return taken


class TestRunList(ListMatrix):
    """`/runs/`."""

    route = "run-list"
    operations = (Operation("get"), Operation("post", 201))
    queries = 3

    def body(self, method: str, owner: User) -> Any:
        """An export."""
        return {"kind": "export", "parameters": {"resource": "jobs", "format": "csv"}}

    def form_body(self, method: str, owner: User) -> Any:
        """In a form the parameters are a text."""
        return {"kind": "export", "parameters": '{"resource": "jobs", "format": "csv"}'}

    def fill(self, owner: User, count: int) -> tuple[Address, set[str]]:
        """Runs."""
        return {}, {str(make_run(owner).pk) for _ in range(count)}


class RunMatrix(OwnedObjectMatrix):
    """What is done with one run."""

    no_such_id: ClassVar = UUID(int=2**100)

    def address(self, owner: User) -> Address:
        """A run."""
        return {"pk": make_run(owner).pk}


class TestRunDetail(RunMatrix):
    """`/runs/{id}/`."""

    route = "run-detail"
    operations = (Operation("get"), Operation("delete", 204))


class TestCancel(RunMatrix):
    """`/runs/{id}/cancel/`."""

    route = "run-cancel"
    operations = (Operation("post"),)


class TestFile(RunMatrix):
    """`/runs/{id}/file/`."""

    route = "run-file"
    operations = (Operation("get"),)

    def address(self, owner: User) -> Address:
        """A run that is done."""
        return {"pk": make_done_run(owner).pk}

    def test_its_browsable_page_renders(self, user: Person, client_of: ClientOf) -> None:
        """There is none: a browser gets the file, as a file."""
        response = client_of(user).get(reverse(self.route, kwargs=self.address(user)), headers=HTML)
        assert response.headers["Content-Disposition"].startswith("attachment;")
