"""Exit codes of the ``commonweal`` command and of the processes it supervises."""

DONE = 0
REFUSED = 1
"""It could not be done; a sentence on the standard error output says why and what to do."""
USAGE = 2
"""The arguments are wrong (argparse's own code)."""
NOT_READY = 3
"""The installation is not ready: migrations are missing, a folder cannot be written, a port is taken."""
INTERRUPTED = 130
"""Stopped by Ctrl-C before it was done."""

HELP = (
    "Exit codes: 0 done; 1 could not be done, a sentence says why; 2 wrong arguments; 3 the installation is not "
    "ready; 130 stopped by Ctrl-C."
)
