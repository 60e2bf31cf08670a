"""How SQL writes values into files."""

from django.db.models import CharField, Func, JSONField, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast


class JSONObject(Func):
    """A JSON object whose keys keep their order, as those of Django's, which is JSONB, do not."""

    function = "json_build_object"
    output_field = JSONField()

    def __init__(self, values: dict[str, Combinable]) -> None:
        # A parameter of a function that takes anything needs its type said.
        pairs = [(Cast(Value(name), TextField()), value) for name, value in values.items()]
        super().__init__(*(part for pair in pairs for part in pair))


class Instant(Func):
    """An instant in UTC as ISO 8601 writes it, to the microsecond."""

    template = """to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
    arity = 1
    output_field = TextField()


class JSONArray(Func):
    """An array as one of JSON."""

    function = "to_json"
    arity = 1
    output_field = JSONField()


class SafeListCell(Func):
    """A list of short texts as one cell that no spreadsheet runs; `dataio.cells` says how."""

    function = "dataio_safe_list_cell"
    arity = 1
    output_field = TextField()


class SafeCell(Func):
    """A text as a cell that no spreadsheet runs; `dataio.cells` says how."""

    function = "dataio_safe_cell"
    arity = 1
    output_field = TextField()


class Plain(Cast):
    """A value in the database's own notation."""

    def __init__(self, expression: Combinable) -> None:
        super().__init__(expression, CharField())
