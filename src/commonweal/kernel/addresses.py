"""Addresses that stand on every page, worked out once."""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, reverse

KEPT_ADDRESSES = 4096


def address(name: str, *args: str) -> str:
    """As Django's ``reverse``, kept for the next page: for names with a community's slug or a question's ref."""
    return _address(settings.ROOT_URLCONF, get_script_prefix(), name, args)


@lru_cache(maxsize=KEPT_ADDRESSES)
def _address(_urlconf: str, _prefix: str, name: str, args: tuple[str, ...]) -> str:
    return reverse(name, args=args)
