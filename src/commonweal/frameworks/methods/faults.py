"""What is wrong with a content file, and where. Pure: no Django, no clock, no files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to mend, as an editor's "go to line" reads it: ``file.yaml:123: message``."""

    path: str
    line: int
    """Counted from 1."""
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"
