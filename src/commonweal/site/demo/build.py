"""Builds the worked example up to a stage of the journey, in the order in which communities live it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commonweal.accounts.models import User
from commonweal.answers import services as answers
from commonweal.answers.figure_services import add_figure
from commonweal.communities import services as communities
from commonweal.communities.models import Community
from commonweal.kernel.errors import DomainError
from commonweal.measures import services as measures
from commonweal.site.demo import discussion, texts
from commonweal.site.demo.cast import CAST, DOMAIN, JOINED, MARISOL, PASSWORD, PRIYA, ROSA, Part
from commonweal.site.demo.profile import write_profile
from commonweal.site.env import LOCAL_NAMES

STAGES = ("start", "profile")
"""In the order in which communities reach them; each holds the ones before it."""
BEFORE_PROFILE = timedelta(days=36)
"""How long before the Profile is written the community began."""
SLUG = "prairie-bend"
FIGURE_MEASURE = "not-proficient-in-english"

Progress = Callable[[int, str], None]


class SignIn(NamedTuple):
    """One line of the table of who can sign in."""

    role: str
    full_name: str
    email: str
    password: str


class DemoRefused(DomainError):
    """The example's people have a password that everybody knows; real people may not share a site with them."""

    message = _(
        "The worked example was not built: people use this installation from outside, and the example’s passwords are "
        "known to everybody. Build it on a laptop, or in an installation of its own."
    )


def build(stage: str, *, now: datetime, progress: Progress) -> list[SignIn]:
    """Build the example, unless it is here, and say who can sign in. All of it is built, or nothing.

    ``stage`` is one of ``STAGES``. For the command line: it reads and writes figures, which takes heavy libraries.

    Raises:
        DemoRefused: on an installation that others reach and that has people of its own.
    """
    if stage not in STAGES:
        raise ValueError(f"The worked example has no stage {stage}.")
    _refuse_beside_real_people()
    if Community.objects.filter(slug=SLUG).exists():
        progress(100, "It is here already; nothing was changed. Another stage needs a data folder of its own.")
    else:
        with transaction.atomic():
            if stage == "profile":
                _build_profile(now, progress)
            else:
                _build_start(now, now, progress)
        progress(100, "Prairie Bend County is ready.")
    here = set(User.objects.filter(communities__slug=SLUG).values_list("email", flat=True))
    return [
        SignIn(part.role.value, part.full_name, part.email, PASSWORD) for part in (*CAST, *JOINED) if part.email in here
    ]


def _refuse_beside_real_people() -> None:
    is_local = urlsplit(settings.SITE_URL).hostname in LOCAL_NAMES
    if not is_local and User.objects.exclude(email__iendswith=f"@{DOMAIN}").exists():
        raise DemoRefused


def _build_start(then: datetime, now: datetime, progress: Progress) -> tuple[Community, dict[Part, User], str]:
    """Four people and their first answers, written up to ``then``; what was given out is due after ``now``."""
    progress(10, "Inviting four people")
    person = {part: _person(part) for part in CAST}
    marisol = person[MARISOL]
    community = communities.found_community(
        slug=SLUG,
        name="Prairie Bend County",
        lead=marisol,
        languages=["en", "es"],
        time_zone="America/Chicago",
        now=then - timedelta(days=9),
        is_example=True,
    )
    _join(community, person, [part for part in CAST if part is not MARISOL], then - timedelta(days=8))
    progress(20, "Inventing a state, a county and their figures")
    place = measures.add_example_release(community=community, by=marisol, now=then - timedelta(days=7))
    progress(50, "Writing the first answers")
    _write_first(community, person, place.fips, then)
    discussion.give_out(community, person, now)
    return community, person, place.fips


def _build_profile(now: datetime, progress: Progress) -> None:
    """All answers, six people, what they said, and what they agreed to."""
    community, person, fips = _build_start(now - BEFORE_PROFILE, now, progress)
    progress(60, "Two more people join, and the Profile is written")
    person |= {part: _person(part) for part in JOINED}
    _join(community, person, JOINED, now - BEFORE_PROFILE)
    write_profile(community, person, fips, now)


def _join(community: Community, person: Mapping[Part, User], parts: Iterable[Part], at: datetime) -> None:
    for part in parts:
        communities.add_member(community=community, user=person[part], role=part.role, by=person[MARISOL], now=at)


def _write_first(community: Community, person: Mapping[Part, User], fips: str, then: datetime) -> None:
    marisol, rosa, priya = person[MARISOL], person[ROSA], person[PRIYA]
    _write(community, "P.1a(1)", texts.PLACE_BEGUN, by=marisol, now=then - timedelta(days=6))
    _write(community, "P.1a(1)", texts.PLACE, by=rosa, now=then - timedelta(days=5, hours=3))
    answer_id = _write(community, "P.1a(3)", texts.GROUPS_BEGUN, by=rosa, now=then - timedelta(days=4))
    at = then - timedelta(days=2, hours=1)
    figure = add_figure(answer_id=answer_id, measure_key=FIGURE_MEASURE, place_fips=fips, by=priya, now=at)
    _write(community, "P.1a(3)", texts.groups(str(figure.uid)), by=priya, now=then - timedelta(days=2))
    _write(community, "P.1b(2)", texts.PURPOSE, by=marisol, now=then - timedelta(days=1))
    discussion.discuss(answer_id, person, then)


def _person(part: Part) -> User:
    return User.objects.create_user(
        part.email, part.full_name, PASSWORD, uid=part.uid, time_zone="America/Chicago", language="en"
    )


def _write(community: Community, ref: str, document: texts.Node, *, by: User, now: datetime) -> int:
    answer = answers.open_answer(community=community, ref=ref, by=by)
    answers.write_document(answer_id=answer.pk, document=document, by=by, now=now)
    answers.up_to_date(answer)
    return answer.pk
