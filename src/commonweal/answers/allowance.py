"""How much work one person may cause a process: a store of bytes that empties with use and fills with time.

Nothing is refused for want of it. A socket whose person has used it up is simply not read for a while, as with a
slow line, so that one person leaves the others their share of the event loop.
"""

from dataclasses import dataclass
from datetime import datetime

MOST_BYTES = 8_000_000
"""What may be used at once: a long answer opened again and again on a bad line, or several large pastes."""
BYTES_PER_SECOND = 250_000
"""How fast it fills. Reading an update costs about 0.2 µs a byte, so this is some 5 % of one processor."""
FRAME_BYTES = 200
"""What a frame costs beside its length."""
COPY_FACTOR = 5
"""Copying a text costs so many times what reading as many bytes costs."""


@dataclass
class Allowance:
    """What a person may still use. ``at`` is always the present moment; it never runs backwards."""

    counted_at: datetime
    n_bytes: float = MOST_BYTES

    def spend(self, n_bytes: int, at: datetime) -> None:
        """Use up so many bytes; more than there are puts it below nothing."""
        self._fill(at)
        self.n_bytes -= n_bytes

    def seconds_to_wait(self, at: datetime) -> float:
        """How long until there is something to use again; 0 when there is."""
        self._fill(at)
        return max(0.0, -self.n_bytes / BYTES_PER_SECOND)

    def is_full(self, at: datetime) -> bool:
        """Whether nothing of it is in use, so that it need not be remembered."""
        self._fill(at)
        return self.n_bytes >= MOST_BYTES

    def _fill(self, at: datetime) -> None:
        passed = max(0.0, (at - self.counted_at).total_seconds())
        self.counted_at = max(at, self.counted_at)
        self.n_bytes = min(float(MOST_BYTES), self.n_bytes + passed * BYTES_PER_SECOND)
