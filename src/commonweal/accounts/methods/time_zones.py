"""Time zones as a list to choose from: those of the United States first, the others by continent. Pure functions."""

from collections.abc import Collection

AT_HOME = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/Adak",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "Pacific/Guam",
    "Pacific/Pago_Pago",
)
"""What communities here live by, from east to west; their names are ``phrases.TIME_ZONES_AT_HOME``."""

CONTINENTS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def elsewhere(names: Collection[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Continents with their zones and the city each is named after, both by name; old names without a continent go.

    >>> elsewhere({"America/Argentina/Salta", "America/Chicago", "EST", "America/La_Paz"})
    [('America', [('America/Argentina/Salta', 'Argentina, Salta'), ('America/La_Paz', 'La Paz')])]
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(set(names) - set(AT_HOME)):
        continent, _, city = name.partition("/")
        if continent in CONTINENTS:
            groups.setdefault(continent, []).append((name, city.replace("_", " ").replace("/", ", ")))
    return list(groups.items())
