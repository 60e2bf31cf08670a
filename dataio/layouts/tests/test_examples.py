"""The examples of docs/import-layouts.md: what each tracker's file becomes, as a person reads it there."""

from collections.abc import Sequence
from typing import Any

import pytest
import time_machine

from dataio.layouts.reading import RowReading
from dataio.layouts.tests.tables import example, read, table_of

Step = tuple[str, str]


@pytest.fixture(autouse=True)
def today() -> Any:
    """Some day after those of the examples."""
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        yield


def names(rows: Sequence[RowReading]) -> list[tuple[str | None, str | None]]:
    """Title and company of each row."""
    return [(row.job.get("title"), row.job.get("company")) for row in rows]


def statuses(rows: Sequence[RowReading]) -> list[str | None]:
    """The status of each row's application, None without one."""
    return [row.application["status"] if row.application else None for row in rows]


def steps(row: RowReading) -> list[Step]:
    """The history of a row: statuses and when they began, to the minute, in UTC."""
    assert row.application is not None
    return [(entry["status"], entry["occurred_at"][:16]) for entry in row.application.get("history", [])]


def problems(row: RowReading) -> list[tuple[str, str, str]]:
    """Column, code and raw value of each problem."""
    return [(problem["column"], problem["code"], problem["value"]) for problem in row.problems]


def test_linkedin_applications() -> None:
    recognised, rows = read(example("linkedin-applications"))
    assert (recognised.layout, recognised.map.date_order) == ("linkedin_applications", "mdy")
    assert names(rows) == [
        ("Engineer, Platform (f/m/x)", "Nordlicht Systems GmbH"),
        ("Data Engineer", "Harbour & Pine Ltd"),
        ('Analyst "Risk"', "Fjordbank"),
        (None, None),
    ]
    assert statuses(rows) == ["applied"] * 4
    # The day as it stands there, whatever the hour: no one knows whose hour it is.
    assert [row.application and row.application["applied_on"] for row in rows] == [
        "2026-09-03", "2026-10-15", "2026-01-02", "2026-09-03",
    ]  # fmt: skip
    assert steps(rows[0]) == [("applied", "2026-09-02T22:00")]
    assert rows[0].application is not None
    assert rows[0].application["notes"] == (
        "Resume Name: kim_berg_cv.pdf\n"
        "Question And Answers: How many years of experience do you have with Python?:6 | "
        "Are you legally authorized to work in Austria?:Yes"
    )
    # The member's own address is none of an employer.
    assert "contacts" not in rows[0].application
    assert rows[0].left == {"Contact Email": "kim.berg@example.org", "Contact Phone Number": " +436605550123"}
    assert [problems(row) for row in rows] == [
        [], [], [], [("Job Title", "required", ""), ("Company Name", "required", "")],
    ]  # fmt: skip


def test_linkedin_saved_jobs() -> None:
    recognised, rows = read(example("linkedin-saved"))
    assert recognised.layout == "linkedin_saved"
    assert statuses(rows) == ["interested"] * 4
    assert steps(rows[1]) == [("interested", "2025-12-30T23:00")]
    assert rows[2].job["url"] == "http://www.linkedin.com/jobs/view/backend-developer-at-moorland-works-3800000006"


def test_answers_of_linkedin_are_nothing_to_import() -> None:
    recognised, _ = read(table_of("Question,Answer\nHow many years?,6\n"))
    assert recognised.layout == "linkedin_answers"
    assert "no postings" in recognised.nothing_to_import


def test_huntr() -> None:
    recognised, rows = read(example("huntr"))
    assert recognised.layout == "huntr"
    assert statuses(rows) == ["applied", "interested", "screening", "rejected"]
    first = rows[0]
    assert first.job == {
        "title": "Platform Engineer",
        "company": "Harbour & Pine",
        "locations": ["Portland, OR, USA"],
        "url": "https://jobs.example.com/p/1",
        "description": "About us\n\nWe build harbours.\n\n- Python\n- Go",
        "deadline_on": "2026-10-01",
        "salary_min": "120000.00",
        "salary_max": "150000.00",
        "salary_currency": "USD",
        "salary_period": "year",
    }
    # Its clock is that of UTC.
    assert steps(first) == [("interested", "2026-09-01T14:03"), ("applied", "2026-09-05T09:15")]
    assert first.application is not None
    assert first.application["applied_on"] == "2026-09-05"
    assert first.application["tags"] == ["Job Search 2026"]
    assert first.left["creatorUserEmail"] == "kim.berg@example.org"
    assert first.remarks["salary"] == "“$” was read as USD. Taken for a year's pay."
    # A hyphen is nothing; “10” could be anything.
    assert not {"locations", "url", "deadline_on"} & (rows[1].job.keys() & rows[3].job.keys())
    assert rows[2].job["notes"] == "salary: 10"
    assert [problems(row) for row in rows] == [[], [], [], []]


def test_teal() -> None:
    recognised, rows = read(example("teal"))
    assert recognised.layout == "teal"
    assert statuses(rows) == ["applied", "interested", "interview"]
    assert [row.application and row.application["priority"] for row in rows] == ["high", "normal", "high"]
    assert [(row.job.get("salary_min"), row.job.get("salary_max"), row.job.get("salary_period")) for row in rows] == [
        ("120000.00", "150000.00", "year"), (None, None, None), (None, "42.00", "hour"),
    ]  # fmt: skip
    # How it was saved is not where it was found.
    assert all("source" not in row.job for row in rows)
    assert steps(rows[0]) == [("interested", "2026-09-01T14:03"), ("applied", "2026-09-05T16:00")]
    assert [row.job.get("availability") for row in rows] == ["open", None, "open"]
    assert [row.job.get("is_archived") for row in rows] == [None, None, True]
    assert [problems(row) for row in rows] == [[], [], []]


def test_events_of_teal_are_steps_of_a_history() -> None:
    recognised, rows = read(example("teal-events"))
    assert recognised.layout == "teal_events"
    assert [step for row in rows for step in steps(row)] == [
        ("interested", "2026-07-10T22:00"),
        ("applied", "2026-07-11T22:00"),
        ("interview", "2026-07-31T22:00"),
        ("rejected", "2026-08-19T22:00"),
    ]


def test_simplify() -> None:
    recognised, rows = read(example("simplify"))
    assert recognised.layout == "simplify"
    assert statuses(rows) == ["applied", "interested", "interested", "rejected", "ghosted"]
    assert rows[0].job["locations"] == ["Portland, OR, USA", "Toronto, ON, Canada"]
    assert (rows[1].job["title"], rows[1].job["job_type"]) == ("R&D Intern", "internship")
    assert "url" not in rows[1].job
    assert rows[1].remarks["Job URL"] == "Read as empty."
    assert steps(rows[3]) == [("applied", "2026-07-11T22:00"), ("rejected", "2026-08-19T22:00")]
    assert [row.job["is_archived"] for row in rows] == [False, False, False, False, True]
    assert [problems(row) for row in rows] == [[], [], [], [], []]


def test_simplify_of_the_year_before() -> None:
    recognised, rows = read(
        table_of(
            "Job Title,Company Name,Job URL,Applied Date,Status,Status Date,Archived,Date Archived,Notes\r\n"
            "Analyst,Fjordbank,N/A,2026-06-01,OFFER,2026-07-15,No,N/A,\r\n"
        )
    )
    assert recognised.layout == "simplify"
    assert statuses(rows) == ["offer"]


def test_jobsync() -> None:
    recognised, rows = read(example("jobsync"))
    assert recognised.layout == "jobsync"
    assert statuses(rows) == ["interview", "interested", "rejected", None]
    assert [row.job.get("remote_option") for row in rows] == ["hybrid", "remote", "remote", "on_site"]
    assert [row.job.get("job_type") for row in rows] == ["full_time", "contract", None, "part_time"]
    # A posting that expired before one applied.
    assert rows[3].job["availability"] == "closed"
    assert [problems(row) for row in rows] == [[], [], [], []]


def test_jobfunnel() -> None:
    recognised, rows = read(example("jobfunnel"))
    assert recognised.layout == "jobfunnel"
    assert statuses(rows) == [None, "applied", "rejected"]
    assert rows[0].job["tags"] == ["Full-time", "Benefits"]
    assert (rows[0].job["source"], rows[0].job["external_reference"]) == ("INDEED", "0123456789abcdef")
    assert (rows[2].job["salary_currency"], rows[2].job["salary_min"]) == ("GBP", "45000.00")
    assert [row.job["posted_on"] for row in rows] == ["2026-09-01", "2026-09-02", "2026-06-01"]


def test_jobhunter() -> None:
    recognised, rows = read(example("jobhunter"))
    assert (recognised.layout, recognised.map.date_order) == ("jobhunter", "dmy")
    assert names(rows)[0] == ("Softwareentwickler (m/w/d)", "Nordlicht Systems GmbH")
    assert statuses(rows) == ["interview", "interested", "rejected"]
    assert rows[0].application is not None
    assert rows[0].application["notes"] == "Zweites Gespräch; vor Ort\nGespräch am: 21.09.2026 14:30"
    assert steps(rows[0]) == [
        ("interested", "2026-08-31T22:00"), ("applied", "2026-09-04T22:00"), ("interview", "2026-09-04T22:00"),
    ]  # fmt: skip
    # When it came to the interview, the file does not tell; the history says so.
    assert rows[0].application["history"][-1]["note"] == "The file does not say when."


def test_ai_job_search() -> None:
    recognised, rows = read(example("ai-job-search"))
    assert recognised.layout == "ai_job_search"
    assert statuses(rows) == ["applied", "interested", "ghosted"]
    assert rows[0].job["url"] == "https://jobs.example.com/p/1"
    assert rows[0].application is not None
    assert rows[0].application["contacts"] == [{"name": "Robin Vale"}]
    # The day of a draft is not one of an application.
    assert rows[1].application is not None
    assert "applied_on" not in rows[1].application
    assert steps(rows[1]) == [("interested", "2026-09-01T22:00")]


def test_first2apply() -> None:
    recognised, rows = read(example("first2apply"))
    assert recognised.layout == "first2apply"
    assert statuses(rows) == ["applied", None, None]
    assert rows[1].job == {
        "title": "Data Engineer", "company": "Moorland Works", "url": "https://jobs.example.com/p/2",
    }  # fmt: skip
    assert rows[2].job["is_archived"] is True


def test_notion() -> None:
    recognised, rows = read(example("notion"))
    assert recognised.layout == ""
    assert names(rows)[0] == ("Platform Engineer", "Harbour & Pine")
    assert statuses(rows) == ["applied", "interested", "ghosted"]
    first = rows[0]
    assert first.job["skills"] == ["Python", "Go"]
    assert first.job["remote_option"] == "remote"
    assert [first.job[f"salary_{name}"] for name in ("min", "max", "currency", "period")] == [
        "120000.00", "160000.00", "USD", "year",
    ]  # fmt: skip
    assert first.application is not None
    assert first.application["contacts"] == [{"name": "Robin Vale"}]
    assert steps(rows[2])[0] == ("applied", "2026-06-01T13:21")
    assert [problems(row) for row in rows] == [[], [], []]


def test_an_english_sheet() -> None:
    recognised, rows = read(example("sheet-en"))
    # 9/15/2026 decides for the whole file.
    assert recognised.map.date_order == "mdy"
    assert statuses(rows) == ["screening", "interested", "ghosted"]
    assert rows[2].application is not None
    assert rows[2].application["applied_on"] == "2026-06-01"
    assert rows[0].application is not None
    assert rows[0].application["contacts"] == [{"name": "Robin Vale", "email": "robin@harbourpine.example"}]
    # The label of a link is no address, “DOE” no amount: both stay readable.
    assert rows[1].job["notes"] == "Link: Apply\nSalary: DOE"
    assert [problems(row) for row in rows] == [[], [], []]


def test_a_german_sheet() -> None:
    recognised, rows = read(example("sheet-de"))
    assert recognised.map.date_order == "dmy"
    assert statuses(rows) == ["interview", "rejected", "interested"]
    assert [rows[1].job[f"salary_{name}"] for name in ("min", "currency", "period")] == ["54000.00", "EUR", "year"]
    assert rows[2].job["notes"] == "Gehalt: nach Vereinbarung"


def test_a_french_sheet() -> None:
    recognised, rows = read(example("sheet-fr"))
    assert recognised.map.date_order == "dmy"
    assert statuses(rows) == ["interview", "ghosted", "interested"]
    assert names(rows)[2] == ("Ingénieure données", "Brume SARL")


def test_reactive_resume() -> None:
    _, rows = read(example("reactive-resume"))
    assert statuses(rows) == ["screening", "interested", "rejected"]
    assert [row.job.get("tags") for row in rows] == [["go", "python"], ["data", "sql"], None]
