"""Every name that is enqueued has a handler, and every handler is enqueued by someone."""

import ast
from pathlib import Path

import pytest

import commonweal
from commonweal.kernel import jobs

SOURCE = Path(commonweal.__file__).parent

pytestmark = pytest.mark.any_database


def enqueued_names() -> dict[str, str]:
    """Each name given to ``jobs.enqueue`` or ``jobs.recurring``, with the place where it stands."""
    return {
        call.args[0].value: f"{path.relative_to(SOURCE)}:{call.lineno}"
        for path in sorted(SOURCE.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"enqueue", "recurring"}
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "jobs"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def test_every_enqueued_name_has_a_handler():
    assert {name: place for name, place in enqueued_names().items() if name not in jobs.handler_names()} == {}


def test_every_handler_has_someone_who_asks_for_it():
    ours = {name for name in jobs.handler_names() if not name.startswith("test")}
    assert sorted(ours - enqueued_names().keys()) == []


def test_names_say_their_package():
    packages = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    ours = [name for name in jobs.handler_names() if not name.startswith("test")]
    assert [name for name in ours if name.split(".")[0] not in packages] == []
