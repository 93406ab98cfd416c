"""Finding by words: one index over both databases, filtered by what one may see (ADR-0024)."""
