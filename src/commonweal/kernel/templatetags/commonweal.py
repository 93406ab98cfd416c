from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from commonweal.kernel import assets

register = template.Library()


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
def in_language(text: object) -> str:
    """A framework text in the reader's language, English where it is not translated."""
    return text.in_language(get_language() or "en")
