"""Starts Django for a process of ours, with the settings of a common installation unless others are named."""

import os

import django

SETTINGS = "commonweal.site.settings.local"


def set_up_django() -> None:
    """Load settings and packages. ``DJANGO_SETTINGS_MODULE`` may name other settings, as in the tests."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
