"""One choice among the own values of a place, as the value of a button: a measure's key and a group of people."""

_BETWEEN = ":"


def choice_of(measure_key: str, group: str) -> str:
    """The two as one text. Keys are slugs, so the first colon parts them."""
    return f"{measure_key}{_BETWEEN}{group}"


def chosen_of(choice: str) -> tuple[str, str]:
    """The two again.

    >>> chosen_of(choice_of("food-insecurity", "ages 65: and over"))
    ('food-insecurity', 'ages 65: and over')
    """
    measure_key, _between, group = choice.partition(_BETWEEN)
    return measure_key, group
