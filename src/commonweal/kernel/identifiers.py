"""Public identifiers in texts that anybody may have typed: queries, forms, sessions."""

from uuid import UUID


def uid_in(text: str) -> UUID | None:
    """The identifier that the text is, or None.

    >>> uid_in("11111111-1111-4111-8111-111111111111")
    UUID('11111111-1111-4111-8111-111111111111')
    >>> uid_in("the first") is None
    True
    """
    try:
        return UUID(text)
    except ValueError:
        return None
