"""The stage ``profile``: the whole Community Profile of Prairie Bend County, written by six people."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from commonweal.accounts.models import User
from commonweal.answers import comment_services, review_selectors, review_services, version_services
from commonweal.answers import services as answers
from commonweal.answers.comment_services import Passage
from commonweal.answers.figure_services import add_figure
from commonweal.answers.models import Answer
from commonweal.communities.models import Community
from commonweal.site.demo import prose
from commonweal.site.demo.cast import DENISE, MARISOL, PRIYA, ROSA, TOM, WALT, Part
from commonweal.site.demo.prose import Prose

AGREED = {
    "P.1a(5)": (MARISOL, TOM, WALT),
    "P.1b(1)": (MARISOL, ROSA, PRIYA),
    "P.1b(5)": (MARISOL, ROSA, DENISE),
    "P.2a(3)": (MARISOL, PRIYA, DENISE),
}
"""Answers that were put before the group and agreed, and by whom."""
IN_REVIEW = {"P.2b(1)": ((MARISOL, ROSA, WALT, DENISE), (MARISOL, WALT))}
"""An answer before the group: who was asked, and who has agreed so far."""
VERSION_AT = 16
"""How many days ago the half of it was kept as a version."""


def write_profile(community: Community, person: Mapping[Part, User], place_fips: str, now: datetime) -> None:
    """Write what is missing of the Profile, talk about it, agree to some of it, and keep two versions."""
    writers = {part.full_name.split()[0]: person[part] for part in person}
    half_is_kept = False
    for answer in prose.answers():
        at = now - timedelta(days=answer.days_ago)
        if answer.days_ago < VERSION_AT and not half_is_kept:
            _keep(community, person[MARISOL], "Before the two evenings", now - timedelta(days=VERSION_AT))
            half_is_kept = True
        _write(community, answer, writers[answer.writer], place_fips, at)
    _discuss(community, person, now)
    for ref, parts in AGREED.items():
        _review(community, ref, [person[part] for part in parts], [person[part] for part in parts], now)
    for ref, (asked, agreed) in IN_REVIEW.items():
        _review(community, ref, [person[part] for part in asked], [person[part] for part in agreed], now)
    _keep(community, person[MARISOL], "For the first session", now - timedelta(hours=5))


def _write(community: Community, text: Prose, writer: User, place_fips: str, at: datetime) -> None:
    answer = answers.open_answer(community=community, ref=text.ref, by=writer)
    figure_by_measure = {
        measure: str(
            add_figure(
                answer_id=answer.pk, measure_key=measure, place_fips=place_fips, by=writer, now=at - timedelta(hours=1)
            ).uid
        )
        for measure in text.measures
    }
    answers.write_document(answer_id=answer.pk, document=text.document(figure_by_measure), by=writer, now=at)
    answers.up_to_date(answer)


def _discuss(community: Community, person: Mapping[Part, User], now: datetime) -> None:
    """Three conversations: one open, one with an answer, one settled."""
    careful = comment_services.add_comment(
        answer=_answer(community, "P.1a(2)"),
        text="Nine of ten was before the fall. Shall I ask the ward for this year?",
        by=person[DENISE],
        now=now - timedelta(days=7),
        passage=Passage("9 of 10 births to residents happen here"),
    )
    comment_services.add_comment(
        answer=_answer(community, "P.1a(2)"),
        text=f"@{person[DENISE].full_name} Please do. The county’s own count ends in June.",
        by=person[PRIYA],
        now=now - timedelta(days=6, hours=20),
        parent_uid=careful.uid,
    )
    comment_services.add_comment(
        answer=_answer(community, "P.1b(3)"),
        text="Farmers are five of 43 because three of them are mine. Without the levee board it is two.",
        by=person[WALT],
        now=now - timedelta(days=5),
    )
    settled = comment_services.add_comment(
        answer=_answer(community, "P.2b(1)"),
        text="Should weight be the fifth? The hospital sees it every day.",
        by=person[DENISE],
        now=now - timedelta(days=13),
    )
    comment_services.resolve_comment(
        answer=_answer(community, "P.2b(1)"), uid=settled.uid, by=person[MARISOL], now=now - timedelta(days=12)
    )
    comment_services.add_comment(
        answer=_answer(community, "P.2a(2)"),
        text="41 was Monday’s count. I look again before we print.",
        by=person[ROSA],
        now=now - timedelta(days=3),
        passage=Passage("41 places to rent"),
    )


def _review(community: Community, ref: str, asked: list[User], agreed: list[User], now: datetime) -> None:
    answer = _answer(community, ref)
    review_services.send_to_review(answer_id=answer.pk, by=asked[0], asked=asked, now=now - timedelta(days=2))
    for n_hours, one in enumerate(agreed):
        review_services.agree(
            answer_id=answer.pk,
            seen=review_selectors.address_of(answer.document),
            by=one,
            now=now - timedelta(days=1, hours=20 - n_hours),
        )


def _keep(community: Community, by: User, name: str, now: datetime) -> None:
    version_services.keep_version(community=community, name=name, note="", by=by, now=now)


def _answer(community: Community, ref: str) -> Answer:
    return Answer.objects.select_related("community__node", "node").get(community=community, ref=ref, copy=None)
