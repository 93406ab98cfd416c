"""An installation: `make run`, the wheel on a laptop, a server. What differs comes from the environment alone."""

from commonweal.site.settings.base import *  # noqa: F403 -- settings files build on one another
