"""ai-job-search (github.com/MadsLorentzen/ai-job-search) and its many copies."""

from typing import Final

from dataio.layouts.layout import Layout, words

TRACKER: Final = Layout(
    name="ai_job_search",
    label="ai-job-search",
    signatures=[("fit_rating", "cv_file", "role_type")],
    targets={
        "date": "dated_on",
        "company": "company",
        "sector": "tags",
        "role": "title",
        "role_type": "job_type",
        "channel": "source",
        "status": "status",
        "contact_person": "contact",
        "fit_rating": "priority",
        "notes": "application.notes",
        "cv_file": "application.note_line",
        "cover_letter_file": "application.note_line",
        # The link to the posting.
        "source": "url",
        "last_updated": "status_since",
    },
    status_words=words(interested="draft,needs_manual,blocked,referral_pending", ghosted="no response"),
    date_order="ymd",
)
