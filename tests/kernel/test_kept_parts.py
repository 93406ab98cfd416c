"""Parts and addresses that stand on every page are made once and depend on nothing but what they are given."""

from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import override_settings
from django.urls import path
from django.utils import translation

from commonweal.accounts.models import User
from commonweal.kernel.addresses import address

NAV = '{% load commonweal %}{% kept_include "site/foot_links.html" %}'


def test_a_kept_part_is_told_in_each_language():
    template = Template(NAV)
    with translation.override("en"):
        english = template.render(Context())
    with translation.override("es"):
        spanish = template.render(Context())
    assert ("Help" in english, "Ayuda" in spanish) == (True, True)
    with translation.override("en"):
        assert template.render(Context()) == english


def test_a_kept_part_differs_by_what_it_is_given_and_sees_no_request():
    nav = '{% load commonweal %}{% kept_include "site/section_nav.html" slug=slug view=view app="" can_set=can_set %}'
    seen = {
        (slug, can_set): Template(nav).render(
            Context({"slug": slug, "view": "communities:start", "can_set": can_set, "request": object()})
        )
        for slug in ("here", "there")
        for can_set in (True, False)
    }
    assert len(set(seen.values())) == len(seen)
    assert "/c/here/settings/" in seen["here", True]
    assert "settings" not in seen["here", False].replace("#i-settings", "")


def test_addresses_follow_the_addresses_in_force():
    assert address("communities:start", "here") == "/c/here/"
    with override_settings(
        ROOT_URLCONF=type("Other", (), {"urlpatterns": [path("else/", lambda _request: None, name="only")]})
    ):
        assert address("only") == "/else/"
    assert address("communities:start", "there") == "/c/there/"


def test_a_kept_form_has_the_secret_and_the_address_of_its_own_page(rf):
    template = Template('{% load commonweal %}{% kept_form_include "site/language_form.html" style="bar" %}')
    pages = []
    for where in ("/help/?a=1&b=2", "/privacy/"):
        request = rf.get(where)
        request.user = AnonymousUser()
        pages.append((template.render(Context({"request": request})), request.META["CSRF_COOKIE"]))
    (first, secret), (second, other_secret) = pages
    assert 'value="/help/?a=1&amp;b=2"' in first
    assert 'value="/privacy/"' in second
    assert secret != other_secret
    assert "slot-" not in first + second


def test_a_name_in_a_kept_form_is_escaped(rf):
    template = Template(
        '{% load commonweal %}{% kept_form_include "site/account_menu.html" avatar="p1" chosen="system" %}'
    )
    request = rf.get("/")
    request.user = User(full_name="<script>alert(1)</script>", email="eve@example.org")
    shown = template.render(Context({"request": request}))
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "eve@example.org" in shown
