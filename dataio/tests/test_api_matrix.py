"""Who may do what with imports and sample data."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from jobtracker.testing.matrix import EndpointMatrix, Operation


class TestImports(EndpointMatrix):
    """`/imports/`."""

    route = "imports"
    operations = (Operation("post", format="multipart"),)

    def body(self, method: str, owner: User) -> Any:
        """A file with one posting."""
        return {"file": SimpleUploadedFile("postings.csv", b"Title,Company\nEngineer,Acme\n")}


class TestSampleData(EndpointMatrix):
    """`/sample-data/`."""

    route = "sample-data"
    operations = (Operation("get"), Operation("post", 201), Operation("delete", 204))


class TestExportOfPostings(EndpointMatrix):
    """`/exports/jobs/`."""

    route = "export-jobs"
    operations = (Operation("get"),)


class TestExportOfApplications(EndpointMatrix):
    """`/exports/applications/`."""

    route = "export-applications"
    operations = (Operation("get"),)
