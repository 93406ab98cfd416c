"""Every package has its contracts, and every contract names a package that is there."""

import tomllib
from pathlib import Path

import pytest

import commonweal

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(commonweal.__file__).parent
PRIVATE = ("views", "forms", "tables", "consumers")
SHARED = {"commonweal.kernel.forms"}
"""The base of every package's forms."""

pytestmark = pytest.mark.any_database


@pytest.fixture(scope="module")
def contracts() -> list[dict]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def packages() -> list[str]:
    return sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))


def domain_packages() -> list[str]:
    return [name for name in packages() if name not in {"site", "api"}]


def private_modules(package: str) -> list[str]:
    folder = SOURCE / package
    here = [name for name in PRIVATE if (folder / f"{name}.py").exists() or (folder / name).is_dir()]
    return [module for name in here if (module := f"commonweal.{package}.{name}") not in SHARED]


def test_layers_between_packages_are_exhaustive(contracts):
    stack = next(contract for contract in contracts if contract["containers"] == ["commonweal"])
    named = {word.strip("() ") for layer in stack["layers"] for word in layer.split("|")}
    assert stack["exhaustive"] is True
    assert [package for package in packages() if package not in named] == []


def test_every_domain_package_has_layers_inside(contracts):
    inside = next(contract for contract in contracts if contract["name"] == "Inside a package, imports go down")
    assert sorted(inside["containers"]) == [f"commonweal.{package}" for package in domain_packages()]


@pytest.mark.parametrize("package", domain_packages())
def test_views_and_forms_of_every_package_are_private(contracts, package):
    protected = [contract for contract in contracts if contract["type"] == "protected"]
    mine = [
        contract
        for contract in protected
        if any(module.startswith(f"commonweal.{package}.") for module in contract["protected_modules"])
    ]
    covered = sorted(module for contract in mine for module in contract["protected_modules"])
    assert covered == sorted(private_modules(package))
    foreign = [
        importer
        for contract in mine
        for importer in contract["allowed_importers"]
        if not importer.startswith(f"commonweal.{package}.")
    ]
    assert foreign == []


def test_methods_are_pure(contracts):
    pure = next(contract for contract in contracts if contract["name"] == "methods/ is pure")
    assert pure["source_modules"] == ["commonweal.*.methods"]
    assert {"django", "random", "time", "duckdb", "ibis"} <= set(pure["forbidden_modules"])
