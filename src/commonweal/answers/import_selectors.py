"""Reading imported Profiles: which wait, what they hold, and what their headings can name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from commonweal.answers import selectors
from commonweal.answers.choices import ImportState
from commonweal.answers.import_models import ImportPiece, ProfileImport
from commonweal.answers.methods.sorting import Outline, Place, plain
from commonweal.answers.models import Answer
from commonweal.communities.models import Community
from commonweal.frameworks.methods.document import Area, EditionDocument, Item, Question
from commonweal.kernel.prepared import prepared


@dataclass(frozen=True, slots=True)
class SortedPiece:
    """A piece with the question it seems to answer, and the answer that is there now (None: not begun)."""

    piece: ImportPiece
    question: Question | None
    answer: Answer | None


def imports_in(community: Community) -> list[ProfileImport]:
    """A community's imports that were sorted and not put away, newest first, with how many pieces wait. One query."""
    return _imports(community.pk)


def import_of(community: Community, uid: UUID) -> ProfileImport | None:
    """One of them with its community and node, if there is such a one. One query."""
    return next(iter(_import(community.pk, uid)), None)


def pieces_of(source: ProfileImport, edition: EditionDocument) -> list[SortedPiece]:
    """The pieces of an import in the order of the text, with their questions and present answers. Two queries."""
    question_by_ref = {question.ref: question for question in edition.questions_of(selectors.PROFILE)}
    answer_by_ref = {answer.ref: answer for answer in selectors.answers_in_contents(source.community, edition)}
    return [
        SortedPiece(piece, question_by_ref.get(_ref_of(piece)), answer_by_ref.get(_ref_of(piece)))
        for piece in _pieces(source.pk)
    ]


def outline_of(edition: EditionDocument) -> Outline:
    """What the headings of a foreign Profile can name: everything of the edition's Profile, in every language."""
    items = edition.section(selectors.PROFILE).items
    areas = [(item, area) for item in items for area in item.areas]
    questions = [(item, area, question) for item, area in areas for question in area.questions]
    return Outline(
        questions=tuple(_question(*one) for one in questions),
        areas=tuple(
            Place(area.ref, tuple(area.title.values()) if area.title else (), item.ref)
            for item, area in areas
            if area.ref != item.ref
        ),
        items=tuple(Place(item.ref, tuple(item.title.values()), item.ref) for item in items),
        passed_over=frozenset(plain(words) for words in _passed_over([one[2] for one in questions])),
    )


def question_choices(edition: EditionDocument, language: str) -> list[tuple[str, str]]:
    """Every question of the Profile by its ref, as a list to choose from."""
    return [
        (question.ref, f"{question.ref} {question.label.in_language(language)}")
        for question in edition.questions_of(selectors.PROFILE)
    ]


@prepared
def _imports(community_id: int) -> QuerySet[ProfileImport]:
    return _counted(ProfileImport.objects.filter(community_id=community_id))


@prepared
def _import(community_id: int, uid: UUID) -> QuerySet[ProfileImport]:
    ours = _counted(ProfileImport.objects.filter(community_id=community_id, uid=uid))
    return ours.select_related("file", "given_by", "community", "node")


@prepared
def _pieces(source_id: int) -> QuerySet[ImportPiece]:
    rows = ImportPiece.objects.filter(source_id=source_id).select_related("answer", "event", "decided_by")
    return rows.defer("answer__document", "answer__html", "answer__text").order_by("number")


def _counted(imports: QuerySet[ProfileImport]) -> QuerySet[ProfileImport]:
    waiting = Count("pieces", filter=Q(pieces__decided_at=None))
    read = imports.filter(state=ImportState.READ).annotate(n_waiting=waiting)
    return read.select_related("file", "given_by").order_by("-given_at")


def _ref_of(piece: ImportPiece) -> str:
    return piece.answer.ref if piece.answer else piece.ref


def _question(item: Item, area: Area, question: Question) -> Place:
    area_ref = area.ref if area.ref != item.ref else ""
    return Place(question.ref, tuple(question.label.values()), item.ref, area_ref)


def _passed_over(questions: Sequence[Question]) -> Iterator[str]:
    """What our own files write beside the answers."""
    for question in questions:
        texts: Sequence[Mapping[str, str]] = (question.text, *question.prompts)
        for text in texts:
            yield from text.values()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield _("Not answered yet.")
