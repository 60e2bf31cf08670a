"""Archives that no backup made, or that were changed: refused whole with the reason, and nothing is written."""

import io
import json
import stat
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TransactionTestCase

from accounts.factories import UserFactory
from accounts.models import User
from applications.models import Application
from dataio.backups import archives
from dataio.tests.archives import Row, backup_of, changed, members_of, packed, restore, rows_of
from dataio.tests.whole_accounts import differences_of, fill, state_of
from jobs.models import Job
from jobtracker.errors import InvalidFile
from jobtracker.testing.database import every_row

pytestmark = pytest.mark.django_db(transaction=True)


@cache
def _backup() -> tuple[bytes, dict[str, Any]]:
    """A backup, made once, and the state of the account that it was made of."""
    user = UserFactory.create()
    fill(user, with_sample=False)
    made = backup_of(user), state_of(user)
    user.delete()
    return made


@pytest.fixture
def backup(db: None) -> bytes:
    return _backup()[0]


@contextmanager
def nothing_written() -> Iterator[None]:
    before = every_row()
    yield
    assert every_row() == before


def _zip(*members: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def _link(backup: bytes) -> bytes:
    info = zipfile.ZipInfo("files/" + "0" * 64)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return _zip(*members_of(backup).items(), (info, b"/etc/passwd"))


def _encrypted(backup: bytes) -> bytes:
    # The first bit of the flags of the first member, in its own header and in the directory.
    content = bytearray(backup)
    directory = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[directory + 8] |= 1
    return bytes(content)


def _overlapping(backup: bytes) -> bytes:
    # The second member of the directory points to where the first one is.
    content = bytearray(backup)
    first = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    return bytes(content)


def _other_method(backup: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in members_of(backup).items():
            archive.writestr(name, content)
    return file.getvalue()


def _with(name: str, content: bytes = b"x") -> Callable[[bytes], bytes]:
    return lambda backup: _zip(*members_of(backup).items(), (name, content))


def _repeated(backup: bytes) -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return _with("README.txt")(backup)


def _without(name: str) -> Callable[[bytes], bytes]:
    return lambda backup: _zip(*[(key, value) for key, value in members_of(backup).items() if key != name])


def _manifest(**changes: Any) -> Callable[[bytes], bytes]:
    return lambda backup: packed(members_of(backup), **changes)


def _altered(name: str) -> Callable[[bytes], bytes]:
    def alter(backup: bytes) -> bytes:
        members = members_of(backup)
        return _zip(*(members | {name: members[name].replace(b"a", b"b")}).items())

    return alter


ARCHIVES: Mapping[str, tuple[Callable[[bytes], bytes], str]] = {
    "not a ZIP": (lambda backup: b"Title,Company\n" * 10, "corrupted"),
    "nothing": (lambda backup: b"", "corrupted"),
    "truncated": (lambda backup: backup[:-100], "corrupted"),
    "cut in the middle": (lambda backup: backup[: len(backup) // 2], "corrupted"),
    "something behind it": (lambda backup: backup + b"\0", "corrupted"),
    "another ZIP": (lambda backup: _zip(("README.txt", b"x")), "not_a_backup"),
    "another program's": (_manifest(format="elsewhere"), "not_a_backup"),
    "newer": (_manifest(version=2, application={"version": "9.9"}), "newer_version"),
    "no version": (_manifest(version="1"), "invalid_manifest"),
    "manifest of wrong types": (_manifest(files=[{"name": 1, "bytes": "x", "sha256": None}]), "invalid_manifest"),
    "manifest that is no object": (lambda backup: _zip(("manifest.json", b"[]")), "not_a_backup"),
    "manifest that is deep": (lambda backup: _zip(("manifest.json", b"[" * 100_000)), "corrupted"),
    "checksum": (_altered("data/jobs.ndjson"), "corrupted"),
    "checksum of what is not restored": (_altered("csv/jobs.csv"), "corrupted"),
    "leads out": (_with("../evil"), "unsafe_name"),
    "leads out in the middle": (_with("data/../../evil.ndjson"), "unsafe_name"),
    "absolute": (_with("/etc/passwd"), "unsafe_name"),
    "absolute on Windows": (_with("C:\\evil"), "unsafe_name"),
    "unlisted": (_with("data/evil.ndjson"), "unlisted_member"),
    "unlisted name": (_with("evil.exe"), "unlisted_member"),
    "directory": (_with("data/"), "unsafe_member"),
    "link": (_link, "unsafe_member"),
    "repeated": (_repeated, "duplicate_member"),
    "missing": (_without("data/contacts.ndjson"), "truncated"),
    "encrypted": (_encrypted, "encrypted"),
    "overlapping": (_overlapping, "overlapping_members"),
    "other method": (_other_method, "unsupported_compression"),
    "unknown table": (lambda backup: packed(members_of(backup) | {"data/pets.ndjson": b"{}\n"}), "unknown_table"),
    "file without a row": (
        lambda backup: packed(members_of(backup) | {f"files/{'0' * 64}": b"x"}),
        "corrupted",
    ),
    "line without an end": (
        lambda backup: packed(members_of(backup) | {"data/skills.ndjson": b'{"id": 1}'}),
        "corrupted",
    ),
}


@pytest.mark.parametrize(("make", "code"), ARCHIVES.values(), ids=ARCHIVES)
def test_an_archive_that_no_backup_made_is_refused(
    make: Callable[[bytes], bytes], code: str, backup: bytes, other_user: User
) -> None:
    hostile = make(backup)
    with nothing_written(), pytest.raises(InvalidFile) as refused:
        restore(other_user, hostile)
    assert refused.value.code == code
    assert refused.value.message


def test_a_bomb_is_refused_by_what_it_says_and_by_what_comes_out(
    backup: bytes, other_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = packed(members_of(backup) | {"data/jobs.ndjson": b" " * 50_000_000 + b"\n"})
    assert len(bomb) < 200_000
    with nothing_written(), pytest.raises(InvalidFile) as refused:
        restore(other_user, bomb)
    assert (refused.value.code, "longer than" in refused.value.message) == ("too_large", True)
    monkeypatch.setattr(archives, "_MAX_UNPACKED", 40_000_000)
    with nothing_written(), pytest.raises(InvalidFile) as refused:
        restore(other_user, bomb)
    assert (refused.value.code, "unpacks" in refused.value.message) == ("too_large", True)


def test_a_directory_of_very_many_members_is_refused_before_it_is_read(other_user: User) -> None:
    many = _zip(*((f"files/{number:064x}", b"") for number in range(70_000)))
    with nothing_written(), pytest.raises(InvalidFile) as refused:
        restore(other_user, many)
    assert refused.value.code == "too_large"


def _set(table: str, column: str, value: Any) -> Callable[[bytes], bytes]:
    return lambda backup: changed(backup, table, lambda rows: rows[0].update({column: value}))


def _twice(rows: list[Row]) -> None:
    rows.append(rows[0])


ROWS: Mapping[str, tuple[Callable[[bytes], bytes], tuple[str, int | None, str]]] = {
    "no row": (_set("applications", "job", 2**62), ("applications", 1, "job")),
    "unknown column": (_set("jobs", "evil", 1), ("jobs", 1, "evil")),
    "another owner": (_set("jobs", "owner", 1), ("jobs", 1, "owner")),
    "another owner's id": (_set("jobs", "owner_id", 1), ("jobs", 1, "owner_id")),
    "generated": (_set("jobs", "role_key", 1), ("jobs", 1, "role_key")),
    "text for a number": (_set("applications", "priority", "1"), ("applications", 1, "priority")),
    "flag for a number": (_set("applications", "priority", True), ("applications", 1, "priority")),
    "no choice": (_set("applications", "status", "hired"), ("applications", 1, "status")),
    "number beyond the column": (_set("stages", "position", 2**40), ("stages", 1, "position")),
    "NUL": (_set("jobs", "title", "a\0b"), ("jobs", 1, "title")),
    "NUL in JSON": (
        _set("interviews", "questions", [{"question": "\0", "answer": ""}]),
        ("interviews", 1, "questions"),
    ),
    "half a character": (_set("jobs", "title", "\ud800"), ("jobs", 1, "title")),
    "too long": (_set("jobs", "company", "x" * 10_000), ("jobs", 1, "company")),
    "null": (_set("jobs", "title", None), ("jobs", 1, "title")),
    "no instant": (_set("jobs", "created_at", "2026-02-30T00:00:00.000000Z"), ("jobs", 1, "created_at")),
    "no zone": (_set("interviews", "time_zone", "Mars/Olympus"), ("interviews", 1, "time_zone")),
    "no list": (_set("jobs", "tags", "a"), ("jobs", 1, "tags")),
    "no amount": (_set("jobs", "salary_min", "1e5"), ("jobs", 1, "salary_min")),
    "more digits than the column has": (_set("jobs", "salary_min", "0.001"), ("jobs", 1, "salary_min")),
    "a script for an address": (_set("jobs", "url", "javascript:alert(1)"), ("jobs", 1, "url")),
    "no such list": (_set("saved_views", "list", "secrets"), ("saved_views", 1, "list")),
    "a filter that is none": (_set("saved_views", "query", {"a": 1}), ("saved_views", 1, "query")),
    "JSON of another shape": (_set("interviews", "skill_ratings", {"a": 1}), ("interviews", 1, "skill_ratings")),
    "a rule of the database": (
        _set("interviews", "ends_at", "2001-01-01T00:00:00.000000Z"),
        ("interviews", 1, "ends_at"),
    ),
    "a stage of another status": (
        lambda backup: changed(backup, "stages", lambda rows: [row.update(status="offer") for row in rows]),
        ("applications", None, ""),
    ),
    "twice the same id": (lambda backup: changed(backup, "contacts", _twice), ("contacts", 3, "id")),
    "twice the same name": (
        lambda backup: changed(backup, "skills", lambda rows: rows[1].update(name=rows[0]["name"])),
        ("skills", None, ""),
    ),
    "a page as a document": (_set("files", "media_type", "text/html"), ("files", 1, "media_type")),
    "a profile that cannot be": (_set("profile", "time_zone", "nowhere"), ("profile", 1, "time_zone")),
}


@pytest.mark.parametrize(("make", "place"), ROWS.values(), ids=ROWS)
def test_a_row_that_cannot_be_is_named_and_nothing_is_written(
    make: Callable[[bytes], bytes], place: tuple[str, int | None, str], backup: bytes, other_user: User
) -> None:
    hostile = make(backup)
    for is_dry_run in (True, False):
        with nothing_written():
            outcome = restore(other_user, hostile, is_dry_run=is_dry_run)
        first = outcome.problems[0]
        assert (first.table, first.row, first.column) == place, first
        assert first.message
        json.dumps(outcome.summary())


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"{", b"\xff", b'{"id": NaN}', b'{"id": 1' + b"0" * 5000 + b"}", b"[" * 99_999]
)
def test_a_line_that_is_no_row_is_named(line: bytes, backup: bytes, other_user: User) -> None:
    hostile = packed(members_of(backup) | {"data/skills.ndjson": line + b"\n"})
    with nothing_written():
        outcome = restore(other_user, hostile)
    assert [(one.table, one.row, one.code) for one in outcome.problems] == [("skills", 1, "not_json")]


def test_so_many_problems_are_enough(backup: bytes, other_user: User) -> None:
    row = rows_of(backup, "contacts")[0]
    lines = "".join(json.dumps(row | {"id": number, "name": None}) + "\n" for number in range(1, 1000)).encode()
    with nothing_written():
        outcome = restore(other_user, packed(members_of(backup) | {"data/contacts.ndjson": lines}))
    assert len(outcome.problems) == 100


class FlippedBytes(TransactionTestCase):
    """Any byte of an archive that is another one: it is refused, or it meant nothing."""

    @settings(max_examples=60, deadline=None)
    @given(data=st.data())
    def test_a_flipped_byte_is_refused_or_means_nothing(self, data: st.DataObject) -> None:
        made, before = _backup()
        other, backup = UserFactory.create(), bytearray(made)
        # The ends of a ZIP are where its structure is: as likely as all the rest.
        places = st.one_of(st.integers(0, len(backup) - 1), st.integers(len(backup) - 3000, len(backup) - 1))
        for place in data.draw(st.lists(places, min_size=1, max_size=3, unique=True)):
            backup[place] ^= 1 << data.draw(st.integers(0, 7))
        try:
            outcome = restore(other, bytes(backup))
        except InvalidFile:
            assert not Job.objects.filter(owner=other).exists()
            assert not Application.objects.filter(owner=other).exists()
        else:
            assert outcome.problems == []
            assert differences_of(before, state_of(other)) == []
