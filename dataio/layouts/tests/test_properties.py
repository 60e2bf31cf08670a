"""Whatever stands in a file: nothing raises, nothing is lost, and nothing comes through that the API would refuse."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from dataio.layouts.checking import JOB_CHECKS
from dataio.layouts.interpreting import Interpreter
from dataio.layouts.reading import ColumnMap, DateOrder, RowReading
from dataio.layouts.recognising import header_signature, recognise
from dataio.layouts.targets import TARGETS
from dataio.layouts.tests.tables import BERLIN, MemoryTable, example, read
from dataio.layouts.trackers import LAYOUTS
from dataio.reading.tables import Record
from jobs.models import Job
from jobs.serializers import JobSerializer

# Cells as they come, and such as mean something.
TELLING = [
    "2026-09-15",
    "03/09/2026",
    "9/3/26, 11:47\u202fPM",
    "5. September 2026",
    "46280",
    "$120K–$160K",
    "60k",
    "£12.60 an hour",
    "1.200,50 €",
    "N/A",
    "—",
    "yes",
    "No",
    "✅ Applied",
    "Rejected after interview",
    "declined",
    "remote",
    "Full-time",
    "EUR",
    "USD",
    "year",
    "4/5",
    "★★★",
    "Python, Go",
    '["a", "b"]',
    "{a,b}",
    "https://jobs.example.com/p/1",
    "http://[",
    "www.a.de/x",
    "Robin <robin@example.org>",
    "<p>Hello</p>",
    "R&amp;D",
    "\x00",
    "\ud800",
    "1" * 5000,
    "x" * 400,
    "-1",
    "9" * 18,
    "[]",
    "[{}]",
    '[{"status": "applied", "occurred_at": "2026-09-15T10:00:00Z", "note": ""}]',
    "0001-01-01",
    "9999-12-31T23:59:59Z",
    "interested",
    "12",
    "open",
    "3000-01-01",
    "t",
    "'=1+1",
    "[[[[",
    "1e400",
    "NaN",
    "Infinity",
]
CELLS = st.one_of(
    st.just(""),
    st.sampled_from(TELLING),
    st.text(max_size=40),
    st.lists(st.sampled_from(TELLING), max_size=3).map(" ".join),
)
ORDERS = st.sampled_from([None, "dmy", "mdy", "ymd"])


def shown(reading: RowReading) -> tuple[Any, ...]:
    """All that came of a row."""
    return (reading.job, reading.application, reading.problems, reading.left, reading.remarks)


# What may say what the row says anyway: that it has applied, or in which currency it pays.
MAY_REPEAT = ("status", "applied", "stage", "salary_currency", "salary_period")
# Lists, of which a cell may say that there is none.
LISTS = ("locations", "skills", "tags")


def is_empty_list(target: str | None, cell: str) -> bool:
    """Whether a cell has nothing but what stands around and between the items of a list."""
    if target is None:
        # Of a list that is never imported, that it is empty is nothing to tell.
        return cell.strip() == "[]"
    return target.rpartition(".")[2] in LISTS and not cell.strip(" \t\n,;|[]{}")


def assert_nothing_is_lost(interpreter: Interpreter, column_map: ColumnMap, cells: list[str]) -> None:
    """Each cell is in what came of the row: without it, something else does."""
    whole = interpreter.read(Record(2, cells))
    complained = {problem["column"] for problem in whole.problems}
    for place, (column, target) in enumerate(column_map.targets.items()):
        if not cells[place].strip() or column in whole.left or column in complained or column in whole.remarks:
            continue
        if is_empty_list(target, cells[place]):
            continue
        others = [*cells[:place], *cells[place + 1 :]]
        repeats = target in MAY_REPEAT or (target and TARGETS[target].repeats and cells[place] in others)
        without = interpreter.read(Record(2, [*cells[:place], "", *cells[place + 1 :]]))
        assert repeats or shown(without) != shown(whole), f"{target}: {cells[place]!r} is lost in {shown(whole)}"


@pytest.mark.parametrize(
    "layout", [layout for layout in LAYOUTS if not layout.nothing_to_import], ids=lambda one: one.name
)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_in_files_of_a_tracker_nothing_raises_and_nothing_is_lost(layout: Any, data: st.DataObject) -> None:
    columns = list(layout.targets)
    cells = data.draw(st.lists(CELLS, min_size=len(columns), max_size=len(columns)))
    table = MemoryTable(columns, [cells])
    recognised = recognise(table)
    assert recognised.layout == layout.name
    interpreter = Interpreter(columns, recognised.map, time_zone=BERLIN, currency="EUR")
    assert_nothing_is_lost(interpreter, recognised.map, cells)


@settings(deadline=None, max_examples=150)
@given(targets=st.lists(st.sampled_from([None, *TARGETS]), min_size=1, max_size=12), order=ORDERS, data=st.data())
def test_with_any_mapping_nothing_raises_and_nothing_is_lost(
    targets: list[str | None], order: DateOrder | None, data: st.DataObject
) -> None:
    columns = [f"Column {place}" for place in range(len(targets))]
    cells = data.draw(st.lists(CELLS, min_size=len(columns), max_size=len(columns)))
    column_map = ColumnMap("", dict(zip(columns, targets, strict=True)), order)
    interpreter = Interpreter(columns, column_map, time_zone=BERLIN, currency="USD")
    assert_nothing_is_lost(interpreter, column_map, cells)


@settings(deadline=None, max_examples=100)
@given(
    columns=st.lists(
        st.text(max_size=12) | st.sampled_from(["Status", "Datum", "Link", "Salaire", "Notes"]), max_size=6, unique=True
    ),
    data=st.data(),
)
def test_any_table_is_recognised_as_something(columns: list[str], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)), max_size=3))
    recognised, readings = read(MemoryTable(columns, rows))
    assert set(recognised.map.targets) == set(columns)
    assert len(readings) == len(rows)


TEXTS = st.text(max_size=320)
SPECIMENS: dict[str, st.SearchStrategy[Any]] = {
    "title": TEXTS,
    "company": TEXTS,
    "locations": st.lists(TEXTS, max_size=102),
    "skills": st.lists(st.text(max_size=103), max_size=102),
    "tags": st.lists(st.text(max_size=53), max_size=102),
    "salary_min": st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-5, max_value=10**11).map(str),
    "salary_max": st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-5, max_value=10**11).map(str),
    "salary_currency": st.sampled_from(["EUR", "eur", "XXX", ""]) | st.text(max_size=4),
    "salary_period": st.sampled_from(["year", "Year", "decade", ""]),
    "remote_option": st.sampled_from(["remote", "on_site", "moon", ""]),
    "job_type": st.sampled_from(["full_time", "none", ""]),
    "experience_level": st.sampled_from(["mid", "wizard", ""]),
    "availability": st.sampled_from(["open", "closed", "ajar"]),
    "description": TEXTS,
    "requirements": TEXTS,
    "notes": TEXTS,
    "url": TEXTS
    | st.text(max_size=30).map("https://example.org/{}".format)
    | st.just("https://[")
    | st.just("ftp://a.b"),
    "source": TEXTS,
    "external_reference": TEXTS,
    "posted_on": st.dates().map(date.isoformat),
}


@pytest.mark.parametrize("field", SPECIMENS)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_a_value_passes_exactly_if_it_does_in_the_model_and_the_api(field: str, data: st.DataObject) -> None:
    value = data.draw(SPECIMENS[field])
    passes = JOB_CHECKS[field](value) is None
    model_field: Any = Job._meta.get_field(field)
    try:
        model_field.clean(value, None)
        in_model = True
    except ValidationError:
        in_model = False
    serializer = JobSerializer(data={field: value}, partial=True)
    in_api = serializer.is_valid()
    # DRF strips texts first, and takes what is left for blank; our texts come stripped.
    if value == (value.strip() if isinstance(value, str) else value) and not isinstance(value, list):
        assert passes == (in_model and in_api), (value, in_model, in_api, serializer.errors)
    elif isinstance(value, list) and all(item and item == item.strip() for item in value):
        # Lists come stripped and without empty items.
        assert passes == (in_model and in_api), (value, in_model, serializer.errors)


def test_the_signature_of_a_header_minds_neither_order_nor_spelling() -> None:
    assert header_signature(["Date Applied", "Company"]) == header_signature(["company", "date_applied"])
    assert header_signature(["Company"]) != header_signature(["Company", "Title"])


def test_two_amounts_in_wrong_order_are_refused_as_by_the_model() -> None:
    column_map = ColumnMap(
        "", {"a": "title", "b": "company", "c": "salary_min", "d": "salary_max", "e": "salary_currency"}, None
    )
    interpreter = Interpreter(list("abcde"), column_map, time_zone=BERLIN)
    reading = interpreter.read(Record(2, ["Engineer", "Acme", "90000", "80000", "EUR"]))
    assert [(problem["column"], problem["code"]) for problem in reading.problems] == [("c", "min_above_max")]
    job = Job(title="Engineer", company="Acme", salary_min=Decimal(90000), salary_max=Decimal(80000))
    job.salary_currency, job.salary_period = "EUR", "year"
    with pytest.raises(ValidationError) as refused:
        job.validate()
    assert [(name, error[0].code) for name, error in refused.value.error_dict.items()] == [
        ("salary_min", "min_above_max")
    ]


def test_the_examples_are_recognised_whatever_the_order_of_their_columns() -> None:
    table = example("huntr")
    turned = MemoryTable(table.columns[::-1], [record.cells[::-1] for record in table.records()])
    assert read(turned)[1][0].job == read(table)[1][0].job
