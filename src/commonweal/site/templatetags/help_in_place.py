"""The way from a page to the help that belongs to it."""

from django import template

from commonweal.kernel.addresses import address
from commonweal.site.help_topics import topic_of

register = template.Library()


@register.simple_tag(takes_context=True)
def help_here(context: template.Context) -> str:
    """The address of the help for the page that is shown; of the list of topics where none fits."""
    request = context.get("request")
    match = request.resolver_match if request else None
    topic = topic_of(match.view_name) if match else ""
    return address("site:help-topic", topic) if topic else address("site:help")
