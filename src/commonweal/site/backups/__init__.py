"""Backing up an installation and bringing it back, the same way on both databases (ADR-0026)."""
