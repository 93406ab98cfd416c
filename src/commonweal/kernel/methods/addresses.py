"""Showing mail addresses. Pure functions."""


def masked(address: str) -> str:
    """An address that its owner recognises and others cannot use.

    >>> masked("ana.ruiz@example.org")
    'a…@example.org'
    """
    name, at, host = address.rpartition("@")
    return f"{name[:1]}…{at}{host}"
