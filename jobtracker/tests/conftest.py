"""A web process whose database and Redis are reached through proxies that can fail."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from django.db import connections
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from pytest_django import DjangoDbBlocker

from jobtracker.testing.database import drop_database
from jobtracker.testing.tcp_proxy import TcpProxy, Upstream, proxy_of
from jobtracker.testing.web_process import Browser, WebProcess, web_process

PASSWORD = "correct horse battery staple"


@dataclass
class Installation:
    """A web process, the proxies between it and its servers, and a person who is signed in."""

    web: WebProcess
    database: TcpProxy
    redis: TcpProxy
    database_url: str
    person: Browser

    def stranger(self) -> Browser:
        """Somebody who is not signed in."""
        return Browser(self.web.port)

    def resume(self) -> None:
        """Have every part work again."""
        self.database.resume()
        self.redis.resume()

    def titles(self) -> set[str]:
        """The titles of all postings that the database holds, asked past the proxy."""
        with psycopg.connect(self.database_url) as connection:
            return {title for (title,) in connection.execute("SELECT title FROM jobs_job").fetchall()}


@pytest.fixture(scope="module")
def database_copy(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The URL of a copy of the test database: what a web process commits there, no other test sees."""
    name = f"copy_{uuid4().hex}"
    with django_db_blocker.unblock():
        template = connections["default"].settings_dict["NAME"]
        connections.close_all()
    url = make_conninfo(os.environ["DATABASE_URL"], dbname=name)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield url
        finally:
            drop_database(connection, name)


@contextmanager
def installation_on(database_url: str, data_dir: Path, **environment: str) -> Iterator[Installation]:
    """An installation on the test run's servers, for as long as the block runs."""
    with ExitStack() as stack:
        database = stack.enter_context(proxy_of(postgres_address(database_url)))
        redis = stack.enter_context(proxy_of(redis_address(os.environ["REDIS_URL"])))
        web = stack.enter_context(
            web_process(
                database_url=make_conninfo(database_url, host="127.0.0.1", port=database.port),
                redis_url=f"redis://127.0.0.1:{redis.port}/0",
                data_dir=data_dir,
                **environment,
            )
        )
        person = Browser(web.port)
        person.sign_up(f"{uuid4().hex}@example.org", PASSWORD)
        yield Installation(web, database, redis, database_url, person)


def postgres_address(url: str) -> Upstream:
    """Where the PostgreSQL of a URL listens."""
    parts = conninfo_to_dict(url)
    host, port = str(parts.get("host") or "127.0.0.1"), int(parts.get("port") or 5432)
    return Path(host) / f".s.PGSQL.{port}" if host.startswith("/") else (host, port)


def redis_address(url: str) -> Upstream:
    """Where the Redis of a URL listens."""
    parts = urlsplit(url)
    return Path(parts.path) if parts.scheme == "unix" else (parts.hostname or "127.0.0.1", parts.port or 6379)
