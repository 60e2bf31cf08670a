"""Simplify: the tracked jobs, in both generations of the file."""

from typing import Final

from dataio.layouts.layout import Layout, words

TRACKED: Final = Layout(
    name="simplify",
    label="Simplify",
    signatures=[("Job Title", "Company Name", "Applied Date", "Status Date", "Date Archived")],
    targets={
        "Job Title": "title",
        "Company Name": "company",
        "Location": "locations",
        "Job URL": "url",
        "Applied Date": "applied_on",
        "Status": "status",
        "Status Date": "status_since",
        "Archived": "is_archived",
        # When it was put away; that it was is in the column before.
        "Date Archived": "application.note_line",
        "Notes": "application.notes",
        "job_type": "job_type",
    },
    status_words=words(
        interested="saved",
        applied="applied",
        screening="screen",
        interview="interview",
        offer="offer",
        accepted="accepted",
        rejected="rejected",
        withdrawn="withdrawn",
        ghosted="ghosted",
    ),
    date_order="ymd",
)
