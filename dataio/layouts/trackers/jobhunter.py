"""JobHunter (github.com/freddykrueger88/JobHunter), a German tracker: its sheet, as CSV and XLSX."""

from typing import Final

from dataio.layouts.layout import Layout, not_imported, words

SHEET: Final = Layout(
    name="jobhunter",
    label="JobHunter",
    signatures=[("Firma", "Stelle", "Beworben am", "Gespräch am")],
    targets={
        "Firma": "company",
        "Stelle": "title",
        "Ort": "locations",
        "Status": "status",
        "Beworben am": "applied_on",
        "Gespräch am": "application.note_line",
        "Erstellt am": "saved_on",
        "Notizen": "application.notes",
        **not_imported("ID"),
    },
    status_words=words(
        interested="interessant",
        applied="beworben",
        interview="interview",
        accepted="angenommen",
        rejected="absage",
    ),
    date_order="dmy",
)
