"""Runs a management command under the name it has in ``commonweal``, with sentences instead of tracebacks."""

import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import load_command_class
from django.core.management.base import CommandError, SystemCheckError

from commonweal.site import exits
from commonweal.site.boot import set_up_django


def run_managed(name: str, spoken_as: str, arguments: list[str]) -> int:
    """Run the command ``name``, known to people as ``commonweal <spoken_as>``; return its exit code."""
    try:
        set_up_django()
        # With --traceback Django raises a refusal; without it, it would print the name of the class before the words.
        argv = ["commonweal", spoken_as, "--traceback", *arguments]
        load_command_class("commonweal.site", name).run_from_argv(argv)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else exits.REFUSED
    except ImproperlyConfigured as problem:
        sys.stderr.write(f"{problem}\n")
        return exits.NOT_READY
    except SystemCheckError as problem:
        sys.stderr.write(f"{problem}\n")
        return exits.REFUSED
    except CommandError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return refusal.returncode
    return exits.DONE
