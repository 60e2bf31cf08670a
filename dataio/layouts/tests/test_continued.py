"""Texts that go on in further columns: put together in our own sheets, and left alone in everybody else's."""

from dataio.layouts.tests.tables import MemoryTable, read

OURS = ["id", "title", "company", "is_archived", "notes", "notes (2)", "notes (3)"]


def test_a_text_that_goes_on_is_one_text() -> None:
    rows = [
        ["1", "Cook", "Bistro", "false", "one ", " two", "=three"],
        ["2", "Baker", "Bistro", "false", "one", "", ""],
    ]
    recognised, readings = read(MemoryTable(OURS, rows))
    assert recognised.layout == "jobtracker_jobs"
    assert [reading.job["notes"] for reading in readings] == ["one  two=three", "one"]
    assert [(reading.problems, reading.left) for reading in readings] == [([], {})] * 2


def test_of_an_application_parts_go_on_as_well() -> None:
    columns = ["id", "job", "title", "company", "status", "contacts", "contacts (2)"]
    row = ["1", "2", "Cook", "Bistro", "applied", '[{"name": "Ad', 'a"}]']
    _, [reading] = read(MemoryTable(columns, [row]))
    assert reading.problems == []
    assert reading.application is not None
    assert reading.application["contacts"] == [{"name": "Ada"}]


def test_a_name_like_that_in_another_file_is_a_column_of_its_own() -> None:
    _, [reading] = read(MemoryTable(["Title", "Company", "Notes", "Notes (2)"], [["Cook", "Bistro", "one", "two"]]))
    assert reading.job["notes"] == "one\nNotes (2): two"
