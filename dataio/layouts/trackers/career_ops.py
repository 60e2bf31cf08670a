"""career-ops (github.com/santifer/career-ops): the table of its tracker, as a sheet."""

from typing import Final

from dataio.layouts.cells.statuses import Meaning
from dataio.layouts.layout import Layout, not_imported, words

TRACKER: Final = Layout(
    name="career_ops",
    label="career-ops",
    signatures=[("Company", "Role", "Score", "Report", "Status")],
    targets={
        "Date": "dated_on",
        "Company": "company",
        "Role": "title",
        "Score": "priority",
        "Status": "status",
        "Notes": "application.notes",
        "Location": "locations",
        "Via": "source",
        "URL": "url",
        "Apply Link": "url",
        "Follow-up": "application.note_line",
        "Report": "application.note_line",
        **not_imported("# PDF"),
    },
    status_words={
        **words(interested="evaluated,evaluada,hold", screening="responded,respondido", accepted="hired,contratado"),
        **dict.fromkeys(("discarded", "skip", "descartado", "no aplicar"), Meaning("", remark="Only a posting.")),
    },
    date_order="ymd",
)
