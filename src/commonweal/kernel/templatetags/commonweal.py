from typing import Protocol

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from commonweal.kernel import assets

register = template.Library()

THEMES = ("light", "dark")
"""What the cookie ``theme`` may say; anything else means: as the device."""


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
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>', assets.address_of("icons.svg"), name
    )


@register.filter
def in_language(text: Translated) -> str:
    """A framework text in the reader's language, English where it is not translated."""
    return text.in_language(get_language() or "en")


@register.simple_tag
def shape(name: str) -> SafeString:
    """A status shape of the sprite, such as ``better``; the word of the status stands beside it."""
    return format_html(
        '<svg class="shape" aria-hidden="true"><use href="{}#s-{}"/></svg>', assets.address_of("icons.svg"), name
    )


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
