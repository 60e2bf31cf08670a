"""JSON and NDJSON as tables."""

import pytest
from pytest_django import Settings

from dataio.tests.reading_files import left_out, opened, refusal, rows_of


def test_columns_are_the_keys_of_all_objects_in_order_of_appearance() -> None:
    assert rows_of('[{"b": 1}, {"a": "x", "b": null}, {}, {"c": true}]') == [
        ["b", "a", "c"],
        ["1", "", ""],
        ["", "x", ""],
        ["", "", "true"],
    ]


def test_objects_are_counted_from_one_and_empty_ones_too() -> None:
    ((table, rows),) = opened('[{}, {"a": ""}, {"a": 1}]').values()
    assert [number for number, _ in rows] == [3]
    assert (table.encoding, table.delimiter, table.header_row) == (None, None, None)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("120000.0", "120000"),
        ("1e5", "100000"),
        ("1.50", "1.5"),
        ("0.00", "0"),
        ("-0.5e-3", "-0.0005"),
        ("123456789012345678901234567890.12", "123456789012345678901234567890.12"),
        ("1e999999999", "1E+999999999"),
        ("false", "false"),
        ("null", ""),
        ('[1.5, {"x": "\\u00e9"}, 2.0]', '[1.5,{"x":"é"},2]'),
        ("[1e999999999]", '["1E+999999999"]'),
        ('"\\ud83d\\ude00"', "😀"),
        ('"=1+1"', "=1+1"),
        ("[]", "[]"),
        ('["\\\\u0000"]', '["\\\\u0000"]'),
    ],
)
def test_values_become_texts(value: str, text: str) -> None:
    assert rows_of(f'[{{"a": {value}, "b": 1}}]')[1] == [text, "1"]


@pytest.mark.parametrize(
    ("content", "name", "kind", "rows"),
    [
        ('{"a": 1}', "", "json", [["1"]]),
        ('{"a": 1}\n{"a": 2}\n', "", "ndjson", [["1"], ["2"]]),
        ('{"a": 1}\r\n\r\n{\n"a": 2}', "", "ndjson", [["1"], ["2"]]),
        ('{"a": 1}{"a": [{"b": 1}]}', "", "ndjson", [["1"], ['[{"b":1}]']]),
        ('{"jobs": [{"a": 1}]}', "jobs", "json", [["1"]]),
        ('{"a": [{"b": 1}, 2]}', "", "json", [['[{"b":1},2]']]),
        # An application of its own, with its parts.
        ('{"title": "x", "history": [{"b": 1}]}', "", "json", [["x", '[{"b":1}]']]),
        ('{"title": "x", "jobs": [{"b": 1}]}', "jobs", "json", [["1"]]),
        ('{"version": 1, "interviews": [{"b": 1}]}', "interviews", "json", [["1"]]),
    ],
)
def test_each_form_of_json_is_known(content: str, name: str, kind: str, rows: list[list[str]]) -> None:
    assert [
        (its_name, table.format, [cells for _, cells in found]) for its_name, (table, found) in opened(content).items()
    ] == [(name, kind, rows)]


def test_lists_of_an_object_are_tables_and_the_rest_is_named() -> None:
    content = b'{"version": 1, "jobs": [{"a": 1}, {"b": {"c": [2]}}], "none": [], "x.y": [{}], "apps": [{"c": 3}]}'
    tables = opened(content)
    assert {name: list(table.columns) for name, (table, _) in tables.items()} == {"jobs": ["a", "b"], "apps": ["c"]}
    assert [cells for _, cells in tables["jobs"][1]] == [["1", ""], ["", '{"c":[2]}']]
    assert set(left_out(content)) == {"version", "none", "x.y"}


def test_no_name_has_a_nul() -> None:
    content = b'{"a\\u0000": [{"b\\u0000": 1}], "a": [{"c": 1}], "\\u0000d": 1}'
    assert {name: list(table.columns) for name, (table, _) in opened(content).items()} == {"a": ["b"], "a (2)": ["c"]}
    assert list(left_out(content)) == ["d"]
    assert "\0" not in refusal('[{"a\\u0000": 1, "a\\u0000": 2}]').message


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_json_may_be_written_in_any_encoding(codec: str) -> None:
    assert rows_of('[{"a": "Köchin"}]\r\n'.encode(codec)) == [["a"], ["Köchin"]]


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        ('[{"a": 1}, {"a": NaN}]', "malformed_json", 2),
        ('[{"a": -Infinity}]', "malformed_json", 1),
        ('[{"a": 1}, {"a": 2}', "malformed_json", 2),
        ('[{"a": 1},]', "malformed_json", 1),
        ('[{"a": "\\udc00"}]', "malformed_json", 1),
        ('[{"a": ' + "9" * 5_000 + "}]", "malformed_json", 1),
        ('[{"a": 1}, {"a": 1, "a": 2}]', "repeated_key", 2),
        ('[{"a": {"b": 1, "b": 2}}]', "repeated_key", 1),
        ('[{"a": ' + "[" * 60 + "]" * 60 + "}]", "too_deep", 1),
        ('[{"a": 1}, 2]', "invalid_file", 2),
        ('[{"a": 1}][{"a": 2}]', "invalid_file", 2),
        ('[{"a": 1}, {"a": "x\\u0000"}]', "nul_character", 2),
        ('{"a": "x"}\n{"a": ["\\u0000"]}', "nul_character", 2),
        ('[{"a": "' + "x" * 1_000_001 + '"}]', "cell_too_long", 1),
    ],
)
def test_what_is_no_json_for_rows_is_refused_with_the_object(content: str, code: str, row: int) -> None:
    error = refusal(content)
    assert (error.code, [problem["row"] for problem in error.rows]) == (code, [row])


@pytest.mark.parametrize("content", ["[]", "{}", "[{}]", "{}{}"])
def test_json_without_rows_is_empty(content: str) -> None:
    assert refusal(content).code == "empty_file"


def test_more_keys_than_columns_are_allowed_are_refused() -> None:
    content = ",".join(f'{{"k{number}": 1}}' for number in range(501))
    assert refusal(f"[{content}]").code == "too_many_columns"


def test_more_objects_than_rows_are_allowed_are_refused(settings: Settings) -> None:
    settings.MAX_IMPORT_ROWS = 2
    assert len(rows_of('[{"a": 1}, {"a": 2}]')) == 3
    assert refusal('[{"a": 1}, {"a": 2}, {"a": 3}]').code == "too_many_rows"


def test_a_header_in_brackets_is_no_json() -> None:
    assert rows_of("[Title],[Company]\nx,y\n") == [["[Title]", "[Company]"], ["x", "y"]]
