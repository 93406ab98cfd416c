"""The worked example beside a second community with people, an answer, a figure and values of its own.

Everything of the second carries a word that stands nowhere else (``SECRETS``): what leaks is seen.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from commonweal.accounts.methods import tokens
from commonweal.accounts.models import User
from commonweal.answers import (
    comment_services,
    copy_services,
    document_selectors,
    figure_services,
    glossary_services,
    import_services,
    review_services,
    suggestion_services,
    version_services,
)
from commonweal.answers import (
    services as answers,
)
from commonweal.answers.comment_services import Passage
from commonweal.answers.copy_models import ApplicationCopy
from commonweal.answers.import_models import ProfileImport
from commonweal.answers.models import Answer, Comment, Figure, GlossaryTerm, KeyFactor
from commonweal.answers.version_models import ProfileVersion
from commonweal.communities import organization_services
from commonweal.communities import selectors as communities_read
from commonweal.communities import services as communities
from commonweal.communities.enums import Role
from commonweal.communities.models import Community, Inclusion, Invitation, Organization
from commonweal.documents.models import Drawing
from commonweal.frameworks.selectors import current_edition
from commonweal.kernel import files, nodes
from commonweal.kernel.enums import JobState
from commonweal.kernel.models import Event, Job, StoredFile
from commonweal.kernel.scopes import scope_of
from commonweal.measures import value_selectors, value_services
from commonweal.measures.methods.local_values import Entry
from commonweal.measures.models import LocalValue, Measure, PublishedValue, ValueSheet
from commonweal.site import content, demo
from commonweal.warehouse import upload_services
from commonweal.warehouse.models import Place, Release, Upload
from tests.factories.addresses import MEASURE, REF, arguments_of
from tests.factories.people import join, make_community, make_person
from tests.factories.workbooks import workbook_bytes

SECRETS = ("Juniper Falls", "juniper-falls.example", "Olive Outsider", "Quincy Quiet", "Zinnia", "Tansy", "88.8")
"""Words of the second community: its name, an invited address, its two people, its answer, its comment, its value."""


@dataclass
class Sample:
    """One object of each kind that an address of a community can name."""

    community: Community
    membership_uid: str
    figure_uid: str
    event_uid: str
    job_uid: str
    release_uid: str
    drawing: str
    upload_uid: str
    value_uid: str
    sheet_uid: str
    template_uid: str
    comment_uid: str
    factor_uid: str
    suggestion_uid: str
    term_uid: str
    import_uid: str
    version_uid: str
    copy_uid: str
    invitation_uid: str
    invitation_token: str
    organization_uid: str
    inclusion_uid: str

    def arguments(self, name: str) -> dict[str, str | int]:
        """What ``reverse`` needs for an address of this community."""
        return arguments_of(name, vars(self) | {"slug": self.community.slug})


@dataclass
class Scene:
    """Two communities and one person in each role."""

    example: Sample
    other: Sample
    people: dict[str, User]


def build_scene(now: datetime) -> Scene:
    """Build both. The first is seen by ``reader``, ``writer`` and ``lead``; the second is the ``outsider``'s."""
    list(content.load_shipped(now=now))
    demo.build("start", now=now, progress=lambda _percent, _message: None)
    example = Community.objects.get(slug="prairie-bend")
    lead = example.members.get(memberships__role=Role.LEAD)
    join(example, make_person("Spare Member"), Role.READER)
    people = {
        "lead": lead,
        "writer": example.members.filter(memberships__role=Role.WRITER).first(),
        "reader": example.members.get(full_name="Tom Lindqvist"),
        "outsider": make_person("Olive Outsider"),
    }
    reviewed = Answer.objects.get(community=example, ref="P.1b(2)")
    asked = [people[role] for role in ("reader", "writer", "lead")]
    review_services.send_to_review(answer_id=reviewed.pk, asked=asked, by=lead, now=now)
    _comment(
        example, people["reader"], "Should we say both?", timezone.now(), "In Tolliver one home in three"
    )  # it may be changed for a while
    _build_other(people["outsider"], now)
    other = Community.objects.get(slug="juniper-falls")
    return Scene(
        sample_of(example, lead, "Spare Member", _release_of(example), now),
        sample_of(other, people["outsider"], "Quincy Quiet", _release_of(other), now),
        people,
    )


def _release_of(community: Community) -> Release:
    return Release.objects.get(imported_for=scope_of(community))


def _import_for(other: Community) -> Release:
    """The same table as the example's, imported by the other community for itself."""
    release = Release.objects.get()
    release.pk, release.uid, release.imported_for = None, uuid4(), scope_of(other)
    release._state.adding = True
    release.node = nodes.create("release", scope=scope_of(release), title={"en": release.title})
    release.save()
    return release


def _comment(community: Community, person: User, text: str, now: datetime, quote: str = "we") -> None:
    """A comment, and a suggestion for words that stand in the answer."""
    answer = Answer.objects.select_related("community").get(community=community, ref=REF)
    comment_services.add_comment(answer=answer, text=text, by=person, now=now)
    suggestion_services.suggest(
        answer=answer, passage=Passage(quote), replacement=f"people of {community}", why=text, by=person, now=now
    )


def _build_other(lead: User, now: datetime) -> None:
    other = make_community("juniper-falls", "Juniper Falls", lead=lead)
    join(other, make_person("Quincy Quiet"), Role.READER)
    state = Place.objects.get(fips="99000")
    place = Place.objects.create(fips="99003", kind="county", name="Sage", full_name="Sage County", state=state)
    release = _import_for(other)
    release.places.add(place)
    communities.choose_place(community=other, place=place, by=lead, now=now, is_home=True)
    PublishedValue.objects.create(
        measure=Measure.objects.get(key=MEASURE), place=place, release=release, status="ok",
        value=Decimal("88.8"), period="2023", first_year=2023, last_year=2023,
    )  # fmt: skip
    answer = answers.open_answer(community=other, ref=REF, by=lead)
    mark = {"type": "keyFactor", "attrs": {"uid": str(uuid4()), "kind": "resident_group"}}
    said = {"type": "text", "text": "Zinnia fields are all we have.", "marks": [mark]}
    text = {"type": "paragraph", "content": [said]}
    answers.write_document(answer_id=answer.pk, document={"type": "doc", "content": [text]}, by=lead, now=now)
    figure_services.add_figure_at_end(answer_id=answer.pk, measure_key=MEASURE, place_fips="99003", by=lead, now=now)
    answers.up_to_date(answer)
    _comment(other, lead, "Tansy grows there too.", now)


def sample_of(community: Community, lead: User, member: str, release: Release, now: datetime) -> Sample:
    """One of each thing: what the community has, and made where it has none. ``member`` is the name of one."""
    answer = Answer.objects.select_related("node").get(community=community, ref=REF)
    figure_services.shown_figures(community, current_edition(), language="en", at=now)
    stored = files.put(b"%PDF-1.7", media_type="application/pdf", name="profile.pdf")
    job = Job.objects.create(
        name=document_selectors.PDF_JOB,
        arguments={"community_id": community.pk},
        asked_by=lead,
        state=JobState.DONE,
        result={"file": str(stored.uid)},
        asked_at=now,
        ended_at=now,
    )
    invitation = _invitation(community, lead)
    return Sample(
        community=community,
        invitation_uid=str(invitation.uid),
        organization_uid=str(_organization(community, lead, now).uid),
        inclusion_uid=str(_inclusion(community).uid),
        invitation_token=f"token-of-{community.slug}",
        membership_uid=str(community.memberships.get(user__full_name=member).uid),
        figure_uid=str(Figure.objects.filter(answer__community=community).earliest("pk").uid),
        event_uid=str(Event.objects.filter(node=answer.node, verb="answer.edited").latest("pk").uid),
        job_uid=str(job.uid),
        release_uid=str(release.uid),
        drawing=Drawing.objects.earliest("pk").address,
        term_uid=str(_term(community, lead, now).uid),
        suggestion_uid=str(Comment.objects.filter(answer=answer).exclude(replacement=None).latest("pk").uid),
        factor_uid=str(KeyFactor.objects.filter(answer=answer).earliest("pk").uid),
        comment_uid=str(Comment.objects.filter(answer=answer, replacement=None).latest("pk").uid),
        copy_uid=str(_copy(community, lead, now).uid),
        version_uid=str(_version(community, lead, now).uid),
        import_uid=str(_profile_import(community, lead, now).uid),
        upload_uid=str(_upload(community, lead, now).uid),
        value_uid=str(_value(community, lead, now).uid),
        sheet_uid=str(_sheet(community, lead, now).uid),
        template_uid=str(_template(community, lead, stored, now).uid),
    )


def _term(community: Community, lead: User, now: datetime) -> GlossaryTerm:
    """A word of the community's own, in which its name stands."""
    meaning = {"en": f"What the people of {community} say."}
    return glossary_services.add_term(community=community, name={"en": "Oxbow"}, meaning=meaning, by=lead, now=now)


def _invitation(community: Community, lead: User) -> Invitation:
    """An invitation that can be sent again and used; its address tells whose it is."""
    sent_at = timezone.now() - timedelta(hours=1)
    return Invitation.objects.create(
        community=community, email=f"invited@{community.slug}.example", role=Role.READER, language="en",
        words=f"Words of {community}", token_hash=tokens.hash_of(f"token-of-{community.slug}"), invited_by=lead,
        sent_at=sent_at, expires_at=sent_at + timedelta(days=14),
    )  # fmt: skip


def _version(community: Community, lead: User, now: datetime) -> ProfileVersion:
    """The Profile kept under a name that tells whose it is."""
    return version_services.keep_version(community=community, name=f"{community.name} kept", note="", by=lead, now=now)


def _copy(community: Community, lead: User, now: datetime) -> ApplicationCopy:
    """A copy for an application under a name that tells whose it is."""
    return copy_services.make_copy(
        community=community, name=f"{community.name} copied", level_id="level-1", by=lead, now=now
    )


def _profile_import(community: Community, lead: User, now: datetime) -> ProfileImport:
    """A pasted Profile that was sorted, with a word of its own where it is the second."""
    word = "Zinnia" if community.slug == "juniper-falls" else "Clover"
    text = f"P.1a(2) What is here\n\n{word} again."
    import_services.request_text_reading(community=community, text=text, by=lead, now=now)
    return import_services.read_import(import_id=ProfileImport.objects.latest("pk").pk, language="en")


def _organization(community: Community, lead: User, now: datetime) -> Organization:
    """An organization that names its community, with the lead as one of its people."""
    values = {
        "name": f"Guild of {community}", "sector": "other", "about": "", "website": "", "contact_name": f"{community}",
        "contact_email": f"guild@{community.slug}.example", "is_backbone": True,
    }  # fmt: skip
    add = organization_services.add_organization
    return add(community=community, values=values, people=[lead], by=lead, now=now)


def _inclusion(community: Community) -> Inclusion:
    """The county that the community is, for some years already."""
    community.inclusions.update(joined_on=date(2020, 1, 1))
    return community.inclusions.get()


def _upload(community: Community, lead: User, now: datetime) -> Upload:
    """A file that was read and waits; its name tells whose it is."""
    name = f"{community.name}.xlsx"
    stored = files.put(workbook_bytes(), media_type="application/octet-stream", name=name, by=lead)
    upload = upload_services.take_file(file=stored, scope=scope_of(community), by=lead, now=now)
    return upload_services.read_upload(upload=upload, fips=[])


def _value(community: Community, lead: User, now: datetime) -> LocalValue:
    """A value of the community's own, with a word of its own where it is the second."""
    fips = communities_read.home_place(community).fips
    group = "Quietwater" if community.slug == "juniper-falls" else "Everybody"
    entry = Entry(MEASURE, fips, "2025", 2025, 2025, Decimal("12.5"), None, None, group, "", "")
    return value_services.enter_value(community=community, entry=entry, by=lead, now=now)


def _sheet(community: Community, lead: User, now: datetime) -> ValueSheet:
    name = f"{community.name} values.csv"
    content = f"Measure,Period,Value,Note\n{MEASURE},2026,13,{community.name}\n".encode()
    value_services.request_sheet_reading(community=community, content=content, name=name, by=lead, now=now)
    sheet = ValueSheet.objects.get(community=community)
    value_services.read_sheet(sheet=sheet)
    return sheet


def _template(community: Community, lead: User, stored: StoredFile, now: datetime) -> Job:
    return Job.objects.create(
        name=value_selectors.TEMPLATE_JOB, arguments={"community_id": community.pk}, asked_by=lead,
        state=JobState.DONE, result={"file": str(stored.uid)}, asked_at=now, ended_at=now,
    )  # fmt: skip
