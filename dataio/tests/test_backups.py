"""A person's whole account through a backup: it comes back equal, wherever it is restored."""

import csv
import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from accounts.models import ApiToken, User
from applications.models import Application, CalendarFeed, StoredFile
from dataio.backups.contents import LEFT_OUT, NOT_OF_PROFILE, PROFILE_TABLE, TABLES
from dataio.tests.archives import backup_of, data_of, restore
from dataio.tests.whole_accounts import differences_of, fill, owner_of, state_of, wipe
from jobs.models import Job
from jobtracker.ownership import owned_models
from jobtracker.testing.database import every_row

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_model_with_an_owner_is_backed_up_or_left_out_for_a_reason() -> None:
    owned = {model._meta.label for model in apps.get_models() if owner_of(model)}
    owned |= {model._meta.label for model in owned_models()}
    owned |= {model._meta.label for model in apps.get_models() if not model._meta.managed}
    backed_up = {table.model._meta.label for table in TABLES}
    assert backed_up & LEFT_OUT.keys() == set()
    assert backed_up | LEFT_OUT.keys() == owned
    assert all(LEFT_OUT.values())


def test_every_column_of_a_person_is_of_the_profile_or_left_out_for_a_reason() -> None:
    columns = {field.name for field in User._meta.concrete_fields}
    assert set(PROFILE_TABLE.only) | NOT_OF_PROFILE.keys() == columns
    assert set(PROFILE_TABLE.only) & NOT_OF_PROFILE.keys() == set()


def test_tables_stand_behind_those_that_they_refer_to() -> None:
    known: set[Any] = {User}
    for table in TABLES:
        assert {column.refers_to for column in table.columns} - {None} <= known
        known.add(table.model)


def test_an_account_comes_back_equal_in_another_one(user: User, other_user: User) -> None:
    fill(user)
    before = state_of(user)
    assert [label for label, rows in before.items() if not rows] == []
    backup = backup_of(user)
    outcome = restore(other_user, backup)
    assert [str(problem) for problem in outcome.problems] == []
    assert outcome.replaces_profile
    assert differences_of(before, state_of(other_user)) == []
    assert differences_of(before, state_of(user)) == []


def test_an_account_that_was_wiped_comes_back_equal_and_calendars_know_its_interviews(user: User) -> None:
    fill(user, with_sample=False)
    before = state_of(user, keeps_uids=True)
    backup = backup_of(user)
    wipe(user)
    outcome = restore(user, backup)
    assert [str(problem) for problem in outcome.problems] == []
    assert differences_of(before, state_of(user, keeps_uids=True)) == []


def test_the_same_data_makes_the_same_files_and_a_restored_account_makes_them_but_for_ids(
    user: User, other_user: User
) -> None:
    fill(user, with_sample=False)
    backup = backup_of(user)
    assert data_of(backup, with_ids=True) == data_of(backup_of(user), with_ids=True)
    restore(other_user, backup)
    assert data_of(backup_of(other_user)) == data_of(backup)


def test_a_dry_run_says_the_same_and_writes_nothing(user: User, other_user: User) -> None:
    fill(user, with_sample=False)
    backup = backup_of(user)
    before = every_row()
    tried = restore(other_user, backup, is_dry_run=True)
    assert every_row() == before
    assert not _contents(other_user)
    done = restore(other_user, backup)
    assert (tried.counts, tried.files, tried.replaces_profile) == (done.counts, done.files, done.replaces_profile)
    assert done.counts["applications"] == Application.objects.filter(owner=user).count()
    assert len(_contents(other_user)) == done.files == 2


def test_a_backup_says_what_it_holds_and_is_read_in_a_spreadsheet(user: User) -> None:
    fill(user, with_sample=False)
    with zipfile.ZipFile(io.BytesIO(backup_of(user))) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        listed = {one["name"]: one for one in manifest["files"]}
        assert sorted(archive.namelist()) == sorted([*listed, "manifest.json"])
        for name, one in listed.items():
            content = archive.read(name)
            assert (one["bytes"], one["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
            if name.startswith("data/"):
                assert one["rows"] == len(content.splitlines()) == content.count(b"\n")
        jobs = list(csv.DictReader(io.StringIO(archive.read("csv/jobs.csv").decode("utf-8-sig"), newline="")))
        readme = archive.read("README.txt").decode()
    assert len(jobs) == Job.objects.filter(owner=user).count()
    assert any(job["title"].startswith("'=1+1") for job in jobs)
    assert user.email in readme


def test_secrets_are_in_no_backup(user: User) -> None:
    fill(user, with_sample=False)
    with zipfile.ZipFile(io.BytesIO(backup_of(user))) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    token, feed = ApiToken.objects.get(owner=user), CalendarFeed.objects.get(owner=user)
    for secret in (user.password, token.prefix, bytes(token.digest).hex(), feed.secret_digest):
        assert secret.encode() not in everything


def test_a_lost_file_does_not_keep_the_rest_from_being_backed_up(user: User, other_user: User) -> None:
    fill(user, with_sample=False)
    lost, damaged = StoredFile.objects.filter(owner=user)
    storages["documents"].delete(lost.key)
    storages["documents"].delete(damaged.key)
    storages["documents"].save(damaged.key, ContentFile(b"something else"))
    outcome = restore(other_user, backup_of(user))
    assert [str(problem) for problem in outcome.problems] == []
    assert (outcome.files, outcome.missing_files) == (0, 2)
    assert StoredFile.objects.filter(owner=other_user).count() == 2


def _contents(user: User) -> list[str]:
    stored = StoredFile.objects.filter(owner=user)
    return [one.key for one in stored if storages["documents"].exists(one.key)]
