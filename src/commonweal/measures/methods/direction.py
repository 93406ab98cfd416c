"""Which way a measure improves. Pure: no Django, no clock, no files."""

from enum import StrEnum


class Better(StrEnum):
    """The better direction, by the values of a measure's polarity.

    ``CONTEXT`` means that the community's goals decide: such a measure is never called better or worse.
    """

    HIGHER = "higher"
    LOWER = "lower"
    CONTEXT = "context"
