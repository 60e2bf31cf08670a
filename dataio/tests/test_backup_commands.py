"""Backups and restores from a shell."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from dataio.tests.archives import members_of, packed
from dataio.tests.whole_accounts import differences_of, fill, state_of
from jobtracker.testing.database import every_row

pytestmark = pytest.mark.django_db(transaction=True)


def command(name: str, *arguments: str | Path) -> str:
    """What a command prints."""
    out = StringIO()
    call_command(name, *map(str, arguments), stdout=out)
    return out.getvalue()


def test_one_account_goes_out_and_comes_into_a_new_one(
    user: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(user, with_sample=False)
    path = tmp_path / "mine.zip"
    said = command("backup", "--user", user.email.upper(), "--output", path)
    assert said.startswith(f"{path}: ")
    assert path.stat().st_mode & 0o777 == 0o600
    assert f"{user.email}: 70 %" in capsys.readouterr().err
    before = every_row()
    tried = command("restore", path, "--user", "new@example.org", "--create", "--dry-run")
    assert "nothing was written" in tried
    assert {**every_row(), "account.EmailAddress": []} == {**before, "account.EmailAddress": []}
    done = command("restore", path, "--user", "new@example.org", "--create")
    assert "Restored." in done
    assert differences_of(state_of(user), state_of(User.objects.get(email="new@example.org"))) == []


def test_all_accounts_go_out_and_each_comes_back_into_its_own(user: User, other_user: User, tmp_path: Path) -> None:
    fill(user, with_sample=False)
    before = state_of(user)
    command("backup", "--all", "--output", tmp_path / "all")
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == sorted(
        [f"{user.email}.zip", f"{other_user.email}.zip"]
    )
    email = user.email
    user.delete()
    command("restore", tmp_path / "all" / f"{email}.zip", "--create")
    assert differences_of(before, state_of(User.objects.get(email=email))) == []


@pytest.fixture
def backup(user: User, tmp_path: Path) -> Path:
    """The backup of an account with a skill in it."""
    user.skills.create(name="Python")
    command("backup", "--user", user.email, "--output", tmp_path / "mine.zip")
    return tmp_path / "mine.zip"


WRONG: dict[str, tuple[Callable[[Path], list[Any]], str]] = {
    "no account": (lambda path: ["restore", path, "--user", "nobody@example.org"], "--create"),
    "no file": (lambda path: ["restore", path.parent / "none.zip"], "No such file"),
    "no backup": (lambda path: ["restore", __file__], "Nothing was restored"),
    "a problem": (lambda path: ["restore", _spoiled(path), "--user", "new@example.org", "--create"], "skills, row 1"),
    "nobody to back up": (lambda path: ["backup", "--user", "nobody@example.org", "--output", path], "no account"),
    "nowhere to write": (lambda path: ["backup", "--all", "--output", path / "x"], "Cannot write"),
    "no address": (lambda path: ["restore", path, "--user", "nobody", "--create"], "cannot have an account"),
}


def _spoiled(path: Path) -> Path:
    spoiled = path.parent / "spoiled.zip"
    spoiled.write_bytes(packed(members_of(path.read_bytes()) | {"data/skills.ndjson": b"[]\n"}))
    return spoiled


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_done_is_said_and_leaves_nothing(
    arguments: Callable[[Path], list[Any]], said: str, backup: Path
) -> None:
    before, files = every_row(), sorted(backup.parent.rglob("*"))
    asked = arguments(backup)
    with pytest.raises(CommandError, match=said):
        command(*asked)
    assert every_row() == before
    assert len(sorted(backup.parent.rglob("*"))) <= len(files) + 1
    assert not User.objects.filter(email="new@example.org").exists()
