"""Reading a community's glossary, and what its Profile uses of it."""

from uuid import UUID

from django.db.models import QuerySet

from commonweal.answers.errors import NoSuchTerm
from commonweal.answers.methods import glossary
from commonweal.answers.methods.glossary import PageGlossary
from commonweal.answers.models import GlossaryTerm
from commonweal.communities.models import Community
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.kernel.prepared import prepared


def terms_of(community: Community) -> QuerySet[GlossaryTerm]:
    """The words of a community that were not taken out, with their nodes."""
    return _standing(GlossaryTerm.objects.filter(community=community))


def term(community: Community, uid: UUID) -> GlossaryTerm:
    """One word of a community's glossary.

    Raises:
        NoSuchTerm: if it has no such word.
    """
    found = terms_of(community).filter(uid=uid).first()
    if found is None:
        raise NoSuchTerm
    found.community = community
    return found


def sorted_terms(community: Community, language: str) -> list[GlossaryTerm]:
    """The words of a community by their names in a language. One query."""
    return sorted(_terms(community.pk), key=lambda one: _named(one.name, language).casefold())


def page_glossary(community: Community, edition: EditionDocument, language: str) -> PageGlossary:
    """What explains words on a page: the community's own, and the framework's where it has none. One query."""
    own = [glossary.term_of(f"own-{one.uid}", one.name, one.meaning) for one in _terms(community.pk)]
    return PageGlossary(glossary.with_own_words(own, edition.glossary), language)


@prepared
def _terms(community_id: int) -> QuerySet[GlossaryTerm]:
    return _standing(GlossaryTerm.objects.filter(community_id=community_id))


def _standing(terms: QuerySet[GlossaryTerm]) -> QuerySet[GlossaryTerm]:
    return terms.filter(node__archived_at=None).select_related("node")


def _named(words: dict[str, str], language: str) -> str:
    return words.get(language) or next(iter(words.values()), "")
