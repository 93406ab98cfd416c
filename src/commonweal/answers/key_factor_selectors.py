"""Reading key factors: of an answer, and of the whole Profile by kind."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from commonweal.answers import phrases, selectors
from commonweal.answers.errors import NoSuchKeyFactor
from commonweal.answers.models import Answer, KeyFactor
from commonweal.communities.models import Community
from commonweal.frameworks.methods.document import EditionDocument, Question, Term
from commonweal.frameworks.methods.refs import slug_of
from commonweal.kernel.prepared import prepared


@dataclass(frozen=True, slots=True)
class ShownFactor:
    """A key factor as people see it: what it says, of what kind, where, and how it stands."""

    factor: KeyFactor
    kind: str
    """The name of the kind in the reader's language."""
    ref: str
    slug: str
    marked_by: str

    @property
    def is_retired(self) -> bool:
        """Whether somebody said that it is none any more."""
        return self.factor.node.archived_at is not None

    @property
    def is_gone(self) -> bool:
        """Whether its passage was deleted and nobody said yet what becomes of it."""
        return self.factor.gone_at is not None and not self.is_retired


@dataclass(frozen=True, slots=True)
class FactorsHere:
    """The key factors of one answer: in the text in reading order, lost from it, and retired."""

    in_text: tuple[ShownFactor, ...]
    gone: tuple[ShownFactor, ...]
    retired: tuple[ShownFactor, ...]


@dataclass(frozen=True, slots=True)
class FactorsOfKind:
    """The key factors of one kind in the whole Profile, and the questions whose answers may hold some."""

    id: str
    name: str
    questions: tuple[Question, ...]
    factors: list[ShownFactor] = field(default_factory=list)


def key_factors_of(community: Community, edition: EditionDocument) -> QuerySet[KeyFactor]:
    """A community's key factors of an edition, with answer, node and who marked them, without long texts."""
    ours = KeyFactor.objects.filter(
        answer__community=community, answer__edition__slug=edition.id, answer__edition__edition=edition.edition
    )
    return _with_answers(ours)


def key_factors_in(community: Community, edition: EditionDocument) -> list[KeyFactor]:
    """The same, read at once. One query."""
    return _key_factors(community.pk, edition.id, edition.edition)


def key_factor(answer: Answer, uid: UUID) -> KeyFactor:
    """One key factor of an answer, with its node.

    Raises:
        NoSuchKeyFactor: if the answer has no such factor.
    """
    found = KeyFactor.objects.select_related("node").filter(answer=answer, uid=uid).first()
    if found is None:
        raise NoSuchKeyFactor
    return found


def factors_here(answer: Answer, edition: EditionDocument, language: str) -> FactorsHere:
    """The key factors of one answer. One query."""
    rows = answer.key_factors.select_related("node", "marked_by").order_by("place", "pk")
    shown = [_shown(one, answer.ref, names_of_kinds(edition, language)) for one in rows]
    standing = [one for one in shown if not one.is_retired]
    return FactorsHere(
        tuple(one for one in standing if not one.is_gone),
        tuple(one for one in standing if one.is_gone),
        tuple(one for one in shown if one.is_retired),
    )


def factors_by_kind(
    factors: Iterable[KeyFactor], edition: EditionDocument, language: str
) -> tuple[list[FactorsOfKind], list[ShownFactor], list[ShownFactor]]:
    """All key factors of a Profile: those in the text by kind, those lost from it, those retired. No query.

    Kinds come in the edition's order; one that questions of the Profile ask for is there also while it is empty,
    and kinds that the edition does not know come last.
    """
    names = names_of_kinds(edition, language)
    asked = {kind: tuple(asking) for kind, asking in _questions_by_kind(edition).items()}
    kinds = {kind: FactorsOfKind(kind, name, asked.get(kind, ())) for kind, name in names.items()}
    place = {question.ref: n for n, question in enumerate(edition.questions_of(selectors.PROFILE))}
    ordered = sorted(factors, key=lambda one: (place.get(one.answer.ref, len(place)), one.place, one.pk))
    shown = [_shown(one, one.answer.ref, names) for one in ordered]
    for one in shown:
        if not (one.is_gone or one.is_retired):
            kinds.setdefault(one.factor.kind, FactorsOfKind(one.factor.kind, one.kind, ())).factors.append(one)
    told = [kind for kind in kinds.values() if kind.factors or kind.questions]
    return told, [one for one in shown if one.is_gone], [one for one in shown if one.is_retired]


def names_of_kinds(edition: EditionDocument, language: str) -> dict[str, str]:
    """The names of the edition's kinds of key factor by id, in its order."""
    return {term.id: term.name.in_language(language) for term in edition.yield_kinds}


def kinds_for(question: Question, edition: EditionDocument) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The kinds an answer to this question is asked for, and the other ones of the edition."""
    own = edition.yields_of(question)
    return own, tuple(term for term in edition.yield_kinds if term.id not in question.yields)


@prepared
def _key_factors(community_id: int, slug: str, edition: str) -> QuerySet[KeyFactor]:
    ours = KeyFactor.objects.filter(answer__community_id=community_id)
    return _with_answers(ours.filter(answer__edition__slug=slug, answer__edition__edition=edition))


def _with_answers(factors: QuerySet[KeyFactor]) -> QuerySet[KeyFactor]:
    whole = factors.select_related("answer", "node", "marked_by")
    return whole.defer("answer__document", "answer__html", "answer__text")


def _questions_by_kind(edition: EditionDocument) -> dict[str, list[Question]]:
    asked: dict[str, list[Question]] = {}
    for question in edition.questions_of(selectors.PROFILE):
        for kind in question.yields:
            asked.setdefault(kind, []).append(question)
    return asked


def _shown(factor: KeyFactor, ref: str, names: dict[str, str]) -> ShownFactor:
    return ShownFactor(
        factor=factor,
        kind=names.get(factor.kind) or str(phrases.KEY_FACTOR),
        ref=ref,
        slug=slug_of(ref),
        marked_by=factor.marked_by.full_name if factor.marked_by else str(phrases.FORMER_MEMBER),
    )
