"""What a browser says it is, in words a person knows. Pure functions: no Django.

Only the names are kept of what it says: a full user agent would tell one device from another.
"""

from dataclasses import dataclass

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""In this order: browsers name those whose pages they can show as well, and themselves first in this list."""

SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Agent:
    """The browser and the system by name; empty where they are not known."""

    browser: str
    system: str


def agent_of(header: str) -> Agent:
    """The browser and the system of a ``User-Agent`` header.

    >>> agent_of("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    Agent(browser='Firefox', system='Linux')
    >>> agent_of("curl/8.5.0")
    Agent(browser='', system='')
    """
    return Agent(_first(header, BROWSERS), _first(header, SYSTEMS))


def _first(header: str, known: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in known if mark in header), "")
