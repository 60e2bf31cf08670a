"""Teal: “Download Data” of its job tracker, and the events of its activity report."""

from typing import Final

from dataio.layouts.layout import Layout, not_imported, words

_WORDS: Final = words(
    interested="bookmarked,applying",
    applied="applied",
    interview="interviewing",
    offer="negotiating",
    accepted="accepted",
    rejected="not_selected",
    withdrawn="i_withdrew",
    ghosted="no_response",
)
DATA: Final = Layout(
    name="teal",
    label="Teal, job tracker",
    signatures=[("company_name", "role", "statusName", "excitement")],
    targets={
        "company_name": "company",
        "location": "locations",
        "role": "title",
        "url": "url",
        "excitement": "priority",
        "availability_status": "availability",
        "min_salary": "salary_min",
        "max_salary": "salary_max",
        "salary_currency": "salary_currency",
        "salary_pay_period": "salary_period",
        "application_deadline": "deadline_on",
        "applied_at": "applied_on",
        "created_at": "saved_on",
        "follow_up_at": "application.note_line",
        "posted_at": "posted_on",
        "archived_at": "is_archived",
        "statusName": "status",
        # `source` says how it was saved, not where it was found; `status` is `statusName` once more, as JSON.
        **not_imported("source resume_uuid added_at checked_availability_at updated_at id status"),
    },
    status_words=_WORDS,
)
EVENTS: Final = Layout(
    name="teal_events",
    label="Teal, activity report",
    signatures=[("date", "company name", "role", "location", "event")],
    is_whole=True,
    targets={
        "date": "status_since",
        "company name": "company",
        "role": "title",
        "location": "locations",
        "event": "status",
    },
    status_words=_WORDS,
)
