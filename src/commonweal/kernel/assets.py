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


def _version() -> int:
    """When the build was made, in nanoseconds; while developing it may be made anew under a running site."""
    return (Path(settings.ASSETS_DIR) / "manifest.json").stat().st_mtime_ns


def _hashed(name: str) -> str:
    built = _manifest(str(settings.ASSETS_DIR), _version() if settings.DEBUG else 0)
    try:
        return built[name]
    except KeyError:
        raise ImproperlyConfigured(f"The build has no {name}. Run 'make assets' and start again.") from None


@lru_cache(maxsize=2)
def _manifest(folder: str, _version: int) -> dict[str, str]:
    try:
        built: dict[str, str] = json.loads((Path(folder) / "manifest.json").read_text())
    except FileNotFoundError:
        raise ImproperlyConfigured("The pages' styles and scripts are not built. Run 'make assets'.") from None
    return built
