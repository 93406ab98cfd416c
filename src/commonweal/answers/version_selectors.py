"""Reading kept versions of the Profile: which there are, their texts, who had agreed, what differs."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from commonweal.accounts.models import User
from commonweal.answers import phrases, review_selectors, selectors
from commonweal.answers.enums import AnswerState
from commonweal.answers.figure_cards import FigureCard
from commonweal.answers.methods.diff import BlockChange, Change, compare
from commonweal.answers.methods.numbering import figure_numbers
from commonweal.answers.methods.projection import EMPTY_DOCUMENT
from commonweal.answers.models import Agreement, Answer
from commonweal.answers.version_models import ProfileVersion
from commonweal.communities.models import Community
from commonweal.frameworks.methods.document import EditionDocument, Question
from commonweal.kernel import snapshots
from commonweal.kernel.models import Event

EDITED = "answer.edited"
Texts = Mapping[str, dict[str, Any]]
"""The document of each answered question, by its ref."""


@dataclass(slots=True)
class KeptText:
    """An answer as it was: what a printed Profile needs of it."""

    ref: str
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A question whose text differs between two versions, block by block."""

    question: Question
    changes: tuple[BlockChange, ...]

    @property
    def n_changes(self) -> int:
        """How many blocks differ."""
        return sum(1 for one in self.changes if one.change is not Change.SAME)


def versions_of(community: Community) -> QuerySet[ProfileVersion]:
    """A community's versions, newest first, with who kept them."""
    rows = ProfileVersion.objects.filter(community=community).select_related("kept_by", "edition", "snapshot")
    return rows.defer("snapshot__content", "edition__document").order_by("-kept_at", "-pk")


def texts_of(version: ProfileVersion) -> dict[str, dict[str, Any]]:
    """The texts of a version by ref. One query for what the list leaves out."""
    return {kept["ref"]: kept["document"] for kept in _value(version)["answers"]}


def kept_texts(texts: Texts) -> list[KeptText]:
    """Texts as a printed Profile takes them."""
    return [KeptText(ref, document) for ref, document in texts.items()]


def agreed_in(version: ProfileVersion) -> dict[str, list[str]]:
    """The names of those who had agreed to each text, by ref, in order; who is gone is named so. Two queries."""
    uids_by_ref: dict[str, list[str]] = {kept["ref"]: kept["agreed"] for kept in _value(version)["answers"]}
    every = {uid for uids in uids_by_ref.values() for uid in uids}
    name_by_uid = {str(user.uid): user.full_name for user in User.objects.filter(uid__in=every)}
    return {
        ref: sorted(name_by_uid.get(uid, str(phrases.FORMER_MEMBER)) for uid in uids)
        for ref, uids in uids_by_ref.items()
        if uids
    }


def concerned_by(version: ProfileVersion) -> QuerySet[User]:
    """The members whose words stand in a version, by its history and its assignments, and those who had agreed."""
    kept = _value(version)["answers"]
    answers = Answer.objects.filter(
        community=version.community, edition=version.edition, ref__in=[one["ref"] for one in kept]
    )
    agreed = {uid for one in kept for uid in one["agreed"]}
    wrote = Q(pk__in=answers.values("edited_by")) | Q(assignments__answer__in=answers)
    wrote |= Q(pk__in=Event.objects.filter(node__in=answers.values("node"), verb=EDITED).values("by"))
    members = User.objects.filter(memberships__community=version.community)
    return members.filter(wrote | Q(uid__in=agreed)).distinct()


def agreed_uids(answers: Collection[Answer]) -> dict[int, list[str]]:
    """Who agreed to the texts as they stand, by answer; only where all who were asked did. Three queries at most."""
    standings = review_selectors.review_standings(answers)
    agreed = [pk for pk, one in standings.items() if one.state is AnswerState.AGREED]
    said = Agreement.objects.filter(
        review__answer_id__in=agreed, snapshot__isnull=False, snapshot=F("review__agreed_snapshot")
    )
    found: dict[int, set[UUID]] = {}
    for pk, uid in said.values_list("review__answer_id", "user__uid"):
        if uid is not None:
            found.setdefault(pk, set()).add(uid)
    return {pk: sorted(map(str, uids)) for pk, uids in found.items()}


def differences(before: Texts, after: Texts, edition: EditionDocument) -> list[Difference]:
    """The questions of the Profile whose texts differ, in order. Pure."""
    found = [
        Difference(question, compare(before.get(question.ref, EMPTY_DOCUMENT), after.get(question.ref, EMPTY_DOCUMENT)))
        for question in edition.questions_of(selectors.PROFILE)
        if before.get(question.ref) != after.get(question.ref)
    ]
    return [one for one in found if one.n_changes]


def renumbered(cards: Mapping[str, FigureCard], texts: Texts, edition: EditionDocument) -> dict[str, FigureCard]:
    """Figures with the numbers they have in these texts."""
    numbers = figure_numbers(
        (question.item_ref, texts[question.ref])
        for question in edition.questions_of(selectors.PROFILE)
        if question.ref in texts
    )
    return {uid: replace(card, number=numbers.get(uid, "")) for uid, card in cards.items()}


def living_texts(answers: Iterable[Answer]) -> dict[str, dict[str, Any]]:
    """The texts of answers that are up to date, by ref; those nobody wrote are left out."""
    return {answer.ref: answer.document for answer in answers if answer.last_seq and answer.document}


def _value(version: ProfileVersion) -> Any:
    return snapshots.value_of(version.snapshot)
