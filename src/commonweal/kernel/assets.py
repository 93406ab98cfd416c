"""Addresses of the built files. The build writes a manifest from plain names to hashed names."""

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

PREFIX = "/assets/"


def address_of(name: str) -> str:
    """The address of a built file, such as ``/assets/app.4f3a9c.js`` for ``app.js``.

    Raises:
        ImproperlyConfigured: if the build has not made that file.
    """
    return PREFIX + _hashed(name)


def path_of(name: str) -> Path:
    """Where a built file lies, such as the list of counties.

    Raises:
        ImproperlyConfigured: if the build has not made that file.
    """
    return Path(settings.ASSETS_DIR) / _hashed(name)


def _hashed(name: str) -> str:
    built = _manifest(Path(settings.ASSETS_DIR), is_fresh=settings.DEBUG)
    try:
        return built[name]
    except KeyError:
        raise ImproperlyConfigured(f"The build has no {name}. Run 'make assets' and start again.") from None


def _manifest(folder: Path, *, is_fresh: bool) -> dict[str, str]:
    return _read_manifest(folder, (folder / "manifest.json").stat().st_mtime_ns if is_fresh else 0)


@lru_cache(maxsize=2)
def _read_manifest(folder: Path, _version: int) -> dict[str, str]:
    try:
        built: dict[str, str] = json.loads((folder / "manifest.json").read_text())
    except FileNotFoundError:
        raise ImproperlyConfigured("The pages' styles and scripts are not built. Run 'make assets'.") from None
    return built
