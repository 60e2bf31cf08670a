"""Who may do what with imports and sample data."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from dataio.imports.services import start_import
from dataio.models import Import
from dataio.tests.import_files import bring_in, read_in, rows_of
from jobtracker.testing.matrix import Address, EndpointMatrix, ListMatrix, Operation, OwnedObjectMatrix

TEXT = b"Title,Company\nEngineer,Acme\n"


def _import(owner: User, text: bytes = TEXT) -> Import:
    """An import that is read."""
    return read_in(owner, text)


class TestImports(ListMatrix):
    """`/imports/`."""

    route = "import-list"
    operations = (Operation("get"), Operation("post", 201, format="multipart"))
    # Who asks (session and person), and the page.
    queries = 3

    def fill(self, owner: User, count: int) -> tuple[Address, set[Any]]:
        """Imports that are not read yet."""
        made = [Import.objects.create(owner=owner, file_name="x.csv", size=1) for _ in range(count)]
        return {}, {str(of_import.pk) for of_import in made}

    def body(self, method: str, owner: User) -> Any:
        """A file with one posting."""
        return {"file": SimpleUploadedFile("postings.csv", TEXT)}


class _OfImport(OwnedObjectMatrix):
    no_such_id = "00000000-0000-4000-8000-000000000000"

    def address(self, owner: User) -> Address:
        """An import that is read."""
        return {"pk": str(_import(owner).pk)}


class TestImport(_OfImport):
    """`/imports/{id}/`."""

    route = "import-detail"
    operations = (Operation("get"), Operation("patch", is_json_alone=True), Operation("delete", 204))

    def body(self, method: str, owner: User) -> Any:
        """A choice for the only table."""
        return {"tables": [{"name": "", "date_order": "dmy"}]} if method == "patch" else None


class TestCommitOfImport(_OfImport):
    """`/imports/{id}/commit/`."""

    route = "import-commit"
    operations = (Operation("post", 202),)

    def body(self, method: str, owner: User) -> Any:
        """How it is to be written."""
        return {"mode": "good_rows", "duplicates": "skip"}


class TestCancellingAnImport(_OfImport):
    """`/imports/{id}/cancel/`."""

    route = "import-cancel"
    operations = (Operation("post", 202),)

    def address(self, owner: User) -> Address:
        """An import that waits to be read."""
        return {"pk": str(start_import(actor=owner, content=ContentFile(TEXT, name="x.csv")).pk)}


class TestUndoingAnImport(_OfImport):
    """`/imports/{id}/undo/`."""

    route = "import-undo"
    operations = (Operation("post", 202),)

    def address(self, owner: User) -> Address:
        """An import that is written."""
        return {"pk": str(bring_in(owner, TEXT).pk)}


class TestRowsOfImport(OwnedObjectMatrix, ListMatrix):
    """`/imports/{id}/rows/`."""

    route = "import-rows-list"
    operations = (Operation("get"),)
    keys = ("import_pk",)
    no_such_id = "00000000-0000-4000-8000-000000000000"
    # Who asks, the import, and the page.
    queries = 4

    def address(self, owner: User) -> Address:
        """An import that is read."""
        return {"import_pk": str(_import(owner).pk)}

    def fill(self, owner: User, count: int) -> tuple[Address, set[Any]]:
        """An import with so many rows."""
        rows = "".join(f"Engineer {number},Acme {number}\n" for number in range(count))
        of_import = _import(owner, f"Title,Company\n{rows}".encode())
        return {"import_pk": str(of_import.pk)}, {row.pk for row in rows_of(of_import)}


class TestImportTargets(EndpointMatrix):
    """`/import-targets/`."""

    route = "import-targets"
    operations = (Operation("get"),)


class TestImportLimits(EndpointMatrix):
    """`/import-limits/`."""

    route = "import-limits"
    operations = (Operation("get"),)


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
