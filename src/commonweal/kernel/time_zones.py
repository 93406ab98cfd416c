"""Clocks by the names that are kept of them."""

import logging
from functools import lru_cache
from zoneinfo import ZoneInfo

logger = logging.getLogger(__name__)


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """The time zone of that name, UTC where this machine does not know it.

    Names come and go with the list of zones of a machine: what was chosen on one may be unknown on the next.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, no name at all, or the name of a folder
        logger.warning("time_zone.unknown", extra={"time_zone": name})
        return ZoneInfo("UTC")
