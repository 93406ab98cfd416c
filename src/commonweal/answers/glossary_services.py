"""Acts on a community's glossary: put a word in, change what it says, take it out."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.answers import glossary_selectors
from commonweal.answers.errors import TermIncomplete, TermKnown
from commonweal.answers.models import GlossaryTerm
from commonweal.communities.models import Community
from commonweal.kernel import events, nodes
from commonweal.kernel.permissions import require
from commonweal.kernel.scopes import scope_of

Words = Mapping[str, str]
"""By language code."""


@transaction.atomic
def add_term(*, community: Community, name: Words, meaning: Words, by: User, now: datetime) -> GlossaryTerm:
    """Put a word of the community's own into its glossary.

    Raises:
        NotPermitted: if ``by`` may not write answers here.
        TermIncomplete: if a language has only one of word and meaning, or none has both.
        TermKnown: if a word is there already.
    """
    require("communities.write_answers", by, community)
    name, meaning = _complete(name, meaning)
    Community.objects.select_for_update().get(pk=community.pk)
    _insist_new(community, name, None)
    node = nodes.create("glossary_term", scope=scope_of(community), title=name, owner=by)
    term = GlossaryTerm.objects.create(community=community, node=node, name=name, meaning=meaning)
    events.record("glossary_term.added", node, by=by, at=now, after={"name": name, "meaning": meaning})
    return term


@transaction.atomic
def change_term(
    *, community: Community, uid: UUID, name: Words, meaning: Words, by: User, now: datetime
) -> GlossaryTerm:
    """Change a word or what it means.

    Raises:
        NoSuchTerm: if the glossary has no such word; and what ``add_term`` raises.
    """
    require("communities.write_answers", by, community)
    name, meaning = _complete(name, meaning)
    Community.objects.select_for_update().get(pk=community.pk)
    term = glossary_selectors.term(community, uid)
    _insist_new(community, name, term)
    before = {"name": term.name, "meaning": term.meaning}
    after = {"name": name, "meaning": meaning}
    if before != after:
        term.name, term.meaning, term.node.title = dict(name), dict(meaning), dict(name)
        term.save(update_fields=["name", "meaning"])
        term.node.save(update_fields=["title"])
        events.record("glossary_term.changed", term.node, by=by, at=now, before=before, after=after)
    return term


@transaction.atomic
def take_out(*, community: Community, uid: UUID, by: User, now: datetime) -> GlossaryTerm:
    """Take a word out of the glossary; its history stays.

    Raises:
        NotPermitted, NoSuchTerm: as ``change_term``.
    """
    require("communities.write_answers", by, community)
    term = glossary_selectors.term(community, uid)
    nodes.archive(term.node, by=by, at=now)
    return term


def _complete(name: Words, meaning: Words) -> tuple[dict[str, str], dict[str, str]]:
    """The words without the languages that say nothing."""
    names = {language: words.strip() for language, words in name.items() if words.strip()}
    meanings = {language: words.strip() for language, words in meaning.items() if words.strip()}
    if not names or names.keys() != meanings.keys():
        raise TermIncomplete
    return names, meanings


def _insist_new(community: Community, name: Words, term: GlossaryTerm | None) -> None:
    for other in glossary_selectors.terms_of(community):
        is_same = any(name.get(language, "").casefold() == words.casefold() for language, words in other.name.items())
        if is_same and (term is None or other.pk != term.pk):
            raise TermKnown
