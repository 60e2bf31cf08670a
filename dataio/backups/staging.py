"""The rows of one table of a backup, from its file through a temporary table into the account.

All rows of a table go at once: `COPY` into the temporary one, which has the constraints of the real one; new ids for
them, in the order of the old ones; then they are added, with every reference led to its row's new id.
"""

# ruff: noqa: S608  # all names in these statements are those of our own models
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from django.db import connection

from accounts.models import User
from dataio.backups.columns import StoredColumn
from dataio.backups.contents import TABLE_OF_MODEL, Table
from dataio.backups.problems import Problem, Problems
from dataio.backups.rows import read_row

# So many are added by one statement: between two of them it is said how far it is, and heard whether to stop.
_AT_ONCE: Final = 1_000


class Staging:
    """The rows of one table on their way into an account. Names in its SQL are those of our own models."""

    def __init__(self, table: Table, user: User, salt: str) -> None:
        self.table = table
        self._user = user
        self._salt = salt
        self.rows = f"restored_{table.name}"
        self.ids = ids_of(table)
        self._columns = table.columns

    def create(self) -> None:
        """Make the temporary tables, which go with the transaction."""
        generated = [one.column for one in self.table.model._meta.concrete_fields if one.generated]
        dropped = ", ".join(f'DROP COLUMN "{name}" CASCADE' for name in [*generated, self._owner_column])
        _execute(f"CREATE TEMP TABLE {self.rows} (LIKE {self.table.sql_name} INCLUDING CONSTRAINTS) ON COMMIT DROP")
        _execute(f"ALTER TABLE {self.rows} {dropped}, ADD COLUMN line bigint")
        _execute(
            f"CREATE TEMP TABLE {self.ids} (old bigint PRIMARY KEY, new bigint NOT NULL, is_new boolean NOT NULL)"
            " ON COMMIT DROP"
        )

    def copy(self, lines: Iterable[bytes], problems: Problems, told: Callable[[], None]) -> int:
        """Copy the rows of a file into the temporary table, those that can be; how many lines there were."""
        names = ", ".join(f'"{column.sql_name}"' for column in self._columns)
        number = 0
        with (
            connection.wrap_database_errors,
            connection.cursor() as cursor,
            cursor.copy(f"COPY {self.rows} (line, {names}) FROM STDIN") as copy,
        ):
            for number, line in enumerate(lines, start=1):
                values = read_row(self.table, number, line, problems)
                if values is not None:
                    copy.write_row([number, *map(self._whose, self._columns, values)])
                told()
        return number

    def number(self, problems: Problems) -> None:
        """Give each row its id in the account: a new one, or that of the row that is the same there."""
        for line, _ in _rows(f"SELECT max(line), id FROM {self.rows} GROUP BY id HAVING count(*) > 1 LIMIT 100"):
            problems.add(Problem(self.table.name, line, "id", "duplicate_id", "Another row has this id, too."))
        if problems:
            return
        _execute(f"CREATE INDEX ON {self.rows} (id)")
        _execute(f"ANALYZE {self.rows}")
        sequence = f"pg_get_serial_sequence('{self.table.sql_name}', 'id')"
        same = "NULL::bigint"
        if self.table.same:
            same = f"(SELECT min(theirs.id) FROM {self._same_rows()})"
        _execute(
            f"INSERT INTO {self.ids} (old, new, is_new) "
            f"SELECT id, coalesce(same_id, nextval({sequence})), same_id IS NULL FROM "
            f"(SELECT id, {same} AS same_id FROM {self.rows} AS mine ORDER BY id) AS numbered",
            self._values,
        )
        if self.table.is_whole and self.table.rows_of(self._user).exists():
            _execute(f"UPDATE {self.ids} SET is_new = false")
        _execute(f"CREATE INDEX ON {self.ids} (new)")
        _execute(f"ANALYZE {self.ids}")

    def check(self, problems: Problems) -> None:
        """Look for references to rows that are not there, and for rows that are in conflict with the account's."""
        for column, ids in self._referring():
            missing = _rows(
                f"SELECT line FROM {self.rows} AS mine "
                f'WHERE "{column.sql_name}" IS NOT NULL '
                f'AND NOT EXISTS (SELECT FROM {ids} WHERE old = mine."{column.sql_name}") '
                "ORDER BY line LIMIT 100"
            )
            for (line,) in missing:
                problems.add(
                    Problem(self.table.name, line, column.name, "no_such_row", "It refers to a row that is not there.")
                )
        for name in self.table.alike:
            differing = _rows(
                f"SELECT mine.line FROM {self.rows} AS mine, {self._same_rows()} "
                f'AND mine."{name}" IS DISTINCT FROM theirs."{name}" ORDER BY mine.line LIMIT 100',
                self._values,
            )
            for (line,) in differing:
                message = f"The account has a row of this name already, with another {name}. Rename one of them."
                problems.add(Problem(self.table.name, line, name, "in_conflict", message))

    def counts(self) -> tuple[int, int]:
        """How many rows are added, and how many the account has already."""
        (counted,) = _rows(f"SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM {self.ids}")
        return counted

    def insert(self) -> Iterator[int]:
        """Add the rows, some thousand at a time; how many each time."""
        values = {column: f'mine."{column.sql_name}"' for column in self._columns}
        joins = []
        for place, (column, ids) in enumerate(self._referring()):
            joins.append(f'LEFT JOIN {ids} AS r{place} ON r{place}.old = mine."{column.sql_name}"')
            values[column] = f"r{place}.new"
        for column in self._columns:
            if column.field.primary_key:
                values[column] = "ids.new"
            elif column.name == "trashed_with":
                # What went into the trash together comes out of it together, and not with a restore's other rows.
                values[column] = "md5(%(salt)s || mine.trashed_with::text)::uuid"
            elif column.name in self.table.rewritten:
                values[column] = self.table.rewritten[column.name]
        names = ", ".join(f'"{column.sql_name}"' for column in self._columns)
        statement = (
            f'INSERT INTO {self.table.sql_name} ("{self._owner_column}", {names}) '
            f"SELECT %(owner)s, {', '.join(values.values())} FROM {self.ids} AS ids "
            f"JOIN {self.rows} AS mine ON mine.id = ids.old {' '.join(joins)} "
            "WHERE ids.is_new AND ids.new > %(after)s AND ids.new <= %(until)s ORDER BY ids.new"
        )
        after = 0
        while True:
            (until, count) = _rows(
                f"SELECT max(new), count(*) FROM (SELECT new FROM {self.ids} WHERE is_new AND new > %(after)s "
                "ORDER BY new LIMIT %(limit)s) AS next",
                {"after": after, "limit": _AT_ONCE},
            )[0]
            if not count:
                return
            _execute(statement, {**self._values, "salt": self._salt, "after": after, "until": until})
            after = until
            yield count

    @property
    def _owner_column(self) -> str:
        return f"{self.table.owner}_id"

    @property
    def _values(self) -> dict[str, Any]:
        return {"owner": self._user.pk}

    def _referring(self) -> list[tuple[StoredColumn, str]]:
        """The columns that refer to rows of the backup, each with the ids of these."""
        referring = [(column, column.refers_to) for column in self._columns if not column.is_person]
        return [(column, ids_of(TABLE_OF_MODEL[model])) for column, model in referring if model is not None]

    def _same_rows(self) -> str:
        """The account's rows that are the same as `mine`, as `theirs`."""
        alike = " AND ".join(f"{one.format('theirs')} = {one.format('mine')}" for one in self.table.same)
        where = f"{self.table.same_where.format('theirs')} AND {self.table.same_where.format('mine')}"
        return (
            f'{self.table.sql_name} AS theirs WHERE theirs."{self._owner_column}" = %(owner)s AND {alike} AND {where}'
        )

    def _whose(self, column: StoredColumn, value: Any) -> Any:
        return (self._user.pk if value else None) if column.is_person else value


def ids_of(table: Table) -> str:
    """The temporary table that has, for each id of a backup's table, the account's id."""
    return f"restored_ids_of_{table.name}"


def _execute(statement: str, values: dict[str, Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _rows(statement: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
