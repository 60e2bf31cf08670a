"""Nothing of the API escapes the matrix: each route and method has a class that tests who may do what with it."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.relations import ManyRelatedField, RelatedField
from rest_framework.serializers import Serializer

from jobtracker.ownership import OwnedRelatedField
from jobtracker.testing.matrix import EndpointMatrix, ListMatrix, OwnedObjectMatrix

# Pages about the API, which show nobody's rows.
WITHOUT_ROWS = {("api-root", "get"), ("schema", "get"), ("swagger-ui", "get"), ("redoc", "get")}
# DRF answers these itself, from the others.
DERIVED_METHODS = {"head", "options"}


def _routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern, path)
        else:
            yield path, pattern


def _api_routes() -> list[URLPattern]:
    return [pattern for path, pattern in _routes(get_resolver()) if path.startswith("api/")]


def _operations(pattern: URLPattern) -> set[tuple[str, str]]:
    """The route's name with each method it answers."""
    actions: dict[str, str] = getattr(pattern.callback, "actions", None) or {}
    view = pattern.callback.cls  # type: ignore[attr-defined]  # DRF's views say whose they are
    methods = (set(actions) or set(dir(view))) & set(view.http_method_names)
    assert pattern.name, f"{pattern.pattern} has no name"
    return {(pattern.name, method) for method in methods - DERIVED_METHODS}


def _subclasses(base: type) -> Iterator[Any]:
    subclass: type
    for subclass in base.__subclasses__():
        yield subclass
        yield from _subclasses(subclass)


def _import_of_each_app(*patterns: str) -> list[str]:
    """Import the modules of our apps whose files fit; which they are."""
    ours = [app for app in apps.get_app_configs() if (settings.BASE_DIR / app.name).is_dir()]
    files = [file for app in ours for pattern in patterns for file in sorted(Path(app.path).glob(pattern))]
    paths = [file.relative_to(settings.BASE_DIR).with_suffix("") for file in files if file.stem != "__init__"]
    modules = [".".join(path.parts) for path in paths]
    for module in modules:
        import_module(module)
    return modules


@pytest.fixture(scope="module")
def matrix() -> list[type[EndpointMatrix]]:
    """The classes of every app's `tests/test_api_matrix.py`, and of those beside it for single subjects."""
    _import_of_each_app("tests/test_*matrix.py")
    return [case for case in _subclasses(EndpointMatrix) if hasattr(case, "route")]


def test_the_matrix_covers_every_route_and_method_of_the_api(matrix: list[type[EndpointMatrix]]) -> None:
    served = set().union(*map(_operations, _api_routes()))
    covered = {(case.route, operation.method) for case in matrix for operation in case.operations}
    assert served - covered == WITHOUT_ROWS
    assert covered - served == set()


def test_pytest_collects_every_class_of_the_matrix(matrix: list[type[EndpointMatrix]]) -> None:
    assert [case.__name__ for case in matrix if not case.__name__.startswith("Test")] == []


def test_a_list_has_the_cases_of_a_list_and_an_address_with_ids_those_of_an_object(
    matrix: list[type[EndpointMatrix]],
) -> None:
    by_route = {case.route: case for case in matrix}
    for pattern in _api_routes():
        if pattern.name in by_route:
            case = by_route[pattern.name]
            actions: dict[str, str] = getattr(pattern.callback, "actions", {})
            keys = list(pattern.pattern.regex.groupindex)
            assert issubclass(case, ListMatrix) == ("list" in actions.values()), pattern.name
            assert issubclass(case, OwnedObjectMatrix) == bool(keys), pattern.name
            assert list(getattr(case, "keys", [])) == keys, pattern.name


def test_every_reference_that_a_body_may_hold_is_one_to_the_callers_own_rows() -> None:
    modules = _import_of_each_app("serializers.py", "serializers/*.py")
    for serializer in (case for case in _subclasses(Serializer) if case.__module__ in modules):
        for name, field in serializer().fields.items():
            if isinstance(field, RelatedField | ManyRelatedField) and not field.read_only:
                assert isinstance(field, OwnedRelatedField), f"{serializer.__name__}.{name}"
