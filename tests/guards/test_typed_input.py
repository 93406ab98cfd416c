"""What a person types into a form of the community is refused in plain words, and everything typed is still there.

Field by field: too long, empty, of a wrong type, hostile, with NUL, twice. Other guards ask only that nothing ends in
an error page; these ask what the page says.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from html import unescape

import pytest
from django import forms
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

import commonweal
from tests.conftest import NOW
from tests.factories.two_communities import Scene, build_scene

pytestmark = [pytest.mark.django_db]

NOBODY = "11111111-1111-4111-8111-111111111111"
HOSTILE = "\"><script>alert('x')</script>"

GOOD = {
    "communities:invitations": {
        "emails": "new.person@example.org", "role": "writer", "language": "en", "words": "We need your eyes.",
    },
    "communities:organization-add": {
        "name": "Oxbow Clinic", "sector": "other", "about": "Sees people the day they call.",
        "website": "https://clinic.example", "contact_name": "Ines Field", "contact_email": "ines@clinic.example",
    },
    "communities:settings": {"name": "Prairie Bend County", "languages": "en", "time_zone": "America/Chicago"},
    "answers:comments": {"text": "Is this the number of households?"},
    "answers:suggest": {"quote": "one home in three", "replacement": "a third of homes", "text": "It is shorter."},
    "answers:assign": {"people": "lead", "due_on": "2099-10-14"},
    "answers:review": {"people": "reader"},
    "answers:glossary": {"name_en": "Oxbow days", "meaning_en": "The week when the river is low."},
    "accounts:account": {"full_name": "Marisol Vega", "language": "en", "time_zone": "America/Chicago"},
}  # fmt: skip
"""What is typed where nothing is wrong. ``people`` are roles of the scene."""
UNLIMITED = {
    "AgreementForm.seen", "OfferForm.seen", "OfferForm.seen_living",  # 64 letters by their pattern
    "CommentForm.quote",  # cut to what is kept: the words count
    "CommentForm.parent", "ProfileLanguage.version", "ProfileLanguage.copy",  # identifiers
    "ConfirmForm.next", "LanguageForm.next", "LinkForm.next", "SignInForm.next", "ThemeForm.next",  # browsers.safe_path
    "FigureChoice.place", "FigureSearch.place",  # digits by their pattern
    "NewAccountForm.password", "SignInForm.password",  # only their hash is kept
}  # fmt: skip
"""Text fields without a longest value, each with what limits it instead."""

CHOSEN = {"people", "language", "languages", "role", "sector", "time_zone"}
"""Fields that are chosen; the others are typed."""

REFUSED = [
    ("communities:invitations", "emails", "", "Type at least one e-mail address"),
    ("communities:invitations", "emails", "not an address", "Not an e-mail address: not, an, address."),
    ("communities:invitations", "emails", f"{HOSTILE}@example.org", "Not an e-mail address"),
    (
        "communities:invitations",
        "emails",
        "a" * 60 + f"@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.org",
        "Not an e-mail address: aaa",
    ),
    ("communities:invitations", "emails", "\n".join(f"p{n}@example.org" for n in range(51)), "That are 51 addresses."),
    ("communities:invitations", "words", "w" * 1001, "at most 1000 characters"),
    ("communities:invitations", "role", "king", "king is not one of the available choices"),
    ("communities:invitations", "language", "xx", "xx is not one of the available choices"),
    ("communities:organization-add", "name", "", "Type the name of the organization."),
    ("communities:organization-add", "name", "n" * 161, "at most 160 characters"),
    ("communities:organization-add", "sector", "none", "none is not one of the available choices"),
    ("communities:organization-add", "about", "a" * 1001, "at most 1000 characters"),
    ("communities:organization-add", "website", "javascript:alert(1)", "A website looks like https://example.org."),
    ("communities:organization-add", "website", f"https://a.example/{'w' * 200}", "at most 200 characters"),
    ("communities:organization-add", "contact_name", "n" * 121, "at most 120 characters"),
    ("communities:organization-add", "contact_email", "ines", "An e-mail address looks like name@example.org."),
    ("communities:organization-add", "contact_email", f"{'a' * 60}@{'b.' * 100}org", "at most 254 characters"),
    ("communities:organization-add", "people", NOBODY, f"{NOBODY} is not one of the available choices"),
    ("communities:settings", "name", "", "Type the name of the community."),
    ("communities:settings", "name", "n" * 121, "at most 120 characters"),
    ("communities:settings", "languages", None, "Choose at least one language."),
    ("communities:settings", "time_zone", "Mars/Base", "Mars/Base is not one of the available choices"),
    ("answers:comments", "text", "", "Write something first. Nothing was sent."),
    ("answers:comments", "text", "t" * 5001, "A comment holds 5000 characters."),
    ("answers:suggest", "quote", "", "Select the words of one paragraph"),
    ("answers:suggest", "quote", "q" * 1001, "Select less."),
    ("answers:suggest", "replacement", "r" * 2001, "2000 characters"),
    ("answers:suggest", "text", "t" * 5001, "5000 characters"),
    ("answers:assign", "people", NOBODY, f"{NOBODY} is not one of the available choices"),
    ("answers:assign", "due_on", "2026-02-30", "A day looks like 2026-10-14."),
    ("answers:assign", "due_on", "2020-01-01", "That day has passed."),
    ("answers:review", "people", None, "Choose at least one person who is to agree."),
    ("answers:review", "people", NOBODY, f"{NOBODY} is not one of the available choices"),
    ("answers:glossary", "name_en", "", "meaning"),
    ("answers:glossary", "name_en", "n" * 81, "at most 80 characters"),
    ("answers:glossary", "meaning_en", "m" * 601, "at most 600 characters"),
    ("accounts:account", "full_name", "", "name"),
    ("accounts:account", "full_name", "n" * 121, "at most 120 characters"),
    ("accounts:account", "time_zone", "Moon/Base", "Choose a time zone from the list."),
]


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_scene(NOW)
        transaction.set_rollback(True)


def fields_of(scene: Scene, name: str) -> dict[str, str]:
    given = dict(GOOD[name])
    if given.get("people") in scene.people:
        given["people"] = str(scene.people[given["people"]].uid)
    return given


def post(scene: Scene, name: str, fields: dict[str, str], role: str = "lead", *, follow: bool = False):
    cache.clear()
    client = Client()
    client.force_login(scene.people[role])
    return client.post(reverse(name, kwargs=scene.example.arguments(name)), fields, follow=follow)


@pytest.mark.parametrize(("name", "field", "value", "sentence"), REFUSED)
def test_a_bad_value_is_refused_in_words_and_what_was_typed_stays(scene, name, field, value, sentence):
    typed = fields_of(scene, name) | {field: value}
    fields = {key: text for key, text in typed.items() if text is not None}
    page = post(scene, name, fields)
    told = unescape(page.text)
    assert (page.status_code, sentence in told) == (422, True), told.partition("<main")[2][:3000]
    assert [text for key, text in fields.items() if key not in CHOSEN and text not in told] == []
    assert HOSTILE not in page.text


def forms_of_ours() -> Iterator[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(commonweal.__path__, "commonweal."):
        if "forms" in module.name.rpartition(".")[2]:
            named = vars(importlib.import_module(module.name)).values()
            yield from (one for one in named if isinstance(one, type) and issubclass(one, forms.BaseForm))


def test_every_text_field_has_a_longest_value():
    """PostgreSQL refuses what is longer than its column, with an error page; SQLite keeps it and cannot be moved."""
    unlimited = {
        f"{form.__name__}.{name}"
        for form in forms_of_ours()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.CharField) and field.max_length is None
    }
    assert unlimited <= UNLIMITED


TWICE = [
    ("communities:organization-add", "name", 422, "Nothing was changed"),
    ("answers:glossary", "name_en", 422, "already"),
    ("communities:invitations", "emails", 302, "Already invited, so not written to: new.person@example.org."),
]


@pytest.mark.parametrize(("name", "field", "status", "sentence"), TWICE)
def test_what_is_sent_twice_is_there_once_and_the_page_says_so(scene, name, field, status, sentence):
    with transaction.atomic():
        fields = fields_of(scene, name)
        assert post(scene, name, fields).status_code == 302
        again = post(scene, name, fields, follow=status == 302)
        told = unescape(again.text)
        assert (again.redirect_chain[0][1] if status == 302 else again.status_code, sentence in told) == (status, True)
        assert status == 302 or fields[field] in told
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("name", "field"),
    [("answers:comments", "text"), ("communities:organization-add", "about"), ("answers:glossary", "meaning_en")],
)
def test_markup_stays_text_and_nul_is_dropped(scene, name, field):
    with transaction.atomic():
        fields = fields_of(scene, name) | {field: f"a\0b {HOSTILE}"}
        page = post(scene, name, fields, follow=True)
        if name == "communities:organization-add":
            page = post(scene, name, fields)  # refused, and shown again as it was typed
        assert (f"ab {HOSTILE}" in unescape(page.text), HOSTILE in page.text, "\0" in page.text) == (True, False, False)
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(GOOD.keys() - {"accounts:account", "answers:comments", "answers:suggest"}))
def test_who_has_the_role_no_more_is_told_in_words(scene, name):
    page = post(scene, name, fields_of(scene, name), role="reader")
    assert (page.status_code, "Your role" in page.text) == (403, True)


def test_a_role_that_does_not_exist_changes_nothing_and_says_so(scene):
    page = post(scene, "communities:role-change", {"role": "king"}, follow=True)
    assert "That role does not exist. Nothing was changed." in page.text
