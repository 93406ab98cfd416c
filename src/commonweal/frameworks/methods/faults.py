"""What is wrong with a content file, and where. Pure: no Django, no clock, no files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to mend, as an editor's "go to line" reads it: ``file.yaml:123: message``."""

    path: str
    line: int
    """Counted from 1."""
    message: str
    cell: str = ""
    """In a workbook: sheet and cell, such as ``questions!F12``."""

    @property
    def where(self) -> str:
        """File and line, or file, sheet and cell."""
        return f"{self.path}:{self.cell or self.line}"

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"
