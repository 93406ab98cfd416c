from django import template

from commonweal.site.shortcuts import SHORTCUTS, Shortcut

register = template.Library()


@register.simple_tag
def shortcuts() -> tuple[Shortcut, ...]:
    """The keys that every page knows."""
    return SHORTCUTS
