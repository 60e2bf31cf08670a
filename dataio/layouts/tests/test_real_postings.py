"""The real postings are read whole, without a problem."""

import csv
from datetime import date
from pathlib import Path

from dataio.layouts.tests.tables import MemoryTable, read
from dataio.tests.conftest import real_postings

__all__ = ["real_postings"]

ROWS = 7_248


def test_every_real_posting_is_read_as_its_row_says(real_postings: Path) -> None:
    with real_postings.open(encoding="utf-8-sig", newline="") as file:
        columns, *rows = csv.reader(file)
    recognised, readings = read(MemoryTable(columns, rows))
    assert recognised.map.targets == {
        "Company": "company",
        "Title": "title",
        "Locations": "locations",
        "Job URL": "url",
        "Date Posted": "posted_on",
        "Status": "availability",
        "Sponsorship": "note_line",
        "Terms": "note_line",
        "Source": "source",
    }
    assert len(readings) == len(rows) == ROWS
    for cells, reading in zip(rows, readings, strict=True):
        row = dict(zip(columns, cells, strict=True))
        places = list(dict.fromkeys(place.strip() for place in row["Locations"].split(";") if place.strip()))
        notes = [f"{name}: {row[name].strip()}" for name in ("Sponsorship", "Terms") if row[name].strip()]
        expected = {
            "title": row["Title"].strip(),
            "company": row["Company"].strip(),
            "locations": places,
            "url": row["Job URL"].strip(),
            "posted_on": date.fromisoformat(row["Date Posted"]).isoformat(),
            "availability": row["Status"],
            "source": row["Source"],
            "notes": "\n".join(notes),
        }
        if places and all(place.lower().startswith("remote") for place in places):
            expected["remote_option"] = "remote"
        assert reading.job == {name: value for name, value in expected.items() if value}
        assert (reading.application, reading.problems, reading.left) == (None, [], {})
