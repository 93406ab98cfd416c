"""Sentences of templates are those that Django's own tag would say, in each language."""

import pytest
from django.template import Context, Engine
from django.utils.translation import override

from commonweal.kernel.templatetags.kept_i18n import KeptSentence

OURS = Engine(libraries={"i18n": "commonweal.kernel.templatetags.kept_i18n"})
DJANGO = Engine(libraries={"i18n": "django.templatetags.i18n"})
TAGS = [
    '{% translate "Search" %}',
    "{% trans 'Search' %}",
    '{% translate "<b>50 % & more</b>" %}',
    '{% translate "Search"|upper %}',
    "{% translate word %}",
    '{% translate "Search" as found %}[{{ found }}]',
    '{% translate "Search" noop %}',
    '{% translate "Africa" context "group of time zones" %}',
    "{% blocktranslate with name=word %}Search {{ name }}{% endblocktranslate %}",
    '{% get_current_language as code %}{{ code }}{{ "es"|language_name_local }}',
]


@pytest.mark.parametrize("tag", TAGS)
def test_a_tag_says_what_django_s_does_in_the_language_of_the_moment(tag):
    ours, django = (engine.from_string("{% load i18n %}" + tag) for engine in (OURS, DJANGO))
    for language in ("en", "es", "en"):
        for word in ("<i>Search</i>", "Search"):
            with override(language):
                assert ours.render(Context({"word": word})) == django.render(Context({"word": word}))


def test_a_plain_sentence_is_kept_and_one_with_something_variable_is_not():
    kept = {tag: OURS.from_string("{% load i18n %}" + tag).nodelist.get_nodes_by_type(KeptSentence) for tag in TAGS}
    assert [tag for tag, found in kept.items() if found] == TAGS[:3]


def test_all_templates_load_the_kept_ones(settings):
    assert settings.TEMPLATES[0]["OPTIONS"]["libraries"] == {"i18n": "commonweal.kernel.templatetags.kept_i18n"}
