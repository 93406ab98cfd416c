"""The job process: mail, documents, figures, imports. Started by the supervisor or by ``commonweal worker``."""

import argparse
import sys
from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured

from commonweal.site import exits
from commonweal.site.arguments import PlainParser
from commonweal.site.boot import set_up_django
from commonweal.site.lifeline import stop_with_parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Take jobs until SIGTERM or Ctrl-C; the job at hand is finished first."""
    parser = PlainParser(
        prog="commonweal worker",
        description="Run a job process: mail, documents, figures, imports. 'serve' runs one by itself.",
        epilog=exits.HELP,
    )
    parser.add_argument("--until-empty", action="store_true", help="end when no job is waiting")
    parser.add_argument("--supervised", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.supervised:
        stop_with_parent()
    try:
        set_up_django()
    except ImproperlyConfigured as problem:
        return _not_ready(str(problem))
    return _work(until_empty=options.until_empty)


def _work(*, until_empty: bool) -> int:
    from commonweal.site import readiness  # noqa: PLC0415 -- app ready
    from commonweal.site.job_loop import JobLoop  # noqa: PLC0415 -- app ready

    if fault := readiness.first_fault_of_data():
        return _not_ready(fault)
    JobLoop(until_empty=until_empty).run()
    return exits.DONE


def _not_ready(fault: str) -> int:
    sys.stderr.write(f"{fault}\n")
    return exits.NOT_READY


if __name__ == "__main__":
    sys.exit(main())
