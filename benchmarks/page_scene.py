"""What the pages show besides the worked example: one of each thing that an address can name.

``make_scene`` adds it in a process of its own: reading workbooks and drawing figures loads libraries that a web
process never holds.
"""

from datetime import datetime

from benchmarks.page_list import LISTED, OPERATOR_EMAIL, Arguments
from commonweal.accounts import services as accounts
from commonweal.accounts.methods import tokens
from commonweal.accounts.models import AddressChange, Deletion, User
from commonweal.communities.models import Community
from commonweal.documents import look_services
from commonweal.documents.look_services import Choices
from commonweal.documents.methods.look import Cover
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks import upload_services
from commonweal.frameworks.methods.export import exportable_view
from commonweal.frameworks.yaml_writing import written
from commonweal.kernel import notice_mail
from commonweal.kernel.scopes import scope_of
from commonweal.measures import catalogue_selectors, catalogue_services
from commonweal.warehouse.models import Release
from tests.factories.addresses import EDITION
from tests.factories.two_communities import sample_of

MEMBER = "Tom Lindqvist"
REVIEWED = "p-2b-1"
"""The answer of the example that is before the group."""
TOKEN = "t" * 43
BEFORE = {"slug": "community-excellence-builder", "edition": "2018"}
"""An edition that is not in use."""


def build(now: datetime) -> Arguments:
    """Add one of each thing; return the arguments of each listed address, by its name. Needs the worked example."""
    community = Community.objects.filter(is_example=True).earliest("pk")
    lead = community.memberships.filter(role="lead").earliest("pk").user
    release = Release.objects.filter(imported_for=scope_of(community)).earliest("pk")
    sample = sample_of(community, lead, MEMBER, release, now)
    special = _special(community, lead, _operator(now), now)
    return {one.name: {**sample.arguments(one.name), **special.get(one.name, {})} for one in LISTED}


def _special(community: Community, lead: User, operator: User, now: datetime) -> Arguments:
    """Where the access matrix is content with what is not there, the page is what costs."""
    look = _look(operator, now)
    upload = _upload(operator, now)
    catalogue = catalogue_selectors.catalogues()[0]
    use = catalogue_services.use_catalogue(document=catalogue, by=operator, now=now)
    link = accounts.make_link(person=lead, now=now)
    return {
        "site:mail-stop": {"token": notice_mail.token_of(lead)},
        "accounts:link-confirm": {"token": link.rstrip("/").rpartition("/")[2]},
        "accounts:address-confirm": {"token": TOKEN},
        "accounts:deletion-confirm": {"token": TOKEN},
        "documents:look": {"uid": look},
        "catalogues:use": {"uid": str(catalogue.uid)},
        "catalogues:take-back": {"uid": str(use.uid)},
        "frameworks:upload": {"uid": upload},
        "frameworks:make-current": BEFORE,
        "answers:review": {"slug": community.slug, "ref_slug": REVIEWED},
    }


def _operator(now: datetime) -> User:
    """Whoever runs the site, with wishes about their account that a mailed link confirms."""
    person = User.objects.create_user(OPERATOR_EMAIL, "Otto Operator", tokens.new_token(), is_superuser=True)
    wish = {"user": person, "token_hash": tokens.hash_of(TOKEN), "asked_at": now}
    AddressChange.objects.create(email="otto@prairie-bend.example", **wish)
    Deletion.objects.create(**wish)
    return person


def _look(operator: User, now: datetime) -> str:
    choices = Choices(
        organization="Prairie Bend Foundation",
        main_colour="#14532d",
        accent_colour="#7c2d12",
        cover=Cover.PLAIN,
        front_matter={"en": "First words.", "es": "Primeras palabras."},
        footer={"en": "Printed by the county."},
    )
    look = look_services.draw_up(choices=choices, before=None, by=operator, now=now)
    look_services.draw_preview(look, language="en", now=now)
    return str(look.uid)


def _upload(operator: User, now: datetime) -> str:
    """The edition in use, given once more as a file and read."""
    content = written(exportable_view(frameworks.plain_edition(EDITION["slug"], EDITION["edition"])))
    upload = upload_services.give_file(content=content, name="edition.yaml", by=operator, now=now)
    upload_services.read_upload(upload)
    return str(upload.uid)
