"""LinkedIn, “Get a copy of your data”: the files of the archive's folder Jobs."""

from typing import Final

from applications.models import Status
from dataio.layouts.layout import Clock, Layout, not_imported

_NO_JOBS: Final = "This file of LinkedIn's copy of your data has no postings in it."

APPLICATIONS: Final = Layout(
    name="linkedin_applications",
    label="LinkedIn, job applications",
    signatures=[("Application Date", "Job Url", "Resume Name")],
    targets={
        "Application Date": "applied_on",
        "Company Name": "company",
        "Job Title": "title",
        "Job Url": "url",
        "Resume Name": "application.note_line",
        "Question And Answers": "application.note_line",
        # The member's own, not the employer's.
        "Contact Email": None,
        "Contact Phone Number": None,
    },
    status=Status.APPLIED,
    date_order="mdy",
    clock=Clock.UNKNOWN,
)
SAVED: Final = Layout(
    name="linkedin_saved",
    label="LinkedIn, saved jobs",
    signatures=[("Saved Date", "Job Url", "Job Title", "Company Name")],
    targets={"Saved Date": "saved_on", "Job Url": "url", "Job Title": "title", "Company Name": "company"},
    status=Status.INTERESTED,
    date_order="mdy",
    clock=Clock.UNKNOWN,
)
ANSWERS: Final = Layout(
    name="linkedin_answers",
    label="LinkedIn, answers to screening questions",
    signatures=[("Question", "Answer")],
    is_whole=True,
    nothing_to_import=_NO_JOBS,
)
PREFERENCES: Final = Layout(
    name="linkedin_preferences",
    label="LinkedIn, job seeker preferences",
    signatures=[("Locations", "Industries", "Preferred Job Types", "Open To Recruiters")],
    nothing_to_import=_NO_JOBS,
)
ALERTS: Final = Layout(
    name="linkedin_alerts",
    label="LinkedIn, saved searches",
    signatures=[("Saved Search Date", "Jobs Search Url"), ("ALERT_PARAMETERS", "QUERY_CONTEXT", "SAVED_SEARCH_ID")],
    nothing_to_import=_NO_JOBS,
)
CONNECTIONS: Final = Layout(
    name="linkedin_connections",
    label="LinkedIn, connections",
    signatures=[("First Name", "Last Name", "Connected On")],
    targets=not_imported(""),
    nothing_to_import=_NO_JOBS,
)
LAYOUTS: Final = (APPLICATIONS, SAVED, ANSWERS, PREFERENCES, ALERTS, CONNECTIONS)
