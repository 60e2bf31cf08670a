"""JobSync (github.com/Gsync/jobsync), in both generations of its file."""

from typing import Final

from dataio.layouts.layout import Layout, not_imported, words

JOBS: Final = Layout(
    name="jobsync",
    label="JobSync",
    signatures=[("JobTitle", "JobSource", "appliedDate")],
    targets={
        "createdAt": "saved_on",
        "applied": "applied",
        "appliedDate": "applied_on",
        "Company": "company",
        "JobTitle": "title",
        "jobType": "job_type",
        "workplaceType": "remote_option",
        "Location": "locations",
        "JobSource": "source",
        "Status": "status",
        **not_imported("index"),
    },
    status_words=words(interested="draft"),
    date_order="ymd",
)
