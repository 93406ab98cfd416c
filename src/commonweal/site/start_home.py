"""The page Start of a community that is under way: what needs me, how far the Profile is, what figures say."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from commonweal.accounts.models import User
from commonweal.answers import selectors as answers
from commonweal.answers.assignment_selectors import NOBODY, Assigned, assigned_by_answer
from commonweal.answers.waiting_selectors import refs_to_agree
from commonweal.communities import selectors as communities
from commonweal.communities.home import Home, Level, Task
from commonweal.communities.models import Community
from commonweal.communities.rules import is_writer
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.frameworks.methods.refs import slug_of
from commonweal.frameworks.selectors import current_edition
from commonweal.kernel.addresses import address
from commonweal.measures.enums import Area
from commonweal.measures.figures import told_first_of_areas

ICONS: dict[str, str] = {
    Area.HEALTH: "heart",
    Area.EDUCATION: "cap",
    Area.ECONOMY: "work",
    Area.SAFETY: "shield",
    Area.QUALITY_OF_LIFE: "tree",
}
"""The picture beside each outcome area; Who lives here is not shown."""

N_BEGUN = 4
"""Begun answers that are named; the others stand in the contents of the Profile."""


@dataclass(frozen=True, slots=True)
class _Book:
    """A community's Profile as it stands today: its opened answers, and whose they are by primary key."""

    community: Community
    edition: EditionDocument
    opened: list[answers.Length]
    whose: dict[int, Assigned]
    today: date

    def name(self, ref: str) -> str:
        """A question by ref and label, in the reader's language."""
        return f"{ref} {self.edition.question(ref).label.in_language(get_language() or 'en')}"

    def address(self, page: str, ref: str) -> str:
        """A page of a question."""
        return address(page, self.community.slug, slug_of(ref))


def home(community: Community, person: User, now: datetime) -> Home | None:
    """The page in eight queries beside those of every page; None until somebody has written."""
    edition = current_edition()
    opened = answers.lengths_in(community, edition)
    if not any(one.n_words for one in opened):
        return None
    whose = assigned_by_answer(community, [one.pk for one in opened])
    book = _Book(community, edition, opened, whose, communities.today_in(community, now))
    written = sorted((one for one in opened if one.n_words), key=lambda one: one.ref)
    needs = _needs(book, person)
    return Home(
        needs=tuple(needs),
        begun=tuple(_task(book, one) for one in written[:N_BEGUN]),
        n_questions=len(edition.questions_of(answers.PROFILE)),
        n_begun=len(written),
        levels=tuple(_levels(community)),
        next=needs[0] if needs else _next(book, person, {one.ref for one in written}),
    )


def _needs(book: _Book, person: User) -> list[Task]:
    """What waits for the person: texts to agree to, then answers that are theirs, the earliest first."""
    asked = [
        Task(
            _("Agree to %(question)s") % {"question": book.name(ref)},
            _("The group asks whether you stand behind the text."),
            book.address("answers:review", ref),
            icon="checkc",
        )
        for ref in refs_to_agree(book.community, person)
    ]
    mine = [one for one in book.opened if person in book.whose.get(one.pk, NOBODY).people]
    mine.sort(key=lambda one: (book.whose[one.pk].due_on or date.max, one.ref))
    return asked + [_task(book, one) for one in mine]


def _task(book: _Book, answer: answers.Length) -> Task:
    """An answer as a line: how much is there, and by when it was promised."""
    if answer.n_words:
        text = ngettext("%(n)s word so far", "%(n)s words so far", answer.n_words) % {"n": answer.n_words}
    else:
        text = _("Nothing written yet; ten minutes make a beginning")
    due_on = book.whose.get(answer.pk, NOBODY).due_on
    is_late = due_on is not None and due_on < book.today
    return Task(book.name(answer.ref), text, book.address("answers:write", answer.ref), due_on=due_on, is_late=is_late)


def _levels(community: Community) -> list[Level]:
    """One figure of each outcome area at the home place, with the state's. Four queries."""
    place = communities.home_place(community)
    if place is None:
        return []
    language = get_language() or "en"
    shown = []
    for area in told_first_of_areas(community, place, language):
        if area.key == Area.PEOPLE:
            continue
        line = area.cards[0]
        beside = _("state %(value)s") % {"value": line.state_value} if line.state_value else ""
        url = f"{address('measures:measure', community.slug, line.key)}?place={place.fips}"
        shown.append(Level(area.name, f"{line.name}: {line.value}", beside, url, ICONS[area.key]))
    return shown


def _next(book: _Book, person: User, written: set[str]) -> Task | None:
    """The first question nobody has written to, for who may write."""
    refs = [one.ref for one in book.edition.questions_of(answers.PROFILE) if one.ref not in written]
    if not refs or not is_writer(person, book.community):
        return None
    return Task(book.name(refs[0]), "", book.address("answers:write", refs[0]))
