"""JSON shapes of imports."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, get_args

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from applications.models import Status
from dataio.imports.states import State, problem_of, state_of, undo_until
from dataio.layouts.reading import DateOrder
from dataio.layouts.trackers import BY_NAME
from dataio.models import Import, ImportRow
from dataio.reading.tables import Encoding, FileFormat
from jobs.models import DuplicateGroup

VERDICTS: Final = [str(verdict) for verdict in ImportRow.Verdict.values]
DATE_ORDERS: Final = list(get_args(DateOrder))
# The semicolon of German sheets, the tab, and the bar, beside the comma.
DELIMITERS: Final = [",", ";", "\t", "|"]
MODES: Final = ["all_or_nothing", "good_rows"]
REASONS: Final = [*DuplicateGroup.Reason.values, "same_reference", "same_application", "open_application"]
MAX_HEADER_ROW: Final = 1_000


class ProblemSerializer(serializers.Serializer[Any]):
    """Why something was not done."""

    code = serializers.CharField()
    message = serializers.CharField()
    rows = serializers.ListField(
        child=serializers.DictField(), required=False, help_text="The first bad rows of a file that cannot be read."
    )


class ImportFileSerializer(serializers.Serializer[Any]):
    """A file to import."""

    file = serializers.FileField(
        max_length=255, allow_empty_file=True, help_text="CSV, TSV, XLSX, JSON, NDJSON, or a ZIP of those."
    )


class ImportColumnSerializer(serializers.Serializer[Any]):
    """A column of a file, and what it becomes."""

    name = serializers.CharField()
    target = serializers.CharField(allow_null=True, help_text="One of /import-targets/; null: it is not imported.")
    samples = serializers.ListField(child=serializers.CharField(), help_text="The first cells that differ.")


class ImportTableSerializer(serializers.Serializer[Any]):
    """A table of a file, as it was read."""

    name = serializers.CharField(help_text="A member of an archive, a sheet, a key; empty for a file's only table.")
    format = serializers.ChoiceField(choices=[(kind.value, kind.value) for kind in FileFormat])
    encoding = serializers.CharField(allow_null=True)
    delimiter = serializers.CharField(allow_null=True)
    header_row = serializers.IntegerField(allow_null=True)
    layout = serializers.CharField(help_text="Whose export it looks like; empty: nobody's in particular.")
    layout_label = serializers.SerializerMethodField(help_text="The same for people to read.")
    has_own_mapping = serializers.BooleanField(help_text="Whether the columns are as the person has mapped them.")
    nothing_to_import = serializers.CharField(help_text="Why it has nothing for an import; empty: it has.")
    rows = serializers.IntegerField()
    columns = ImportColumnSerializer(many=True)
    date_order = serializers.ChoiceField(choices=DATE_ORDERS, allow_null=True, help_text="Null: not known.")
    ambiguous_dates = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        help_text="By column, dates that can be read in two ways: their order has to be chosen.",
    )
    unknown_statuses = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        help_text="By column, words for statuses that are not known: what they mean has to be chosen.",
    )
    warnings = serializers.ListField(child=serializers.CharField())
    is_included = serializers.BooleanField()

    def get_layout_label(self, table: Mapping[str, Any]) -> str:
        """What its layout is called; empty: it is nobody's, or one that was known to another version."""
        layout = BY_NAME.get(table["layout"])
        return layout.label if layout else ""


class VerdictsSerializer(serializers.Serializer[Any]):
    """How many rows have which verdict."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """One whole number for every verdict."""
        return {verdict: serializers.IntegerField(min_value=0) for verdict in VERDICTS}


class OutcomeSerializer(serializers.Serializer[Any]):
    """How many postings, or applications, came out how."""

    created = serializers.IntegerField()
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    skipped = serializers.IntegerField()
    failed = serializers.IntegerField()


class RowNumbersSerializer(serializers.Serializer[Any]):
    """The rows of a table that came out in one way."""

    table = serializers.CharField()
    outcome = serializers.ChoiceField(choices=["created", "updated", "unchanged", "skipped", "failed"])
    rows = serializers.CharField(help_text="Numbers and ranges of them: “2-17, 19”. Long lists end with “…”.")


class SummarySerializer(serializers.Serializer[Any]):
    """What a commit did."""

    jobs = OutcomeSerializer()
    applications = OutcomeSerializer()
    row_numbers = RowNumbersSerializer(many=True)
    kept = serializers.IntegerField(help_text="What undoing has left as it is, for it was changed since.")


class OptionsSerializer(serializers.Serializer[Any]):
    """What a person says of a file in place of what was detected; null: detect it."""

    encoding = serializers.ChoiceField(
        choices=[(encoding.value, encoding.value) for encoding in Encoding], allow_null=True, required=False
    )
    delimiter = serializers.ChoiceField(choices=DELIMITERS, allow_null=True, required=False)
    header_row = serializers.IntegerField(
        min_value=0, max_value=MAX_HEADER_ROW, allow_null=True, required=False, help_text="0: there is none."
    )


class ImportSerializer(serializers.ModelSerializer[Import]):
    """A file that is brought in, and how far that is."""

    state = serializers.SerializerMethodField()
    percent = serializers.SerializerMethodField()
    problem = serializers.SerializerMethodField()
    tables = ImportTableSerializer(many=True, read_only=True)
    left_out = serializers.DictField(
        child=serializers.CharField(), read_only=True, help_text="Members of an archive that are no tables, and why."
    )
    options = OptionsSerializer(read_only=True)
    verdicts = VerdictsSerializer(read_only=True)
    summary = SummarySerializer(read_only=True, allow_null=True)
    can_be_undone_until = serializers.SerializerMethodField()

    class Meta:
        model = Import
        fields = [
            "id", "file_name", "size", "state", "percent", "problem", "tables", "left_out", "options", "verdicts",
            "summary", "can_be_undone_until", "created_at", "committed_at", "undone_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=[(state.value, state.value) for state in State]))
    def get_state(self, of_import: Import) -> str:
        """How far it is."""
        return state_of(of_import)

    @extend_schema_field(OpenApiTypes.INT)
    def get_percent(self, of_import: Import) -> int:
        """How far what is being done is."""
        return of_import.run.percent if of_import.run is not None else 100

    @extend_schema_field(ProblemSerializer(allow_null=True))
    def get_problem(self, of_import: Import) -> Mapping[str, Any] | None:
        """Why the last thing that was to be done was not."""
        return problem_of(of_import)

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_can_be_undone_until(self, of_import: Import) -> str | None:
        """The end of the time in which it can be taken back."""
        until = undo_until(of_import)
        return serializers.DateTimeField().to_representation(until) if until else None

    def to_representation(self, instance: Import) -> dict[str, Any]:
        """The import, with every verdict and option there is."""
        # What is not read yet, or not said, is not in the row.
        instance.verdicts = dict.fromkeys(VERDICTS, 0) | instance.verdicts
        instance.options = dict.fromkeys(("encoding", "delimiter", "header_row")) | instance.options
        return super().to_representation(instance)


class TableChoicesSerializer(serializers.Serializer[Any]):
    """What a person says of a table."""

    name = serializers.CharField(allow_blank=True, max_length=500, trim_whitespace=False)
    is_included = serializers.BooleanField(required=False)
    date_order = serializers.ChoiceField(choices=DATE_ORDERS, required=False, allow_null=True)
    columns = serializers.DictField(
        child=serializers.CharField(allow_null=True, max_length=100),
        required=False,
        help_text="By the column's name one of /import-targets/, or null: it is not imported. The rest stays.",
    )
    status_words = serializers.DictField(
        child=serializers.ChoiceField(choices=Status.choices, allow_blank=True),
        required=False,
        help_text="By a word of the file the status that it means, or an empty text: no application.",
    )


class ImportChoicesSerializer(serializers.Serializer[Any]):
    """What a person says of a file in place of what was found out."""

    options = OptionsSerializer(required=False)
    tables = TableChoicesSerializer(many=True, required=False)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """What a browsable page begins its form with: nothing is said yet."""
        return {"options": {}, "tables": []}


class CommitSerializer(serializers.Serializer[Any]):
    """What is to be done with rows that have errors, and with those that are probably there already."""

    mode = serializers.ChoiceField(choices=MODES, default="all_or_nothing")
    duplicates = serializers.ChoiceField(choices=["skip", "create"], default="skip")


class RowTargetSerializer(serializers.Serializer[Any]):
    """What a row is about, as far as it is there."""

    job = serializers.IntegerField(allow_null=True)
    application = serializers.IntegerField(allow_null=True)


class RowDuplicateSerializer(serializers.Serializer[Any]):
    """What a row probably repeats: a posting, or another row of the file."""

    id = serializers.IntegerField(allow_null=True, help_text="The posting's; null where it is another row.")
    row = serializers.IntegerField(allow_null=True, help_text="The other row's number.")
    title = serializers.CharField()
    company = serializers.CharField()
    reason = serializers.ChoiceField(choices=REASONS)


class CellProblemSerializer(serializers.Serializer[Any]):
    """Why a cell cannot be taken as it is."""

    column = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()
    value = serializers.CharField(help_text="As it stands in the file, cut after 200 characters.")


class FieldChangeSerializer(serializers.Serializer[Any]):
    """What a field is, and what it would become."""

    to = serializers.JSONField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Also `from`, a word of Python."""
        return {"from": serializers.JSONField(allow_null=True)} | super().get_fields()


class ImportRowSerializer(serializers.Serializer[ImportRow]):
    """A row: what was read, and what would become of it, or did."""

    id = serializers.IntegerField()
    number = serializers.IntegerField(help_text="As a spreadsheet counts.")
    table = serializers.CharField()
    verdict = serializers.ChoiceField(choices=ImportRow.Verdict.choices)
    job = serializers.DictField(child=serializers.JSONField(), allow_null=True, help_text="As it would be stored.")
    application = serializers.DictField(child=serializers.JSONField(), allow_null=True)
    target = RowTargetSerializer()
    duplicate_of = RowDuplicateSerializer(allow_null=True)
    changes = serializers.DictField(
        child=FieldChangeSerializer(), help_text="By the field's name; those of the application begin “application.”."
    )
    problems = CellProblemSerializer(many=True)
    left = serializers.DictField(child=serializers.CharField(), help_text="Cells that go nowhere, by column.")
    remarks = serializers.DictField(child=serializers.CharField(), help_text="What was made of a cell, by column.")


class ImportLimitsSerializer(serializers.Serializer[Any]):
    """What a file to import, or a backup to restore, may hold at most."""

    max_file_bytes = serializers.IntegerField(min_value=0, help_text="The largest file.")
    max_rows = serializers.IntegerField(min_value=0, help_text="Of all its tables together.")


class ImportTargetSerializer(serializers.Serializer[Any]):
    """What a column can be mapped to."""

    name = serializers.CharField()
    kind = serializers.CharField()
    part = serializers.ChoiceField(choices=["job", "application"], help_text="Of what it is a field.")
    repeats = serializers.BooleanField(help_text="Whether several columns can be mapped to it.")
    # A serializer has a `label` of its own, which a declared field must not take the place of.

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Also `label`."""
        return super().get_fields() | {"label": serializers.CharField()}


def shown_rows(rows: Sequence[ImportRow], tables: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A page of rows as JSON; `tables` are those of their import."""
    return [
        {
            "id": row.pk,
            "number": row.number,
            "table": tables[row.table_index]["name"],
            "verdict": row.verdict,
            "job": row.job,
            "application": row.application,
            "target": {"job": row.job_id_known, "application": row.application_id_known},
            "duplicate_of": row.duplicate_of,
            "changes": row.changes or {},
            "problems": row.problems or [],
            "left": row.left_cells or {},
            "remarks": row.remarks or {},
        }
        for row in rows
    ]
