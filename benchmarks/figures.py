"""One measured figure, and how a list of them is written down."""

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"

HOW_TO_READ = (
    "How to read it:",
    "",
    "- Times are CPU times in one process unless the name says otherwise: the median of 30 calls, after three before.",
    "- A floor is the least the same machine needs for the like, measured in the same run, call by call in turns.",
    "  For a page it is a view that says hello, without middleware. A ratio is a value in floors. Absolute times",
    "  do not travel between machines, and on a busy one all are longer: compare ratios, and let nothing else run.",
    "- A goal bounds the ratio where there is a floor, and the value elsewhere. A page may cost 40 floors. Pages that",
    "  show everything at once may cost 120; they are named below.",
    "- Queries are those of a page that was opened before. Its first visit weighs the page with its style and scripts,",
    "  compressed, without fonts and figures; the editor is counted apart.",
    "- Pages are those of `benchmarks/page_list.py`, each opened by whom it is for, in the worked example with the",
    "  whole Profile written. A test compares that list with the addresses of the site.",
    "- What misses its goal stands at the end, with the cause as far as it is known.",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A value, what it is compared with, and what is wanted.

    ``floor`` is the least that the same machine needs for the like, measured in the same run and in the
    same unit. ``goal`` bounds the ratio where there is a floor, else the value; None for a figure that
    is only printed. ``note`` names the cause where a goal is missed; ``large`` says why a page has the goal of the
    largest ones.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    goal: float | None = None
    note: str = ""
    large: str = ""

    @property
    def ratio(self) -> float | None:
        """Value in floors."""
        return self.value / self.floor if self.floor else None

    @property
    def holds(self) -> bool | None:
        """Whether the goal is met; None without a goal."""
        if self.goal is None:
            return None
        return (self.value if self.ratio is None else self.ratio) <= self.goal


def write(figures: Sequence[Figure], folder: Path = REFERENCE) -> None:
    """Write ``performance.json`` and ``performance.md``."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [{**_rounded(figure), "holds": figure.holds} for figure in figures]
    (folder / "performance.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    (folder / "performance.md").write_text(as_page(figures), encoding="utf-8")


def as_page(figures: Sequence[Figure]) -> str:
    """A Markdown page with one table."""
    lines = [
        "# Performance",
        "",
        "Written by `make bench`; do not edit.",
        "",
        *HOW_TO_READ,
        "",
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}.",
        "",
        "| Figure | Value | Unit | Floor | Ratio | Goal | Holds |",
        "|---|--:|---|--:|--:|--:|---|",
    ]
    lines += [_row(figure) for figure in figures]
    large = [figure for figure in figures if figure.large]
    if large:
        lines += ["", "## Which pages are the largest", "", *(f"- {figure.name}: {figure.large}." for figure in large)]
    missed = [figure for figure in figures if figure.holds is False]
    if missed:
        lines += ["", "## What misses its goal", "", *(_miss(figure) for figure in missed)]
    return "\n".join(lines) + "\n"


def _row(figure: Figure) -> str:
    holds = {True: "yes", False: "**no**", None: ""}[figure.holds]
    cells = [_number(figure.floor), _number(figure.ratio), _number(figure.goal), holds]
    return f"| {figure.name} | {_number(figure.value)} | {figure.unit} | {' | '.join(cells)} |"


def _miss(figure: Figure) -> str:
    ratio = figure.value if figure.ratio is None else figure.ratio
    return f"- **{figure.name}**: {_number(ratio)} where {_number(figure.goal)} is wanted. {figure.note}".rstrip()


def _rounded(figure: Figure) -> dict[str, object]:
    values = {**asdict(figure), "ratio": figure.ratio}
    ordered = ("name", "value", "unit", "floor", "ratio", "goal", "note", "large")
    return {name: round(value, 3) if isinstance(value := values[name], float) else value for name in ordered}


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
