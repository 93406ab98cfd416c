import secrets
from collections.abc import Hashable, Iterator
from functools import lru_cache
from typing import Protocol

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from commonweal.kernel import assets
from commonweal.kernel.addresses import address

register = template.Library()
register.simple_tag(address)

THEMES = ("light", "dark")
"""What the cookie ``theme`` may say; anything else means: as the device."""


KEPT_ICONS = 256
KEPT_PARTS = 1024
SLOTS = {name: f"slot-{secrets.token_hex(16)}" for name in ("token", "here", "full_name", "email", "initials")}
"""What stands in a kept part where something of the request or its person belongs; nobody can write it."""


class Translated(Protocol):
    """What has words in several languages, such as a text of an edition."""

    def in_language(self, language: str) -> str: ...


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file: ``{% asset "app.js" %}``."""
    return assets.address_of(name)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite; it always stands beside a word or inside a labelled control."""
    return _from_sprite(assets.address_of("icons.svg"), "icon", "i", name)


@register.filter
def grouped(count: int) -> str:
    """A count as people write it: ``3,431`` for 3431."""
    return number_format(count, force_grouping=True)


@register.filter
def in_language(text: Translated) -> str:
    """A framework text in the reader's language, English where it is not translated."""
    return text.in_language(get_language() or "en")


@register.simple_tag
def shape(name: str) -> SafeString:
    """A status shape of the sprite, such as ``better``; the word of the status stands beside it."""
    return _from_sprite(assets.address_of("icons.svg"), "shape", "s", name)


@register.simple_tag(takes_context=True)
def theme_choice(context: template.Context) -> str:
    """What the person chose: ``light``, ``dark``, or ``system`` where they chose nothing."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "") if request else ""
    return chosen if chosen in THEMES else "system"


@register.simple_tag(takes_context=True)
def theme_attribute(context: template.Context) -> str | SafeString:
    """``data-theme`` of the page, so that a chosen theme shows from the first paint."""
    chosen = theme_choice(context)
    return format_html(' data-theme="{}"', chosen) if chosen in THEMES else ""


@register.simple_tag
def site_url() -> str:
    """The address people reach the site by, without a slash at its end."""
    return str(settings.SITE_URL)


@register.filter
def callout_style(level: str) -> str:
    """The callout's class for a message of Django's."""
    return {"success": "good", "warning": "warn", "error": "bad"}.get(level, "")


@register.filter
def first_name(full_name: str) -> str:
    """The name one greets a person by."""
    return full_name.partition(" ")[0]


@register.simple_tag
def kept_include(name: str, **values: Hashable) -> SafeString:
    """As ``{% include name with … only %}``, rendered once for the same values in a language, then kept.

    The template is given nothing but the values, not even the request: what it shows can depend on nothing else.
    For parts of every page, with values of which there are few.
    """
    return _rendered(name, get_language() or "en", tuple(values.items()))


@register.simple_tag(takes_context=True)
def kept_form_include(context: template.Context, name: str, **values: Hashable) -> SafeString:
    """As ``kept_include``, for a part with forms or of a person: it is also given what stands in ``SLOTS``.

    That is the secret of the person's forms, the address of this page, and who the person is. It is filled in each
    time, so that nothing of a person is kept.
    """
    part: str = _rendered(name, get_language() or "en", tuple({**values, **SLOTS}.items()))
    for slot, value in _slot_values(context):
        part = part.replace(SLOTS[slot], escape(value))
    return SafeString(part)


def _slot_values(context: template.Context) -> Iterator[tuple[str, str]]:
    request: HttpRequest = context["request"]
    # The page's own token is made once; asking for another masks the secret anew.
    yield "token", str(context.get("csrf_token") or get_token(request))
    yield "here", request.get_full_path()
    if request.user.is_authenticated:
        for slot in ("full_name", "email", "initials"):
            yield slot, getattr(request.user, slot)


@lru_cache(maxsize=KEPT_PARTS)
def _rendered(name: str, _language: str, values: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return SafeString(get_template(name).render(dict(values)))


@lru_cache(maxsize=KEPT_ICONS)
def _from_sprite(sprite: str, kind: str, prefix: str, name: str) -> SafeString:
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}-{}"/></svg>', kind, sprite, prefix, name)
