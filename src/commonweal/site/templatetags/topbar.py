"""The bar at the top of every page, made once for what it depends on."""

from django import template
from django.utils.safestring import SafeString

from commonweal.kernel.templatetags.commonweal import kept_form_include, theme_choice
from commonweal.site.templatetags.help_in_place import help_here

register = template.Library()

MOST_TO_SWITCH_TO = 12
"""Communities that stand in the switcher; the page of all of them is its last line."""


@register.simple_tag(takes_context=True)
def topbar(context: template.Context) -> SafeString:
    """Where one is, the search, and what belongs to the person."""
    request = context["request"]
    community = getattr(request, "community", None)
    memberships = getattr(request, "memberships", ()) if community else ()
    user = request.user
    return kept_form_include(
        context,
        "site/topbar.html",
        slug=community.slug if community else "",
        community=community.name if community else "",
        others=tuple((one.community.slug, one.community.name) for one in memberships[:MOST_TO_SWITCH_TO]),
        help=help_here(context),
        is_signed_in=user.is_authenticated,
        avatar=user.avatar_class if user.is_authenticated else "",
        chosen=theme_choice(context),
    )
