"""A backup into an account: looked at row by row, and then all of it in one transaction, or nothing.

A dry run does the very same and takes it back at the end. So it finds whatever would be in the way, also what only the
database knows.
"""

import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any, BinaryIO, Final

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.db import DataError, IntegrityError, connection, transaction

from accounts.models import User
from applications.file_types import NotTakenError, recognise
from applications.models import OPEN_VALUES, StoredFile
from applications.models.documents import file_key
from applications.services.files import MIB, hold_files, remove_contents, used_bytes
from dataio.backups.archives import Archive, Manifest, opened, refuse
from dataio.backups.contents import PROFILE_TABLE, TABLES, Table
from dataio.backups.problems import Problem, Problems, TooManyProblems, problem_of
from dataio.backups.rows import read_row
from dataio.backups.staging import Staging, ids_of
from dataio.backups.writing import Progress

# What a restore calls at the end of its transaction: what it writes is kept with it, or not at all.
Finish = Callable[["Outcome"], None]

_SPOOLED: Final = MIB
# A posting is applied to once at a time: what the account has going on, and the backup, too.
_SECOND_OPEN_ONES: Final = """
SELECT mine.line FROM restored_applications AS mine JOIN {jobs} AS job ON job.old = mine.job_id AND NOT job.is_new
JOIN applications_application AS theirs ON theirs.job_id = job.new
WHERE theirs.status = ANY(%(open)s) AND theirs.trashed_at IS NULL
    AND mine.status = ANY(%(open)s) AND mine.trashed_at IS NULL
ORDER BY mine.line LIMIT 100
"""


@dataclass
class Outcome:
    """What a restore did, or, as a dry run, would do."""

    manifest: Manifest
    is_dry_run: bool
    counts: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    files: int = 0
    missing_files: int = 0
    replaces_profile: bool = False
    problems: Problems = field(default_factory=Problems)

    def summary(self, upload: str | None = None) -> dict[str, Any]:
        """As the result of a run."""
        of = self.manifest
        return {
            "is_dry_run": self.is_dry_run,
            "upload": upload,
            "of": {"email": of.email, "made_at": of.made_at, "version": of.version},
            "counts": self.counts,
            "kept": self.kept,
            "files": self.files,
            "missing_files": self.missing_files,
            "replaces_profile": self.replaces_profile,
            "problems": [problem.as_json() for problem in self.problems],
        }


def restore_backup(
    *,
    user: User,
    file: BinaryIO | IO[bytes],
    is_dry_run: bool,
    progress: Progress,
    replace_profile: bool | None = None,
    finish: Finish | None = None,
) -> Outcome:
    """Add what a backup holds to the user's account; with problems, or as a dry run, nothing.

    `replace_profile`: whether the profile becomes the backup's; None: where the account is empty. `finish` is called
    within the transaction that writes. Raises InvalidFile for what is no backup that can be read.
    """
    with opened(file) as archive:
        outcome = Outcome(archive.manifest, is_dry_run)
        restore = _Restore(user, archive, outcome, progress, replace_profile)
        try:
            with transaction.atomic(durable=True):
                restore.prepare()
                if not outcome.problems:
                    restore.write()
                if is_dry_run or outcome.problems:
                    transaction.set_rollback(True)
                elif finish is not None:
                    finish(outcome)
            if outcome.problems:
                restore.forget_contents()
        except TooManyProblems:
            restore.forget_contents()
        except (IntegrityError, DataError) as error:
            restore.forget_contents()
            outcome.problems.append(problem_of(error, restore.at))
        except BaseException:
            restore.forget_contents()
            raise
    return outcome


class _Restore:
    """One restore within its transaction."""

    def __init__(
        self, user: User, archive: Archive, outcome: Outcome, progress: Progress, replace_profile: bool | None
    ) -> None:
        self._user = user
        self._archive = archive
        self._outcome = outcome
        self._problems = outcome.problems
        self._progress = progress
        self._replace = replace_profile
        self._profile: dict[str, Any] = {}
        listed = archive.manifest.files
        known = {f"data/{table.name}.ndjson" for table in (PROFILE_TABLE, *TABLES)}
        if unknown := sorted(name for name in listed if name.startswith("data/") and name not in known):
            refuse("unknown_table", f"The archive holds “{unknown[0]}”, a table that this version does not know.")
        # Each row is read, and added.
        self._total = 1 + sum(2 * (one.rows or 0) for one in listed.values() if one.name.startswith("data/"))
        self._done = 0
        salt = uuid.uuid4().hex
        self._stagings = [Staging(table, user, salt) for table in TABLES if f"data/{table.name}.ndjson" in listed]
        self._stored: list[str] = []
        # Which table is worked on: what the database refuses, it refuses there.
        self.at: Table = PROFILE_TABLE

    def prepare(self) -> None:
        """Read everything, and look for what is in the way."""
        self._check_other_files()
        self._read_profile()
        for staging in self._stagings:
            self.at = staging.table
            staging.create()
            staging.copy(self._archive.lines(f"data/{staging.table.name}.ndjson"), self._problems, self._tell)
        if self._problems:
            return
        self._make_way()
        for staging in self._stagings:
            self.at = staging.table
            staging.number(self._problems)
        if self._problems:
            return
        for staging in self._stagings:
            staging.check(self._problems)
            self._outcome.counts[staging.table.name], kept = staging.counts()
            if kept:
                self._outcome.kept[staging.table.name] = kept
        self._check_open_applications()
        self._take_files()

    def write(self) -> None:
        """Add the rows."""
        if self._outcome.replaces_profile and self._profile:
            self.at = PROFILE_TABLE
            User.objects.filter(pk=self._user.pk).update(**self._profile)
        for staging in self._stagings:
            self.at = staging.table
            for count in staging.insert():
                self._tell(count)
        with connection.cursor() as cursor:
            # Those that wait for the end of the transaction: a dry run has none that counts.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def forget_contents(self) -> None:
        """After the transaction failed: take the contents that it brought out of the storage again."""
        remove_contents(self._user.pk, self._stored)

    def _check_other_files(self) -> None:
        """Nothing is restored of these; but an archive of which a part is damaged is not to be trusted."""
        for name in self._archive.manifest.files:
            if not name.startswith(("data/", "files/")):
                self._archive.check(name)

    def _read_profile(self) -> None:
        name = f"data/{PROFILE_TABLE.name}.ndjson"
        if name not in self._archive.manifest.files:
            return
        for number, line in enumerate(self._archive.lines(name), start=1):
            if number > 1:
                problem = Problem(PROFILE_TABLE.name, number, "", "invalid", "There is one profile.")
                self._problems.add(problem)
            values = read_row(PROFILE_TABLE, number, line, self._problems) or []
            self._profile = dict(zip((column.name for column in PROFILE_TABLE.columns), values, strict=False))

    def _make_way(self) -> None:
        """Decide about the profile, and delete what goes with a former one."""
        is_empty = not any(table.rows_of(self._user).exists() for table in TABLES if not table.is_of_profile)
        self._outcome.replaces_profile = is_empty if self._replace is None else self._replace
        if self._outcome.replaces_profile:
            for table in TABLES:
                if table.is_of_profile:
                    table.rows_of(self._user).delete()

    def _check_open_applications(self) -> None:
        by_name = {staging.table.name: staging for staging in self._stagings}
        if not {"jobs", "applications"} <= by_name.keys():
            return
        with connection.cursor() as cursor:
            jobs = ids_of(by_name["jobs"].table)
            cursor.execute(_SECOND_OPEN_ONES.format(jobs=jobs), {"open": list(OPEN_VALUES)})
            lines = [line for (line,) in cursor.fetchall()]
        for line in lines:
            message = "The account has an open application for this posting already. Close or delete one of them."
            self._problems.add(Problem("applications", line, "job", "in_conflict", message))

    def _take_files(self) -> None:
        """Check the attached files against their rows, and store those that are new."""
        staging = next((one for one in self._stagings if one.table.model is StoredFile), None)
        contents = {name for name in self._archive.manifest.files if name.startswith("files/")}
        with connection.cursor() as cursor:
            rows: list[tuple[int, str, int, str, bool]] = []
            if staging is not None:
                cursor.execute(
                    f"SELECT line, sha256, size, media_type, is_new FROM {staging.rows} AS mine "  # noqa: S608  # our own
                    f"JOIN {staging.ids} AS ids ON ids.old = mine.id ORDER BY line"
                )
                rows = cursor.fetchall()
        if extra := contents - {f"files/{sha256}" for _, sha256, *_ in rows}:
            refuse("corrupted", f"The archive holds “{min(extra)}”, of which no row says anything.")
        if rows:
            hold_files(self._user.pk)
        new = sum(size for _, _, size, _, is_new in rows if is_new)
        left = settings.DOCUMENT_QUOTA_BYTES - used_bytes(self._user)
        if new > left:
            message = f"The files take {new / MIB:,.1f} MiB, and of your quota {max(left, 0) / MIB:,.1f} MiB are left."
            self._problems.add(Problem("files", None, "size", "over_quota", message))
        for line, sha256, size, media_type, is_new in rows:
            self._take_file(line, sha256, size, media_type, is_new=is_new)

    def _take_file(self, line: int, sha256: str, size: int, media_type: str, *, is_new: bool) -> None:
        name = f"files/{sha256}"
        listed = self._archive.manifest.files.get(name)
        if listed is None or listed.sha256 != sha256:
            if sha256 not in self._archive.manifest.missing_files:
                refuse("truncated", f"The archive's files lack “{name}”.")
            if listed is not None:
                self._archive.check(name)
            self._outcome.missing_files += 1
            return
        with tempfile.SpooledTemporaryFile(_SPOOLED) as copy:
            for block in self._archive.blocks(name):
                copy.write(block)
            if copy.tell() != size:
                self._problems.add(Problem("files", line, "size", "invalid", "The file is not as large as that."))
            elif not _is_of(media_type, copy):
                self._problems.add(Problem("files", line, "media_type", "invalid", "The file is of another type."))
            elif is_new:
                self._outcome.files += 1
                if not self._outcome.is_dry_run and not self._problems:
                    self._store(sha256, copy)

    def _store(self, sha256: str, content: Any) -> None:
        key = file_key(self._user.pk, sha256)
        storage = storages["documents"]
        if not storage.exists(key):
            # Noted first: what a failure leaves of it is removed, too.
            self._stored.append(key)
            content.seek(0)
            storage.save(key, File(content))

    def _tell(self, count: int = 1) -> None:
        self._done += count
        self._progress(self._done, self._total)


def _is_of(media_type: str, content: Any) -> bool:
    try:
        return recognise(content).media_type == media_type
    except NotTakenError:
        return False
