"""The first steps of a community as they stand: the page Start shows them, ``communities.steps`` asks for them."""

from collections.abc import Sequence
from operator import attrgetter

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.accounts.models import User
from commonweal.answers import selectors as answers
from commonweal.answers.document_selectors import has_profile_file
from commonweal.answers.figure_selectors import n_figures_in
from commonweal.communities import rules
from commonweal.communities import selectors as communities
from commonweal.communities.models import Community
from commonweal.communities.steps import Step
from commonweal.frameworks.methods.refs import slug_of
from commonweal.frameworks.selectors import current_edition
from commonweal.kernel.addresses import address
from commonweal.measures import selectors as measures
from commonweal.warehouse.models import Place

N_TOGETHER = 3
"""A lead and two others: with fewer, a Profile is one person's homework."""
N_NAMED = 3
"""People named before the rest is counted."""


def first_steps(community: Community, person: User) -> Sequence[Step]:
    """The six steps, in six queries beside the edition’s, whatever the community holds."""
    place = communities.home_place(community)
    edition = current_edition()
    refs = [question.ref for question in edition.questions_of(answers.PROFILE)]
    written = [answer for answer in answers.lengths_in(community, edition) if answer.n_words]
    return (
        _place_step(community, person, place),
        _numbers_step(community, person, place),
        _people_step(community, person),
        _paragraph_step(community, person, refs, len(written)),
        _figure_step(community, person, min(written, key=attrgetter("pk")).ref if written else refs[0]),
        _paper_step(community, person),
    )


def _place_step(community: Community, person: User, place: Place | None) -> Step:
    if place is None:
        text = _("Choose your county. What it publishes about itself is found by that.")
    else:
        text = _("%(place)s is chosen.") % {"place": place.full_name}
    return Step(
        _("Say where you are"),
        text,
        is_done=place is not None,
        url=address("measures:places", community.slug) if rules.is_lead(person, community) else "",
        action=_("Change") if place else _("Choose"),
    )


def _numbers_step(community: Community, person: User, place: Place | None) -> Step:
    title = _("Bring in public numbers")
    if place and (n := measures.n_measures_at(community, place)):
        text = ngettext("%(n)s measure of %(place)s is here.", "%(n)s measures of %(place)s are here.", n)
        text %= {"n": n, "place": place.name}
        if place.is_invented:
            text = _("%(text)s They are invented, like the place.") % {"text": text}
        return Step(title, text, is_done=True, url=address("measures:list", community.slug), action=_("Look"))
    return Step(
        title,
        _("Load the workbook of your state. It holds every county, so any place you choose later is in it."),
        is_done=False,
        url=address("measures:import", community.slug) if rules.is_lead(person, community) else "",
        action=_("Load"),
    )


def _people_step(community: Community, person: User) -> Step:
    members = communities.everybody_in(community)
    is_done, may_invite = len(members) >= N_TOGETHER, rules.is_lead(person, community)
    others = [member.user.full_name.split()[0] for member in members if member.user_id != person.pk]
    if len(others) > N_NAMED:
        text = _("%(names)s and others are here with you.") % {"names": ", ".join(others[:N_NAMED])}
    elif others:
        names = get_text_list(others, _("and"))
        text = ngettext("%(names)s is here with you.", "%(names)s are here with you.", len(others))
        text %= {"names": names}
    else:
        text = _("A Profile that one person wrote is one person’s view.")
    return Step(
        _("Invite two people to write with you"),
        text,
        is_done=is_done,
        url=address("communities:people" if is_done or not may_invite else "communities:invitations", community.slug),
        action=_("Look") if is_done or not may_invite else _("Invite"),
    )


def _paragraph_step(community: Community, person: User, refs: Sequence[str], n_written: int) -> Step:
    title = _("Write the first paragraph of your Profile")
    if n_written:
        text = ngettext("%(n)s of %(all)s questions has a text.", "%(n)s of %(all)s questions have a text.", n_written)
        text %= {"n": n_written, "all": len(refs)}
        return Step(title, text, is_done=True, url=address("answers:profile", community.slug), action=_("Read"))
    return Step(
        title,
        _("One question, and prompts that help. What you type is saved as you type."),
        is_done=False,
        url=address("answers:write", community.slug, slug_of(refs[0])) if rules.is_writer(person, community) else "",
        action=_("Write"),
    )


def _figure_step(community: Community, person: User, ref: str) -> Step:
    n = n_figures_in(community)
    if n:
        text = ngettext("%(n)s figure stands in your text.", "%(n)s figures stand in your text.", n) % {"n": n}
    else:
        text = _("A measure becomes a drawing in your text, with its source, and follows the newest numbers.")
    return Step(
        _("Put a figure into an answer"),
        text,
        is_done=n > 0,
        url=address("answers:figure-add", community.slug, slug_of(ref)) if rules.is_writer(person, community) else "",
        action=_("Add another") if n else _("Add"),
    )


def _paper_step(community: Community, person: User) -> Step:
    return Step(
        _("Take the Profile with you on paper"),
        _("Contents, answers and figures as a PDF that screen readers can read too."),
        is_done=has_profile_file(person, community),
        url=address("answers:print", community.slug),
        action=_("See it"),
    )
