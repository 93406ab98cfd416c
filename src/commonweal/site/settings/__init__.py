"""Settings: base, and what local, test and production use change."""
