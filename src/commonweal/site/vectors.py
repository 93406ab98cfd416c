"""``commonweal vectors``: published examples against our methods, a line per case. Starts without Django."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from commonweal.measures.methods import vectors
from commonweal.measures.methods.vectors.reading import NotAmongOurs
from commonweal.site import exits
from commonweal.site.arguments import PlainParser


class Outcome(StrEnum):
    """How a case came out, as it is printed."""

    PASSED = "ok"
    FAILED = "FAILED"
    LATER = "not ours"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case of a file; ``number`` counts from 1, and is 0 for a file that is none of ours."""

    outcome: Outcome
    path: Path
    number: int
    method: str
    faults: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The line, with the first fault and how many more there are."""
        case = f" case {self.number}" if self.number else ""
        line = f"{self.outcome:<8}  {self.path}{case}  {self.method}".rstrip()
        if not self.faults:
            return line
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        return f"{line}: {self.faults[0]}{more}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line per case; fail if a case does, or a file cannot be read."""
    parser = PlainParser(
        prog="commonweal vectors",
        description="Compare our statistical methods with published examples (JSON files, or folders of them).",
        epilog=exits.HELP,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="a JSON file or a folder of them")
    options: argparse.Namespace = parser.parse_args(arguments)
    files = list(_files(options.paths))
    if not files:
        sys.stderr.write("There is no JSON file at these paths.\n")
        return exits.REFUSED
    counted: Counter[Outcome] = Counter()
    for path in files:
        for line in cases_of(path):
            counted[line.outcome] += 1
            sys.stdout.write(f"{line}\n")
    told = ", ".join(f"{counted[outcome]} {outcome}" for outcome in Outcome)
    sys.stdout.write(f"{counted.total()} cases in {len(files)} files: {told}.\n")
    return exits.REFUSED if counted[Outcome.FAILED] else exits.DONE


def cases_of(path: Path) -> Iterator[CaseLine]:
    """Every case of a file; a file that cannot be read is one failed line."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        method, tolerance, cases = document["method"], document.get("tolerance", {}), list(document["cases"])
    except (OSError, ValueError, LookupError, TypeError) as problem:
        yield CaseLine(Outcome.FAILED, path, 0, "", (f"not a file of vectors ({type(problem).__name__})",))
        return
    for number, case in enumerate(cases, start=1):
        yield _case(path, number, method, case, tolerance)


def _case(path: Path, number: int, method: str, case: Mapping[str, Any], tolerance: Mapping[str, float]) -> CaseLine:
    try:
        faults = vectors.faults(method, case, tolerance)
    except NotAmongOurs:
        return CaseLine(Outcome.LATER, path, number, method)
    except (ArithmeticError, LookupError, TypeError, ValueError) as problem:
        faults = [f"{type(problem).__name__}: {problem}"]
    return CaseLine(Outcome.FAILED if faults else Outcome.PASSED, path, number, method, tuple(faults))


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.json")) if path.is_dir() else [path]


if __name__ == "__main__":
    sys.exit(main())
