"""JobFunnel (github.com/PaulMcInnis/JobFunnel): its master list of scraped postings."""

from typing import Final

from dataio.layouts.cells.statuses import Meaning
from dataio.layouts.layout import Layout, not_imported, words

JOBS: Final = Layout(
    name="jobfunnel",
    label="JobFunnel",
    signatures=[("blurb", "provider", "remoteness"), ("blurb", "provider", "query")],
    targets={
        "status": "status",
        "title": "title",
        "company": "company",
        "location": "locations",
        "date": "posted_on",
        "blurb": "description",
        "tags": "tags",
        "link": "url",
        "id": "external_reference",
        "provider": "source",
        "wage": "salary",
        "remoteness": "remote_option",
        **not_imported("query locale"),
    },
    status_words={
        **words(interested="interested,apply", applied="applied", interview="interviewing,interviewed",
                rejected="rejected", accepted="accepted"),
        # Scraped, and never looked at.
        **dict.fromkeys(("new", "unknown", "old"), Meaning("", remark="Only a posting.")),
        "archive": Meaning("", is_archived=True, remark="Only a posting, put away."),
        "delete": Meaning("", is_archived=True, remark="It was marked to be deleted there; archived here."),
    },
    date_order="ymd",
)  # fmt: skip
