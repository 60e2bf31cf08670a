"""first2apply (github.com/beastx-ro/first2apply)."""

from typing import Final

from dataio.layouts.cells.statuses import Meaning
from dataio.layouts.layout import Layout

JOBS: Final = Layout(
    name="first2apply",
    label="first2apply",
    signatures=[("job_status", "external_url")],
    targets={
        "title": "title",
        "company": "company",
        "location": "locations",
        "salary": "salary",
        # Where the work is done.
        "job_type": "remote_option",
        "job_status": "status",
        "external_url": "url",
    },
    status_words={
        **dict.fromkeys(("new", "processing"), Meaning("", remark="Only a posting.")),
        **dict.fromkeys(("archived", "deleted", "excluded by advanced matching"),
                        Meaning("", is_archived=True, remark="Only a posting, put away.")),
        "applied": Meaning("applied"),
    },
)  # fmt: skip
