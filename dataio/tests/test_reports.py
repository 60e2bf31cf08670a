"""The report as PDF: what it says, whom it trusts, and how it ends when it cannot be made."""

import io
import logging
import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from pypdf import PdfReader

from accounts.models import User
from analytics.selectors import Week
from applications.factories import make_application
from applications.models import Application, StatusChange
from dataio.models import Run
from dataio.reports import fonts, printing, rendering, report
from dataio.reports.charts import MAX_COLUMNS, bars, columns_of
from dataio.reports.fonts import covered, is_right_to_left, merged, missing_scripts
from dataio.reports.lists import columns_for_pdf, write_list
from dataio.reports.parameters import ReportParametersSerializer
from dataio.reports.reading import MAX_ENTRIES, shown_address
from dataio.resources import APPLICATIONS, JOBS, Column, Resource
from dataio.runs import leases, performing
from dataio.runs.performing import cancel_run, perform, queue_run
from jobs.factories import JobFactory
from jobs.models import Job
from jobtracker.errors import DomainError, InvalidInput

SCRIPTS = {
    "emoji": "🚀 Growth Engineer 👩‍💻",
    "Chinese": "高级软件工程师",
    "Japanese": "シニアエンジニア",
    "Korean": "백엔드 개발자",
    "Arabic": "مهندس برمجيات",
    "Hebrew": "מהנדסת תוכנה",
    "Cyrillic": "Инженер",
    "Greek": "Μηχανικός",
}


def at(day: int) -> datetime:
    """A noon of March 2026."""
    return datetime(2026, 3, day, 12, tzinfo=UTC)


def apply(user: User, title: str = "Engineer", company: str = "Gletscher", *steps: Any, **job: Any) -> Application:
    """An application of March."""
    posting = JobFactory.create(owner=user, title=title, company=company, **job)
    return make_application(user, *(steps or (("applied", at(2)),)), job=posting)


@pytest.fixture(autouse=True)
def untold(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker is told of runs."""
    monkeypatch.setattr(performing, "_send", lambda run_id: None)


def made(user: User, **parameters: Any) -> Run:
    """A run of a report, done or failed."""
    run = queue_run(actor=user, kind="report", parameters=parameters)
    perform(run.pk)
    run.refresh_from_db()
    return run


def read(run: Run) -> PdfReader:
    """The PDF that the run made."""
    assert run.problem is None
    return PdfReader(io.BytesIO(storages["documents"].open(run.file_key).read()))


def text_of(pdf: PdfReader) -> str:
    """What all pages say, in single spaces."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
class TestReport:
    """One that is made."""

    def test_it_says_who_when_and_what_became_of_what(self, user: User) -> None:
        user.display_name = "Ada Lovelace"
        user.save()
        steps = (("applied", at(2)), ("screening", at(9)), ("rejected", at(12)))
        application = apply(user, "Engineer", "Gletscher AG", *steps, locations=["Zürich"])
        StatusChange.objects.filter(application=application, to_status="screening").update(note="Call with Eva")
        apply(user, "Out of the period", "Elsewhere", ("applied", datetime(2026, 5, 1, tzinfo=UTC)))
        run = made(user, since="2026-03-01", until="2026-03-31", query={}, paper="a4")
        assert (run.state, run.media_type, run.result) == ("done", "application/pdf", {"applications": 1})
        pdf = read(run)
        said = text_of(pdf)
        for part in ("Ada Lovelace", "1 March 2026 – 31 March 2026", "Engineer", "Gletscher AG, Zürich"):
            assert part in said
        assert re.search(r"2 Mar 2026 ?Applied ?9 Mar 2026 ?Screening Call with Eva 12 Mar 2026 ?Rejected", said)
        assert "Out of the period" not in said
        assert pdf.metadata is not None
        assert pdf.metadata.title == "Job search of Ada Lovelace, 1 March 2026 – 31 March 2026"
        assert pdf.metadata.author == "Ada Lovelace"
        root: Any = pdf.trailer["/Root"]
        assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
        chapters: list[Any] = pdf.outline
        assert [item["/Title"] for item in chapters if not isinstance(item, list)] == ["Ada Lovelace"]

    def test_each_page_is_numbered_and_repeats_the_heads(self, user: User) -> None:
        for number in range(40):
            apply(user, f"Role {number}")
        pdf = read(made(user))
        count = len(pdf.pages)
        assert count >= 3
        for number, page in enumerate(pdf.pages, 1):
            assert f"Page {number} of {count}" in page.extract_text()
        for page in pdf.pages[1:-1]:
            assert "Posting" in page.extract_text().split("Role")[0]

    def test_filters_choose_and_the_report_says_so(self, user: User) -> None:
        apply(user, "Kept")
        apply(user, "Dropped", "Elsewhere", ("applied", at(2)), ("rejected", at(3)))
        said = text_of(read(made(user, query={"status": ["applied"], "ordering": ["-applied_on"]})))
        assert "Kept" in said
        assert "Dropped" not in said
        assert "status: applied." in said

    def test_a_report_of_nothing_says_so(self, user: User) -> None:
        pdf = read(made(user, since="2026-03-01", until="2026-03-31"))
        assert "No application was made in this period." in text_of(pdf)
        assert len(pdf.pages) == 1

    @pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
    def test_it_fits_the_paper(self, user: User, paper: str, size: tuple[int, int]) -> None:
        apply(user)
        box = read(made(user, paper=paper)).pages[0].mediabox
        assert (round(box.width), round(box.height)) == size

    def test_a_long_history_keeps_its_newest_entries(self, user: User) -> None:
        steps = [(("applied", "screening")[n % 2], at(1).replace(hour=n % 24, day=1 + n // 24)) for n in range(30)]
        apply(user, "Engineer", "Gletscher", *steps)
        assert f"{30 - MAX_ENTRIES} earlier entries" in text_of(read(made(user)))

    def test_what_people_typed_is_text_and_nothing_is_fetched(self, user: User) -> None:
        hostile = "<script>alert(1)</script><img src=file:///etc/passwd><link rel=attachment href=file:///etc/passwd>"
        apply(user, hostile, "</style><style>@import 'http://127.0.0.1/x';")
        application = apply(user, 'x" style="background:url(http://127.0.0.1/y)', "{{ rows }}{% debug %}")
        StatusChange.objects.filter(application=application).update(note="<iframe src='file:///etc/hostname'>")
        user.display_name = "</title><style>*{display:none}</style>"
        user.save()
        pdf = read(made(user))
        said = re.sub(r"\s", "", text_of(pdf))
        for part in (hostile, "@import'http://127.0.0.1/x'", "url(http://127.0.0.1/y)", "<iframe", "{{rows}}{%debug%}"):
            assert re.sub(r"\s", "", part) in said
        assert "root:" not in said
        assert pdf.attachments == {}

    def test_titles_of_many_scripts_show(
        self, user: User, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pages: list[str] = []
        print_page = rendering.rendered

        def printed(html: str, **how: Any) -> Any:
            pages.append(html)
            return print_page(html, **how)

        monkeypatch.setattr(report, "rendered", printed)
        for title in SCRIPTS.values():
            apply(user, title, title)
        assert "The fonts of the computer" not in text_of(read(made(user)))
        assert unshown(pages[0], tmp_path, caplog) == []

    def test_what_has_no_font_is_known_before_it_is_printed(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        text = "".join(chr(code) for code in (0x41, 0x416, 0x4EBA, 0x915, 0xE01, 0x1200, 0x13000, 0x1F680, 0xAC00))
        printed = unshown(" ".join(text), tmp_path, caplog)
        assert sorted(printed) == sorted(character for character in text if missing_scripts(character, covered()))

    def test_scripts_without_fonts_are_named(self, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
        apply(user, "高级软件工程师 and Ελληνικά")
        monkeypatch.setattr(report, "covered", lambda: [(0x20, 0x24F), (0x370, 0x3FF), (0x2010, 0x2030)])
        assert "lack characters of: Han." in text_of(read(made(user)))


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
class TestLimits:
    """Reports that cannot be made, and workers that go on."""

    def test_more_applications_than_it_has_room_for_are_refused(
        self, user: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(report, "MAX_APPLICATIONS", 1)
        apply(user)
        apply(user)
        run = made(user)
        assert run.problem is not None
        assert (run.state, run.problem["code"]) == ("failed", "report_too_large")
        assert "2 applications were made then" in run.problem["message"]

    def test_too_little_memory_ends_the_child_and_not_the_worker(
        self, user: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Enough for Python and Pango, and not for the pages.
        monkeypatch.setattr(rendering, "MEMORY_LIMIT", 260 * 1024**2)
        with pytest.raises(DomainError) as refused, rendering.rendered(_long_page(), **_unwatched()):
            pass
        assert refused.value.code == "pdf_too_large"

    def test_too_little_time_ends_it_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rendering, "SECONDS_LIMIT", 1.5)
        with pytest.raises(DomainError) as refused, rendering.rendered(_long_page(), **_unwatched()):
            pass
        assert refused.value.code == "pdf_too_large"

    def test_a_machine_without_pango_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(DomainError) as refused:
            rendering._check(printing.NO_PANGO, "cannot load library 'libpango'")
        assert refused.value.code == "pdf_unavailable"

    def test_progress_moves_and_cancelling_ends_the_child(self, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(leases, "_SIGN_EVERY_SECONDS", 0.05)
        seen: list[int] = []
        children: list[Any] = []
        popen = subprocess.Popen

        def start(*args: Any, **kwargs: Any) -> Any:
            children.append(popen(*args, **kwargs))
            return children[-1]

        tell = leases.Work.report

        def told(work: leases.Work, done: int, total: int) -> None:
            seen.append(100 * done // total)
            if seen[-1] > 20 and not Run.objects.get(pk=work.run.pk).is_cancelled:
                cancel_run(actor=user, run_id=work.run.pk)
            tell(work, done, total)

        monkeypatch.setattr(subprocess, "Popen", start)
        monkeypatch.setattr(leases.Work, "report", told)
        monkeypatch.setattr(report, "html_of", lambda *_: _long_page())
        monkeypatch.setattr(report, "_ROWS_PER_PAGE", 0.02)
        apply(user)
        run = made(user)
        assert (run.state, run.file_key) == ("cancelled", "")
        assert seen == sorted(seen)
        assert len(set(seen)) > 3
        assert [child.returncode for child in children] == [-9]


def _unwatched() -> dict[str, Any]:
    return {"expected_pages": 10, "progress": lambda done, total: None}


def _long_page() -> str:
    rows = "".join(f"<tr><td>{number}<td>Engineer<td>Gletscher" for number in range(6_000))
    return f"<table>{rows}</table>"


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
class TestLists:
    """Lists as PDF."""

    def test_it_has_the_usual_columns_in_the_order_of_the_rows(self, user: User) -> None:
        apply(user, "First", "Gletscher", ("applied", at(2)), ("screening", at(3)))
        apply(user, "Second")
        rows = Application.objects.visible_to(user).order_by("pk")
        columns = columns_for_pdf(APPLICATIONS, [])
        said = text_of(listed(user, APPLICATIONS, rows, columns))
        assert "Applied on Title Company Locations Status History" in said
        assert "applied · 2 Mar 2026" in said
        assert said.index("First") < said.index("Second")

    def test_columns_are_chosen_and_many_lie_on_wide_pages(self, user: User) -> None:
        apply(user, locations=["Zürich", "Bern"])
        names = ["title", "locations", "skills", "is_archived", "created_at", "salary_min", "notes"]
        columns = columns_for_pdf(JOBS, names)
        rows = Job.objects.visible_to(user).order_by("pk")
        pdf = listed(user, JOBS, rows, columns)
        assert pdf.pages[0].mediabox.width > pdf.pages[0].mediabox.height
        assert "Zürich, Bern" in text_of(pdf)
        with pytest.raises(InvalidInput):
            columns_for_pdf(JOBS, [column.name for column in JOBS.columns][:11])

    def test_more_rows_than_fit_are_refused(self, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("dataio.reports.lists.MAX_ROWS", 1)
        apply(user)
        apply(user)
        rows = Job.objects.visible_to(user).order_by("pk")
        with pytest.raises(DomainError) as refused:
            listed(user, JOBS, rows, columns_for_pdf(JOBS, []))
        assert refused.value.code == "list_too_large"


def listed(user: User, resource: Resource, rows: Any, columns: Sequence[Column]) -> PdfReader:
    """The PDF of a list."""
    file, told = io.BytesIO(), []
    write_list(
        rows, columns, resource=resource, owner=user, file=file, told=lambda done, total: told.append((done, total))
    )
    assert {total for _, total in told} == {rows.count()}
    return PdfReader(file)


# --- Parts ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ({"since": "2026-03-02", "until": "2026-03-01"}, "since"),
        ({"since": "0001-01-01"}, "since"),
        ({"paper": "a3"}, "paper"),
        ({"query": {"colour": ["red"]}}, "query"),
        ({"query": {"status": ["none"]}}, "query"),
    ],
)
def test_parameters_that_cannot_be_are_refused(user: User, parameters: Any, field: str) -> None:
    asked = ReportParametersSerializer(data=parameters, context={"request": _Request(user)})
    assert not asked.is_valid()
    assert list(asked.errors) == [field]


@pytest.mark.django_db
def test_parameters_have_defaults(user: User) -> None:
    asked = ReportParametersSerializer(data={"since": "2026-03-01"}, context={"request": _Request(user)})
    assert asked.is_valid(), asked.errors
    assert dict(asked.data) == {"since": "2026-03-01", "until": None, "query": {}, "paper": "a4"}


class _Request:
    def __init__(self, user: User) -> None:
        self.user = user


@pytest.mark.parametrize("number", [0, 1, 12, 60, 61, 500, 3000])
def test_a_chart_shows_every_week_within_its_frame(number: int) -> None:
    monday = date(1990, 1, 1)
    weeks = [Week(monday + n * (date(1990, 1, 8) - monday), n % 7) for n in range(number)]
    chart = columns_of(weeks)
    assert len(chart.columns) <= MAX_COLUMNS
    assert sum(column.number for column in chart.columns) == sum(week.applications for week in weeks)
    for column in chart.columns:
        assert 0 <= column.x <= column.x + column.width <= chart.width
        assert column.y >= 0
        assert column.y + column.height == pytest.approx(chart.base, abs=0.02)
    for one, other in zip(chart.times, chart.times[1:], strict=False):
        assert other.at - one.at >= 44


def test_bars_are_as_long_as_their_numbers() -> None:
    assert [(bar.length, bar.share) for bar in bars([("a", 4), ("b", 1), ("c", 0)], whole=8)] == [
        (100, 50),
        (25, 12.5),
        (0, 0),
    ]
    assert [bar.length for bar in bars([("a", 0)], whole=0)] == [0]


def test_scripts_without_fonts_are_found() -> None:
    latin = merged([(0x20, 0x7E), (0xA0, 0x17F), (0x7F, 0x80)])
    assert latin == [(0x20, 0x80), (0xA0, 0x17F)]
    assert missing_scripts("Zürich\t\u200d\ufe0f\n", latin) == []
    assert missing_scripts("求人 ไทย 🚀 שלום", latin) == ["Han", "Hebrew", "Thai", fonts.SYMBOLS]
    assert missing_scripts("求人", None) == []


@pytest.mark.parametrize(
    ("text", "answer"),
    [("مهندس", True), ("(3) ראיון at noon", True), ("At ראיון", False), ("2026", False), ("", False)],
)
def test_text_begins_where_its_first_letter_says(text: str, answer: bool) -> None:
    assert is_right_to_left(text) is answer


def test_addresses_are_shown_as_one_says_them() -> None:
    assert shown_address("https://www.example.com/jobs/4711/?utm_source=x#top") == "example.com/jobs/4711"
    assert shown_address("") == ""
    assert len(shown_address(f"https://example.com/{'a' * 300}")) == 70


def unshown(html: str, folder: Path, caplog: pytest.LogCaptureFixture) -> list[str]:
    """The characters of a page that are printed as boxes, as WeasyPrint says while it prints them."""
    (folder / "page.html").write_text(html, encoding="utf-8")
    with caplog.at_level(logging.WARNING, "weasyprint"):
        printing.print_page(folder / "page.html", folder / "page.pdf")
    lacking = [record for record in caplog.records if ".notdef" in str(record.msg)]
    return [str(record.args[0]) for record in lacking if isinstance(record.args, tuple)]
