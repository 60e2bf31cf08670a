"""The files that this project exports (`dataio/resources.py`)."""

from typing import Final

from dataio.layouts.layout import Layout
from dataio.resources import APPLICATIONS as APPLICATION_COLUMNS
from dataio.resources import JOBS as JOB_COLUMNS

# Whose a row is, in what staff export. Whose it becomes is said by who imports.
_OF_STAFF: Final = {"owner": None}
JOBS: Final = Layout(
    name="jobtracker_jobs",
    label="jobtracker, postings",
    # A file may have some of the columns alone (`fields`).
    signatures=[("remote_option", "salary_min", "external_reference"), ("id", "title", "company", "is_archived")],
    targets={**{column.name: column.name for column in JOB_COLUMNS.columns}, **_OF_STAFF},
    is_exact=True,
    date_order="ymd",
)
_OF_THE_JOB: Final = ("title", "company", "locations", "url")
APPLICATIONS: Final = Layout(
    name="jobtracker_applications",
    label="jobtracker, applications",
    signatures=[("status", "status_since", "applied_on"), ("id", "job", "status")],
    targets={
        **{name: name for name in _OF_THE_JOB},
        **{
            column.name: f"application.{column.name}"
            for column in APPLICATION_COLUMNS.columns
            if column.name in ("id", "tags", "notes", "created_at", "updated_at")
        },
        **{
            name: name
            for name in (
                "status",
                "stage",
                "status_since",
                "applied_on",
                "priority",
                "history",
                "interviews",
                "contacts",
            )
        },
        "job": "id",
        # The files themselves are in a backup alone.
        "documents": None,
        **_OF_STAFF,
    },
    is_exact=True,
    date_order="ymd",
)
