"""What every endpoint owes its owner, somebody else, and nobody: test cases that an endpoint's class inherits.

A subclass names its route and operations and makes the rows that they work on.
`jobtracker/tests/test_api_coverage.py` fails for a route of the API that no subclass covers.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Any, ClassVar, Final, Protocol

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.database import every_row
from jobtracker.testing.forms import form_of

# The kit knows no app: a person is what the `user` fixture gives.
Person = Any
ClientOf = Callable[[Person | None], APIClient]


class TokenClientOf(Protocol):
    """Makes an API client that shows a token of the given person's."""

    def __call__(self, person: Person, scope: str, *, revoked: bool = False) -> APIClient:
        """The client."""


# An id is a number, or a UUID.
Address = dict[str, Any]

SAFE_METHODS: Final = ("get", "head", "options")
EVERY_METHOD: Final = (*SAFE_METHODS, "post", "put", "patch", "delete")
HTML: Final = {"Accept": "text/html"}
# Nothing has this id, though a bigint column could hold it.
NO_SUCH_ID: Final = 2**62
# Zero, negative, the first beyond 64 bits, far beyond them, more than `int` reads, a fraction, a word, and a NUL.
IMPOSSIBLE_IDS: Final = ("0", "-1", str(2**63), "9" * 30, "9" * 5_000, "1.5", "x", "%00")


@dataclass(frozen=True)
class Operation:
    """One method of an endpoint, and the status of its answer to the owner."""

    method: str
    status: int = 200
    format: str = "json"
    takes_tokens: bool = True
    # Whether its body is JSON and nothing else: the browsable page then has a form for raw content alone.
    is_json_alone: bool = False


class EndpointMatrix:
    """The cases of every endpoint. A subclass gives the route's name, its operations, and what they work on."""

    route: ClassVar[str]
    operations: ClassVar[Sequence[Operation]]

    def address(self, owner: Person) -> Address:
        """Make what the endpoint's address leads to; the address's parts. Nothing by default."""
        return {}

    def body(self, method: str, owner: Person) -> Any:
        """A body with which `owner` succeeds. Called anew for each request: a file is read only once."""
        return None

    def form_body(self, method: str, owner: Person) -> Any:
        """The same as a form of the browsable API sends it."""
        return self.body(method, owner)

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Run a case once for each operation, where it asks for one."""
        if "operation" in metafunc.fixturenames:
            methods = [operation.method for operation in self.operations]
            metafunc.parametrize("operation", self.operations, ids=methods)

    def send(self, client: APIClient, operation: Operation, url: str, body: Any, **headers: str) -> Any:
        """The answer to one request."""
        if operation.method in ("get", "head"):
            return getattr(client, operation.method)(url, headers=headers)
        return getattr(client, operation.method)(url, body, format=operation.format, headers=headers)

    def test_its_owner_is_served(self, operation: Operation, user: Person, client_of: ClientOf) -> None:
        url = reverse(self.route, kwargs=self.address(user))
        response = self.send(client_of(user), operation, url, self.body(operation.method, user))
        assert response.status_code == operation.status, response.content

    def test_a_stranger_must_sign_in(self, operation: Operation, user: Person, client_of: ClientOf) -> None:
        url = reverse(self.route, kwargs=self.address(user))
        body = self.body(operation.method, user)
        client = client_of(None)
        before = every_row()
        response = self.send(client, operation, url, body)
        assert response.status_code == 401
        assert error_of(response)["code"] == "not_authenticated"
        assert every_row() == before

    def test_a_session_without_the_csrf_token_reads_but_does_not_write(
        self, operation: Operation, user: Person
    ) -> None:
        url = reverse(self.route, kwargs=self.address(user))
        client = APIClient(enforce_csrf_checks=True)
        client.force_login(user)
        client.get("/")
        token = client.cookies[settings.CSRF_COOKIE_NAME].value
        body = self.body(operation.method, user)
        if operation.method not in SAFE_METHODS:
            before = every_row()
            response = self.send(client, operation, url, body)
            assert response.status_code == 403
            assert error_of(response)["code"] == "csrf_failed"
            assert every_row() == before
        # The very same request with the token: the lack of it was all that was wrong.
        headers = {} if operation.method in SAFE_METHODS else {"X-CSRFToken": token}
        response = self.send(client, operation, url, self.body(operation.method, user), **headers)
        assert response.status_code == operation.status, response.content

    def test_a_token_is_as_good_as_a_session_within_its_scope(
        self, operation: Operation, user: Person, token_client_of: TokenClientOf
    ) -> None:
        url = reverse(self.route, kwargs=self.address(user))
        body = self.body(operation.method, user)
        reader, writer = token_client_of(user, "read"), token_client_of(user, "full")
        before = every_row()
        response = self.send(reader, operation, url, body)
        if operation.method in SAFE_METHODS and operation.takes_tokens:
            assert response.status_code == operation.status, response.content
        else:
            assert response.status_code == 403
            expected = {"session_required"} if operation.method in SAFE_METHODS else {"read_only_token"}
            assert error_of(response)["code"] in expected
            assert every_row() == before
        response = self.send(writer, operation, url, self.body(operation.method, user))
        if operation.takes_tokens:
            assert response.status_code == operation.status, response.content
        else:
            assert response.status_code == 403
            assert error_of(response)["code"] == "session_required"

    def test_a_token_that_was_revoked_opens_nothing(
        self, operation: Operation, user: Person, client_of: ClientOf, token_client_of: TokenClientOf
    ) -> None:
        url = reverse(self.route, kwargs=self.address(user))
        body = self.body(operation.method, user)
        client = token_client_of(user, "full", revoked=True)
        client.force_login(user)  # a session that is shown along with it does not help
        before = every_row()
        response = self.send(client, operation, url, body)
        assert response.status_code == 401
        assert error_of(response)["code"] == "invalid_token"
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
        assert every_row() == before

    def test_its_browsable_page_renders(self, user: Person, client_of: ClientOf) -> None:
        url = reverse(self.route, kwargs=self.address(user))
        response = client_of(user).get(url, headers=HTML)
        methods = {operation.method for operation in self.operations}
        assert response.status_code == (200 if "get" in methods else 405)
        page = response.content.decode()
        assert response.headers["Content-Type"].startswith("text/html")
        assert ('method="POST"' in page) == ("post" in methods)
        assert ('data-method="PUT"' in page or 'data-method="PATCH"' in page) == bool({"put", "patch"} & methods)
        assert ('data-method="DELETE"' in page) == ("delete" in methods)

    def test_the_forms_on_its_browsable_page_work(self, user: Person) -> None:
        client = APIClient(enforce_csrf_checks=True)
        client.force_login(user)
        for operation in self.operations:
            if operation.is_json_alone:
                url = reverse(self.route, kwargs=self.address(user))
                form = form_of(client.get(url, headers=HTML).content.decode(), operation.method, is_raw=True)
                body = self.body(operation.method, user)
                # Of a list the page shows one item.
                members = body[0] if isinstance(body, list) else body
                assert set(members) <= set(json.loads(form["_content"]))
                assert form["_content_type"] == "application/json"
                # The page's script sends what is written there as it is, with the token as a header.
                headers = HTML | {"X-CSRFToken": client.cookies[settings.CSRF_COOKIE_NAME].value}
                response = self.send(client, operation, url, self.body(operation.method, user), **headers)
                assert response.status_code == operation.status, response.content
            elif operation.method in ("post", "put"):  # the page has forms for these two alone
                url = reverse(self.route, kwargs=self.address(user))
                form = form_of(client.get(url, headers=HTML).content.decode(), operation.method)
                filled_in = form | (self.form_body(operation.method, user) or {})
                headers = dict(HTML)
                if "csrfmiddlewaretoken" not in form:
                    # A script of the page sends the form, and the token as a header.
                    headers["X-CSRFToken"] = client.cookies[settings.CSRF_COOKIE_NAME].value
                response = getattr(client, operation.method)(url, filled_in, format="multipart", headers=headers)
                # A page has content, so that DRF makes 200 of 204.
                assert response.status_code == (operation.status if operation.status != 204 else 200), response.content
                assert response.headers["Content-Type"].startswith("text/html")


class OwnedObjectMatrix(EndpointMatrix):
    """The cases of an endpoint whose address holds ids: of an object, or of several that lie in each other."""

    keys: ClassVar[Sequence[str]] = ("pk",)
    no_such_id: ClassVar[Any] = NO_SUCH_ID

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Also: every method there is, and every way of putting foreign ids into the address."""
        super().pytest_generate_tests(metafunc)
        if "any_method" in metafunc.fixturenames:
            metafunc.parametrize("any_method", EVERY_METHOD)
        if "foreign" in metafunc.fixturenames:
            subsets = chain.from_iterable(combinations(self.keys, size) for size in range(1, len(self.keys) + 1))
            metafunc.parametrize("foreign", [pytest.param(subset, id="+".join(subset)) for subset in subsets])

    def operation_of(self, method: str) -> Operation:
        """The operation of this method; one with JSON for a method that the endpoint does not have."""
        found = [operation for operation in self.operations if operation.method == method]
        return found[0] if found else Operation(method)

    def test_somebody_elses_object_answers_as_one_that_does_not_exist(
        self, any_method: str, foreign: tuple[str, ...], user: Person, other_user: Person, client_of: ClientOf
    ) -> None:
        operation = self.operation_of(any_method)
        own, theirs = self.address(user), self.address(other_user)
        client = client_of(user)
        body = self.body(any_method, user)
        before = every_row()

        def answer(ids: Mapping[str, Any]) -> Any:
            url = reverse(self.route, kwargs={**own, **{key: ids[key] for key in foreign}})
            return self.send(client, operation, url, body, **{"X-Request-ID": "the-same-request"})

        # With the same request id and at the same instant, not a byte may differ.
        with time_machine.travel(timezone.now(), tick=False):
            to_theirs, to_missing = answer(theirs), answer(dict.fromkeys(self.keys, self.no_such_id))
        assert to_theirs.status_code == to_missing.status_code
        assert to_theirs.content == to_missing.content
        assert to_theirs.headers == to_missing.headers
        if operation in self.operations:
            assert to_theirs.status_code == 404
            assert error_of(to_theirs)["code"] == "not_found"
        assert every_row() == before

    def test_an_id_that_cannot_be_is_missing(self, operation: Operation, user: Person, client_of: ClientOf) -> None:
        own = self.address(user)
        url = reverse(self.route, kwargs={**own, self.keys[-1]: self.no_such_id})
        client = client_of(user)
        body = self.body(operation.method, user)
        before = every_row()
        for impossible in IMPOSSIBLE_IDS:
            response = self.send(client, operation, url.replace(str(self.no_such_id), impossible), body)
            assert response.status_code == 404, impossible
            assert error_of(response)["code"] == "not_found"
        assert every_row() == before


class ListMatrix(EndpointMatrix):
    """The cases of a list."""

    # What one page costs, whether it shows one row or many.
    queries: ClassVar[int]

    def fill(self, owner: Person, count: int) -> tuple[Address, set[Any]]:
        """Give `owner` a list of `count` new rows; its address, and their ids."""
        raise NotImplementedError

    def test_a_list_shows_exactly_the_callers_own_rows(
        self, user: Person, other_user: Person, client_of: ClientOf
    ) -> None:
        address, own = self.fill(user, 3)
        self.fill(other_user, 2)
        response = client_of(user).get(reverse(self.route, kwargs=address))
        assert sorted(row["id"] for row in response.json()["results"]) == sorted(own)

    @pytest.mark.parametrize("count", [1, 50])
    def test_a_page_costs_the_same_queries_however_many_rows_it_shows(
        self, count: int, user: Person, client_of: ClientOf
    ) -> None:
        address, own = self.fill(user, count)
        url = reverse(self.route, kwargs=address)
        client = client_of(user)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(url)
        assert len(response.json()["results"]) == count == len(own)
        assert len(captured) == self.queries, "\n".join(query["sql"] for query in captured)


class ReferenceMatrix(EndpointMatrix):
    """The cases of an endpoint whose bodies refer to other rows by their ids."""

    # The method whose body refers to rows, and for each referring field a maker of such a row.
    referring_method: ClassVar[str] = "post"
    references: ClassVar[Mapping[str, Callable[[Person], int]]]

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Also: every field that refers to a row."""
        super().pytest_generate_tests(metafunc)
        if "reference" in metafunc.fixturenames:
            metafunc.parametrize("reference", self.references)

    def test_a_reference_to_somebody_elses_row_answers_as_one_to_no_row(
        self, reference: str, user: Person, other_user: Person, client_of: ClientOf
    ) -> None:
        operation = next(o for o in self.operations if o.method == self.referring_method)
        url = reverse(self.route, kwargs=self.address(user))
        body = self.body(self.referring_method, user)
        theirs = self.references[reference](other_user)
        client = client_of(user)
        before = every_row()
        with time_machine.travel(timezone.now(), tick=False):
            to_theirs, to_missing = (
                self.send(client, operation, url, {**body, reference: value}, **{"X-Request-ID": "the-same-request"})
                for value in (theirs, NO_SUCH_ID)
            )
        assert to_theirs.content == to_missing.content
        assert to_theirs.headers == to_missing.headers
        assert refused_fields(to_theirs) == {reference: ["does_not_exist"]}
        assert every_row() == before


class SelectionMatrix(EndpointMatrix):
    """The cases of a bulk request whose body names rows by their ids, and perhaps by a filter of the list."""

    # What the body says beside the rows.
    change: ClassVar[Mapping[str, Any]] = {}
    takes_filter: ClassVar[bool] = True

    def row(self, owner: Person) -> int:
        """Make a row of `owner` that the request can be about; its id."""
        raise NotImplementedError

    def body(self, method: str, owner: Person) -> Any:
        """A request about one row."""
        return {"ids": [self.row(owner)], **self.change}

    def test_somebody_elses_id_answers_as_one_that_does_not_exist_and_nothing_is_done(
        self, user: Person, other_user: Person, client_of: ClientOf
    ) -> None:
        url, client = reverse(self.route), client_of(user)
        mine, theirs = self.row(user), self.row(other_user)
        before = every_row()
        with time_machine.travel(timezone.now(), tick=False):
            answers = [
                client.post(url, {"ids": [mine, row_id], **self.change}, headers={"X-Request-ID": "the-same-request"})
                for row_id in (theirs, NO_SUCH_ID)
            ]
        assert [answer.status_code for answer in answers] == [400, 400]
        items = [item for answer in answers for item in error_of(answer)["items"]]
        assert [item["id"] for item in items] == [theirs, NO_SUCH_ID]
        assert {(item["index"], item["field"], item["code"]) for item in items} == {(1, "id", "does_not_exist")}
        # Not a byte may differ but for the id itself.
        to_theirs, to_missing = (answer.content for answer in answers)
        assert to_theirs.replace(b'"id":%d,' % theirs, b'"id":%d,' % NO_SUCH_ID) == to_missing
        assert every_row() == before

    def test_a_filter_finds_the_callers_own_rows_alone(
        self, user: Person, other_user: Person, client_of: ClientOf
    ) -> None:
        url = reverse(self.route)
        mine, theirs = self.row(user), self.row(other_user)
        response = client_of(user).post(url, {"filter": {}, **self.change})
        if not self.takes_filter:
            assert refused_fields(response)["filter"] == ["unknown"]
            return
        answer = response.json()
        touched = [row_id for ids in answer.values() if isinstance(ids, list) for row_id in ids]
        assert touched == [mine], (touched, theirs)
