"""Cells of files: what is written is read back exactly, and the database writes them as Python does."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dataio.cells import FORMULA_SIGNS, items_of, list_cell, safe_cell, unguarded

# NUL is in no text of PostgreSQL, and half of a surrogate pair in no text of UTF-8.
characters = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
texts = st.text(st.one_of(st.sampled_from([*FORMULA_SIGNS, *"'\";,ab \n"]), characters), max_size=12)


@given(texts)
def test_a_text_is_read_back_and_no_spreadsheet_runs_it(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(tuple(FORMULA_SIGNS))
    assert unguarded(cell) == text


@given(st.lists(texts))
def test_a_list_is_read_back(items: list[str]) -> None:
    assert items_of(list_cell(items)) == items


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("", []),
        ("Python; SQL", ["Python", "SQL"]),
        ("Python;SQL;", ["Python", "SQL"]),
        ('"C; C++"; "say ""hi"""', ["C; C++", 'say "hi"']),
        ('5" screens; "quoted" and more', ['5" screens', '"quoted" and more']),
        ('"never closed; SQL', ['"never closed', "SQL"]),
    ],
)
def test_lists_that_people_type_are_read(cell: str, items: list[str]) -> None:
    assert items_of(cell) == items


class TestTheDatabase(TestCase):
    """It writes what Python writes."""

    @given(st.lists(texts, max_size=5), texts)
    def test_as_python_does(self, items: list[str], text: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT dataio_safe_list_cell(%s::text[]), dataio_safe_cell(%s)", [items, text])
            # A list without items is no text at all, which COPY writes as it does an empty one without quotes.
            written_list, written_text = cursor.fetchone()
        assert (written_list or "") == safe_cell(list_cell(items))
        assert written_text == safe_cell(text)

    def test_the_functions_become_part_of_the_query(self) -> None:
        """A call for each cell would double the time of an export."""
        with connection.cursor() as cursor:
            cursor.execute(
                "EXPLAIN (VERBOSE) SELECT dataio_safe_cell(title), dataio_safe_list_cell(tags) FROM jobs_job"
            )
            plan = "\n".join(line for (line,) in cursor.fetchall())
        assert "dataio_guarded_cell" in plan
        assert "dataio_safe_" not in plan

    def test_nothing_stays_nothing(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT dataio_safe_cell(NULL), dataio_safe_list_cell(NULL)")
            assert cursor.fetchone() == (None, None)
