"""What loads when, and that no import hides inside a function without a reason."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import commonweal

SOURCE = Path(commonweal.__file__).parent
HEAVY = (
    "altair",
    "docx",
    "duckdb",
    "ibis",
    "numpy",
    "openpyxl",
    "pandas",
    "pyarrow",
    "python_calamine",
    "scipy",
    "typst",
    "vl_convert",
)
"""Libraries of the job process; each would make every web process larger and every start slower."""

REASONS = ("slow import", "optional dependency", "app ready")


def modules_after(code: str) -> set[str]:
    """Names of the modules loaded after some code ran in a process of its own."""
    whole = f"import os, sys, json\nos.environ['DJANGO_SETTINGS_MODULE'] = 'commonweal.site.settings.test'\n{code}"
    asked = [sys.executable, "-c", f"{whole}\nprint(json.dumps(sorted(sys.modules)))"]
    return set(json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout))


@pytest.mark.any_database
def test_settings_addresses_and_sockets_load_no_heavy_library():
    loaded = modules_after(
        "import django; django.setup()\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        "import commonweal.site.asgi, commonweal.site.web"
    )
    assert [name for name in HEAVY if name in loaded] == []


def inner_imports(path: Path) -> list[tuple[int, str]]:
    """Line number and text of each import inside a function."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    found = {
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    return [(number, lines[number - 1]) for number in sorted(found)]


@pytest.mark.any_database
def test_import_inside_a_function_says_why():
    unexplained = [
        f"{path.relative_to(SOURCE)}:{number}"
        for path in sorted(SOURCE.rglob("*.py"))
        for number, line in inner_imports(path)
        if not any(f"# noqa: PLC0415 -- {reason}" in line for reason in REASONS)
    ]
    assert unexplained == []
