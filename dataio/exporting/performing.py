"""An export that is made by a run: a file of any size, of a whole list."""

import tempfile

from rest_framework.exceptions import ValidationError

from dataio.exporting.formats import FORMATS, file_name, write_rows
from dataio.resources import RESOURCES
from dataio.runs.leases import Work
from dataio.runs.performing import finish_with_file
from jobtracker.errors import DomainError, fields_of, summary
from jobtracker.list_resources import rows_of_list

KIND = "export"


def perform_export(work: Work) -> None:
    """Make the file that a run asks for. Raises DomainError where the list does not take its query any more."""
    asked = work.run.parameters
    resource, file_format = RESOURCES[asked["resource"]], asked["format"]
    columns = resource.chosen(asked["fields"])
    try:
        rows = rows_of_list(resource.name, asked["query"], work.run.owner)
    except ValidationError as error:
        fields = fields_of(error)
        raise DomainError("validation_error", summary(fields), fields=fields) from None
    written = 0

    def told(done: int, total: int) -> None:
        nonlocal written
        written = total
        work.report(done, total)

    with tempfile.TemporaryFile(prefix="jobtracker-") as file:
        write_rows(
            rows, columns, resource=resource, file_format=file_format, with_mark=asked["bom"], file=file, told=told
        )
        name = file_name(resource, file_format)
        finish_with_file(work, file, name=name, media_type=FORMATS[file_format], result={"rows": written})
