"""Django's tags for translation, with each plain sentence looked up once for a language.

The setting ``TEMPLATES`` gives it to ``{% load i18n %}``. A page says fifty sentences; Django works each out anew.
"""

from django import template
from django.template.base import Parser, Token
from django.templatetags import i18n
from django.utils.translation import get_language

register = template.Library()
register.tags |= i18n.register.tags
register.filters |= i18n.register.filters


class KeptSentence(template.Node):
    """A sentence without anything variable in it; the same for everybody who reads the language."""

    child_nodelists = ()

    def __init__(self, sentence: i18n.TranslateNode) -> None:
        self._sentence = sentence
        self._by_language: dict[str | None, str] = {}

    def render(self, context: template.Context) -> str:
        language = get_language()
        if language not in self._by_language:
            self._by_language[language] = self._sentence.render(context)
        return self._by_language[language]


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> template.Node:
    """As Django's ``translate``."""
    found = i18n.do_translate(parser, token)
    says = found.filter_expression
    is_plain = not (says.filters or found.asvar or found.noop or found.message_context)
    return KeptSentence(found) if is_plain and says.var.literal is not None else found
