"""Where the private servers are, and when they are not used."""

import os
from pathlib import Path

import pytest
import redis
from psycopg.conninfo import conninfo_to_dict

from jobtracker.embedded import service_urls
from jobtracker.embedded.directories import private_directory
from jobtracker.embedded.errors import ServiceError
from jobtracker.embedded.locations import Locations, data_directory


def test_without_urls_the_private_servers_of_the_data_directory_are_meant() -> None:
    urls = service_urls({}, Path("/srv/tracker/var"))

    assert (urls.database_is_private, urls.redis_is_private) == (True, True)
    assert conninfo_to_dict(urls.database_url) == {
        "user": "jobtracker",
        "dbname": "jobtracker",
        "host": "/srv/tracker/var/run",
        "port": "5432",
    }
    assert urls.redis_url == "unix:///srv/tracker/var/run/valkey.sock"


def test_given_urls_are_used_as_they_are() -> None:
    given = {"DATABASE_URL": "postgres://db.example/jobs", "REDIS_URL": "redis://cache.example/3"}

    urls = service_urls(given, Path("/srv/tracker/var"))

    assert (urls.database_url, urls.redis_url) == ("postgres://db.example/jobs", "redis://cache.example/3")
    assert (urls.database_is_private, urls.redis_is_private) == (False, False)


def test_one_of_the_two_may_be_given() -> None:
    urls = service_urls({"REDIS_URL": "redis://cache.example/3", "DATABASE_URL": ""}, Path("/srv/tracker/var"))

    assert (urls.database_is_private, urls.redis_is_private) == (True, False)


def test_a_child_that_is_told_the_private_url_still_knows_that_it_is_private() -> None:
    private = service_urls({}, Path("/srv/tracker/var"))

    assert service_urls({"DATABASE_URL": private.database_url}, Path("/srv/tracker/var")).database_is_private


def test_asking_for_the_urls_creates_nothing(tmp_path: Path) -> None:
    service_urls({}, tmp_path / "var")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "directory", ["/srv/" + "deep/" * 30 + "var", "/home/Ann Smith/var", "/home/Zoë/var", "/a%20b"]
)
def test_a_path_too_long_or_too_odd_for_a_socket_gets_a_short_plain_one(directory: str) -> None:
    locations = Locations.of(Path(directory))

    assert len(str(locations.postgres_socket)) < 60
    assert str(locations.socket_dir).isascii()
    assert " " not in locations.redis_url
    path = redis.ConnectionPool.from_url(locations.redis_url).connection_kwargs["path"]
    assert path == str(locations.valkey_socket)


def test_every_data_directory_has_sockets_of_its_own() -> None:
    long = Path("/srv/" + "deep/" * 30)

    sockets = {Locations.of(path).socket_dir for path in (long / "a", long / "b", Path("/srv/a"), Path("/srv/b"))}

    assert len(sockets) == 4


def test_a_directory_is_the_same_by_whatever_path_it_is_reached(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")

    assert Locations.of(tmp_path / "link" / "var") == Locations.of(tmp_path / "real" / "var")


def test_the_data_directory_is_var_unless_the_environment_names_one(tmp_path: Path) -> None:
    assert data_directory({}).name == "var"
    assert data_directory({"JOBTRACKER_DATA_DIR": str(tmp_path)}) == tmp_path


def test_a_private_directory_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    private_directory(tmp_path / "a" / "b")
    (tmp_path / "open").mkdir(mode=0o755)
    private_directory(tmp_path / "open")

    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "open").stat().st_mode & 0o777 == 0o700


def test_a_link_that_somebody_put_in_the_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o755)
    (tmp_path / "run").symlink_to("elsewhere")

    with pytest.raises(ServiceError, match="must be a directory"):
        private_directory(tmp_path / "run")
    assert (tmp_path / "elsewhere").stat().st_mode & 0o777 == 0o755


def test_the_directory_of_somebody_else_is_refused(tmp_path: Path) -> None:
    foreign = Path("/etc")
    if foreign.stat().st_uid == tmp_path.stat().st_uid:  # these tests run as root
        foreign = tmp_path / "theirs"
        foreign.mkdir()
        os.chown(foreign, 65534, 65534)

    with pytest.raises(ServiceError, match="not to you"):
        private_directory(foreign)
