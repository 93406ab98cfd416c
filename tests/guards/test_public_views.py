"""Every address asks for a sign-in, except the ones listed here, each with its reason."""

import pytest
from django.urls import URLPattern, get_resolver

PUBLIC = {
    "accounts:sign-in": "one must be able to sign in",
    "accounts:link-request": "asking for a sign-in link comes before signing in",
    "accounts:link-sent": "it says where to look for the link",
    "accounts:link-confirm": "the link is the proof",
    "accounts:second-step": "whoever owes the code of their phone is not signed in yet",
    "accounts:sign-in-question": "a passkey is asked for before signing in",
    "accounts:sign-in-passkey": "the passkey is the proof",
    "accounts:language-set": "a stranger reads the sign-in page in their language",
    "accounts:theme-set": "a stranger reads the sign-in page in their colours",
    "entrance:invitation": "who is invited may have no account yet; the token of the letter is the proof",
    "site:health": "load balancers ask it; it tells nothing but that the site runs",
    "site:mail-stop": "who wants no more letters need not sign in for that; the token of the letter is the proof",
    "site:help": "help with signing in is needed before it",
    "site:help-topic": "help with signing in is needed before it",
    "site:words": "help is read before signing in; terms of the edition in use are for members",
    "site:accessibility": "everyone may know how accessible this is and whom to tell",
    "site:privacy": "everyone may know what is kept of them before they sign in",
}

pytestmark = pytest.mark.any_database


def patterns(resolver=None, names: tuple[str, ...] = ()) -> dict[str, URLPattern]:
    """Every address of the site by its full name."""
    resolver = resolver or get_resolver()
    found = {}
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found[":".join([*names, entry.name or str(entry.pattern)])] = entry
        else:
            found |= patterns(entry, (*names, entry.namespace) if entry.namespace else names)
    return found


def is_public(pattern: URLPattern) -> bool:
    """``LoginRequiredMiddleware`` lets everyone in where the view says so."""
    return not getattr(pattern.callback, "login_required", True)


def test_exactly_the_listed_addresses_are_public():
    assert sorted(name for name, pattern in patterns().items() if is_public(pattern)) == sorted(PUBLIC)


def test_every_address_has_a_name():
    assert [name for name, pattern in patterns().items() if not pattern.name] == []
