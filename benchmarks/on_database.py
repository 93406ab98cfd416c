"""``python -m benchmarks.on_database NAME``: one module's figures alone, on an empty database."""

import os
import sys
import tempfile
from importlib import import_module


def main(name: str) -> int:
    """Migrate, measure, print; return 0 if every goal is met."""
    with tempfile.TemporaryDirectory(prefix="commonweal-bench-") as folder:
        os.environ["COMMONWEAL_DATA"] = folder
        from commonweal.site.boot import set_up_django  # noqa: PLC0415 -- app ready

        set_up_django()
        from django.core.management import call_command  # noqa: PLC0415 -- app ready

        call_command("migrate", verbosity=0)
        figures = list(import_module(f"benchmarks.{name}").figures())
    for figure in figures:
        ratio = f"{figure.ratio:8.1f} floors" if figure.ratio else ""
        verdict = "  MISSED" if figure.holds is False else ""
        print(f"{figure.name:<52} {figure.value:10.2f} {figure.unit:<8}{ratio}{verdict}")
    return 0 if all(figure.holds is not False for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
