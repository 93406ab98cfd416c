"""Every address × every role × reading and posting, with a second community whose data could leak."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from commonweal.answers.methods.projection import tidied
from commonweal.answers.review_selectors import address_of
from commonweal.kernel.models import Event, Job
from commonweal.site.demo import texts
from commonweal.site.demo.cast import ROSA
from tests.conftest import NOW
from tests.factories.two_communities import SECRETS, Sample, Scene, build_scene
from tests.guards.test_public_views import patterns

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "outsider", "reader", "writer", "lead")

# Statuses in the order of ROLES: of GET, then of POST with valid fields. A star: the act was done, an event or a job
# tells of it. 302 for anonymous is the way to sign in; 404 for an outsider: the community does not exist for them.
MATRIX = {
    "site:home": "302 302 302 302 302 | 302 405 405 405 405",
    "site:health": "200 200 200 200 200 | 405 405 405 405 405",
    "site:search": "302 200 200 200 200 | 302 405 405 405 405",
    "site:community-search": "302 404 200 200 200 | 302 404 405 405 405",
    "site:palette": "302 200 200 200 200 | 302 405 405 405 405",
    "site:community-palette": "302 404 200 200 200 | 302 404 405 405 405",
    "site:inbox": "302 200 200 200 200 | 302 405 405 405 405",
    "site:inbox-count": "302 200 200 200 200 | 302 405 405 405 405",
    "site:inbox-read": "302 405 405 405 405 | 302 302 302 302 302",
    "site:inbox-undo": "302 405 405 405 405 | 302 302 302 302 302",
    "site:inbox-choices": "302 200 200 200 200 | 302 302 302 302 302",
    "site:mail-stop": "410 410 410 410 410 | 410 410 410 410 410",
    "site:notice": "302 404 404 404 404 | 302 405 405 405 405",
    "site:notice-mark": "302 405 405 405 405 | 302 404 404 404 404",
    "site:components": "302 403 403 403 403 | 302 405 405 405 405",
    "site:help": "200 200 200 200 200 | 405 405 405 405 405",
    "site:help-topic": "200 200 200 200 200 | 405 405 405 405 405",
    "site:words": "200 200 200 200 200 | 405 405 405 405 405",
    "site:accessibility": "200 200 200 200 200 | 405 405 405 405 405",
    "site:privacy": "200 200 200 200 200 | 405 405 405 405 405",
    "kernel:job": "302 404 404 404 200 | 302 405 405 405 405",
    "work:job": "302 404 404 404 200 | 302 404 405 405 405",
    "kernel:jobs": "302 403 403 403 403 | 302 405 405 405 405",
    "kernel:job-retry": "302 405 405 405 405 | 302 403 403 403 403",
    "kernel:mail": "302 403 403 403 403 | 302 405 405 405 405",
    "kernel:mail-release": "302 405 405 405 405 | 302 403 403 403 403",
    "kernel:mail-discard": "302 405 405 405 405 | 302 403 403 403 403",
    "kernel:mail-retry": "302 405 405 405 405 | 302 403 403 403 403",
    "accounts:sign-in": "200 302 302 302 302 | 422 422 422 422 422",
    "accounts:link-request": "200 200 200 200 200 | 302* 302* 302* 302* 302*",
    "accounts:link-sent": "200 200 200 200 200 | 405 405 405 405 405",
    "accounts:link-confirm": "410 410 410 410 410 | 410 410 410 410 410",
    "accounts:sign-out": "302 405 405 405 405 | 302 302 302 302 302",
    "accounts:language-set": "405 405 405 405 405 | 302 302 302 302 302",
    "accounts:theme-set": "405 405 405 405 405 | 302 302 302 302 302",
    "accounts:account": "302 200 200 200 200 | 302 302 302 302 302",
    "accounts:confirm": "302 200 200 200 200 | 302 422 422 422 422",
    "accounts:password": "302 200 200 200 200 | 302 422 422 422 422",
    "accounts:password-set": "302 302 302 302 302 | 302 302 302 302 302",
    "accounts:password-strength": "302 405 405 405 405 | 302 200 200 200 200",
    "accounts:two-step": "302 302 302 302 302 | 302 302 302 302 302",
    "accounts:recovery-codes": "302 405 405 405 405 | 302 302 302 302 302",
    "accounts:two-step-off": "302 405 405 405 405 | 302 302 302 302 302",
    "accounts:second-step": "302 302 302 302 302 | 302 302 302 302 302",
    "accounts:passkey-question": "302 405 405 405 405 | 302 302 302 302 302",
    "accounts:passkey-add": "302 405 405 405 405 | 302 302 302 302 302",
    "accounts:passkey-rename": "302 405 405 405 405 | 302 302 302 302 302",
    "accounts:passkey-remove": "302 405 405 405 405 | 302 302 302 302 302",
    "accounts:sign-in-question": "405 405 405 405 405 | 404 404 404 404 404",
    "accounts:sign-in-passkey": "405 405 405 405 405 | 422 422 422 422 422",
    "accounts:address": "302 302 302 302 302 | 302 302 302 302 302",
    "accounts:address-confirm": "302 410 410 410 410 | 302 410 410 410 410",
    "accounts:data": "302 405 405 405 405 | 302 302 302 302 302",
    "accounts:delete": "302 302 302 302 302 | 302 302 302 302 302",
    "accounts:deletion-undo": "302 405 405 405 405 | 302 302 302 302 302",
    "accounts:deletion-confirm": "302 410 410 410 410 | 302 410 410 410 410",
    "accounts:devices-end": "302 405 405 405 405 | 302 302 302 302 302",
    "accounts:device-end": "302 405 405 405 405 | 302 302 302 302 302",
    "documents:drawing": "302 200 200 200 200 | 302 200 200 200 200",
    "documents:looks": "302 403 403 403 403 | 302 403 403 403 403",
    "documents:look": "302 403 403 403 403 | 302 405 405 405 405",
    "documents:look-page": "302 403 403 403 403 | 302 405 405 405 405",
    "documents:look-use": "302 405 405 405 405 | 302 403 403 403 403",
    "documents:look-own": "302 405 405 405 405 | 302 403 403 403 403",
    "documents:booklet": "302 200 200 200 200 | 302 302* 302* 302* 302*",
    "documents:booklet-file": "302 404 404 404 404 | 302 405 405 405 405",
    "catalogues:list": "302 403 403 403 403 | 302 405 405 405 405",
    "catalogues:use": "302 403 403 403 403 | 302 403 403 403 403",
    "catalogues:take-back": "302 403 403 403 403 | 302 403 403 403 403",
    "frameworks:editions": "302 200 200 200 200 | 302 405 405 405 405",
    "frameworks:uploads": "302 403 403 403 403 | 302 403 403 403 403",
    "frameworks:upload": "302 403 403 403 403 | 302 405 405 405 405",
    "frameworks:upload-take": "302 405 405 405 405 | 302 403 403 403 403",
    "frameworks:upload-forget": "302 405 405 405 405 | 302 403 403 403 403",
    "frameworks:sheet": "302 405 405 405 405 | 302 403 403 403 403",
    "frameworks:sheet-file": "302 403 403 403 403 | 302 405 405 405 405",
    "frameworks:download": "302 200 200 200 200 | 302 405 405 405 405",
    "frameworks:content": "302 200 200 200 200 | 302 405 405 405 405",
    "frameworks:content-download": "302 200 200 200 200 | 302 405 405 405 405",
    "frameworks:content-sheet": "302 405 405 405 405 | 302 403 403 403 403",
    "frameworks:compare": "302 200 200 200 200 | 302 405 405 405 405",
    "frameworks:edition": "302 200 200 200 200 | 302 405 405 405 405",
    "frameworks:make-current": "302 403 403 403 403 | 302 403 403 403 403",
    "frameworks:values": "302 200 200 200 200 | 302 405 405 405 405",
    "frameworks:terms": "302 200 200 200 200 | 302 405 405 405 405",
    "frameworks:search": "302 200 200 200 200 | 302 405 405 405 405",
    "frameworks:print": "302 200 200 200 200 | 302 405 405 405 405",
    "frameworks:item": "302 200 200 200 200 | 302 405 405 405 405",
    "communities:steps": "302 404 200 200 200 | 302 404 405 405 405",
    "communities:start": "302 404 200 200 200 | 302 404 405 405 405",
    "communities:settings": "302 404 403 403 200 | 302 404 403 403 302*",
    "communities:archive": "302 404 405 405 405 | 302 404 403 403 302*",
    "communities:bring-back": "302 404 405 405 405 | 302 404 403 403 302",
    "entrance:communities": "302 403 403 403 403 | 302 405 405 405 405",
    "entrance:found": "302 403 403 403 403 | 302 403 403 403 403",
    "communities:boundary": "302 404 200 200 200 | 302 404 405 405 405",
    "communities:place-include": "302 404 405 405 405 | 302 404 403 403 302*",
    "communities:place-exclude": "302 404 405 405 405 | 302 404 403 403 302*",
    "communities:inclusion-forget": "302 404 405 405 405 | 302 404 403 403 302*",
    "communities:organizations": "302 404 200 200 200 | 302 404 405 405 405",
    "communities:organization-add": "302 404 403 200 200 | 302 404 403 302* 302*",
    "communities:organization": "302 404 200 200 200 | 302 404 405 405 405",
    "communities:organization-edit": "302 404 403 200 200 | 302 404 403 302* 302*",
    "communities:organization-archive": "302 404 405 405 405 | 302 404 403 302* 302*",
    "communities:organization-restore": "302 404 405 405 405 | 302 404 403 302 302",
    "communities:people": "302 404 200 200 200 | 302 404 405 405 405",
    "communities:roles": "302 404 200 200 200 | 302 404 405 405 405",
    "communities:invitations": "302 404 403 403 200 | 302 404 403 403 302*",
    "communities:invitation-send": "302 404 405 405 405 | 302 404 403 403 302*",
    "communities:invitation-revoke": "302 404 405 405 405 | 302 404 403 403 302*",
    "communities:view-as": "302 404 403 403 200 | 302 404 403 403 302*",
    "communities:viewings": "302 404 200 200 200 | 302 404 405 405 405",
    "entrance:view-stop": "302 405 405 405 405 | 302 302 302 302 302",
    "entrance:invitation": "200 200 200 200 200 | 302* 422 422 422 422",
    "communities:role-change": "302 404 405 405 405 | 302 404 403 403 302*",
    "communities:member-remove": "302 404 405 405 405 | 302 404 403 403 302*",
    "measures:list": "302 404 200 200 200 | 302 404 405 405 405",
    "measures:import": "302 404 403 403 200 | 302 404 403 403 422",
    "measures:values": "302 404 403 200 200 | 302 404 403 422 422",
    "measures:value-template": "302 404 405 405 405 | 302 404 403 302* 302*",
    "measures:value-template-file": "302 404 404 404 200 | 302 404 405 405 405",
    "measures:value-add": "302 404 403 200 200 | 302 404 403 302* 302*",
    "measures:value-undo": "302 404 405 405 405 | 302 404 403 403 302*",
    "measures:sheet-preview": "302 404 403 200 200 | 302 404 405 405 405",
    "measures:sheet-enter": "302 404 405 405 405 | 302 404 403 302* 302*",
    "measures:sheet-discard": "302 404 405 405 405 | 302 404 403 302* 302*",
    "measures:import-preview": "302 404 403 403 200 | 302 404 405 405 405",
    "measures:import-confirm": "302 404 405 405 405 | 302 404 403 403 302*",
    "measures:import-discard": "302 404 405 405 405 | 302 404 403 403 302*",
    "measures:import-undo": "302 404 403 403 200 | 302 404 403 403 302*",
    "measures:measure": "302 404 200 200 200 | 302 404 405 405 405",
    "measures:places": "302 404 403 403 200 | 302 404 403 403 302*",
    "measures:place-leave": "302 404 405 405 405 | 302 404 403 403 302*",
    "answers:figure": "302 404 200 200 200 | 302 404 405 405 405",
    "answers:figure-places": "302 404 200 200 200 | 302 404 405 405 405",
    "answers:print": "302 404 200 200 200 | 302 404 405 405 405",
    "answers:pdf": "302 404 200 200 200 | 302 404 302* 302* 302*",
    "answers:pdf-file": "302 404 404 404 200 | 302 404 405 405 405",
    "answers:import": "302 404 403 200 200 | 302 404 403 302* 302*",
    "answers:import-detail": "302 404 403 200 200 | 302 404 405 405 405",
    "answers:import-end": "302 404 405 405 405 | 302 404 403 302* 302*",
    "answers:pages": "302 404 200 200 200 | 302 404 405 405 405",
    "answers:copies": "302 404 200 200 200 | 302 404 403 302* 302*",
    "answers:copy": "302 404 200 200 200 | 302 404 405 405 405",
    "answers:copy-write": "302 404 200 200 200 | 302 404 405 405 405",
    "answers:copy-figure-places": "302 404 200 200 200 | 302 404 405 405 405",
    "answers:copy-figure-add": "302 404 403 200 200 | 302 404 403 302* 302*",
    "answers:copy-offer": "302 404 200 200 200 | 302 404 405 405 405",
    "answers:offer-take": "302 404 405 405 405 | 302 404 403 302 302",
    "answers:offer-decline": "302 404 405 405 405 | 302 404 403 302 302",
    "answers:copy-renew": "302 404 405 405 405 | 302 404 403 302 302",
    "answers:versions": "302 404 200 200 200 | 302 404 403 302* 302*",
    "answers:version": "302 404 200 200 200 | 302 404 405 405 405",
    "answers:version-differences": "302 404 200 200 200 | 302 404 405 405 405",
    "answers:piece-place": "302 404 405 405 405 | 302 404 403 302* 302*",
    "answers:piece-take-back": "302 404 405 405 405 | 302 404 403 302 302",
    "answers:piece-aside": "302 404 405 405 405 | 302 404 403 302 302",
    "answers:figure-add": "302 404 403 200 200 | 302 404 403 302* 302*",
    "answers:profile": "302 404 200 200 200 | 302 404 405 405 405",
    "answers:write": "302 404 200 200 200 | 302 404 405 405 405",
    "answers:assign": "302 404 403 403 200 | 302 404 403 403 302*",
    "answers:take": "302 404 405 405 405 | 302 404 403 302* 302*",
    "answers:give-back": "302 404 405 405 405 | 302 404 302 302 302",
    "answers:review": "302 404 200 200 200 | 302 404 403 302* 302*",
    "answers:agree": "302 404 405 405 405 | 302 404 302* 302* 302*",
    "answers:review-ask": "302 404 405 405 405 | 302 404 403 403 302*",
    "answers:review-take-back": "302 404 405 405 405 | 302 404 403 302* 302*",
    "answers:comments": "302 404 200 200 200 | 302 404 302* 302* 302*",
    "answers:comment-change": "302 404 405 405 405 | 302 404 302* 403 403",
    "answers:comment-remove": "302 404 405 405 405 | 302 404 302* 403 403",
    "answers:comment-resolve": "302 404 405 405 405 | 302 404 302* 302* 302*",
    "answers:comment-reopen": "302 404 405 405 405 | 302 404 302 302 302",
    "answers:suggest": "302 404 405 405 405 | 302 404 302* 302* 302*",
    "answers:suggestion-accept": "302 404 405 405 405 | 302 404 403 302* 302*",
    "answers:suggestion-decline": "302 404 405 405 405 | 302 404 403 302* 302*",
    "answers:suggestion-withdraw": "302 404 405 405 405 | 302 404 302* 403 403",
    "answers:glossary": "302 404 200 200 200 | 302 404 403 302* 302*",
    "answers:term-change": "302 404 403 200 200 | 302 404 403 302* 302*",
    "answers:term-take-out": "302 404 405 405 405 | 302 404 403 302* 302*",
    "answers:key-factors": "302 404 200 200 200 | 302 404 405 405 405",
    "answers:answer-factors": "302 404 302 302 302 | 302 404 405 405 405",
    "answers:factor-put-back": "302 404 405 405 405 | 302 404 403 302 302",
    "answers:factor-retire": "302 404 405 405 405 | 302 404 403 302* 302*",
    "answers:history": "302 404 200 200 200 | 302 404 405 405 405",
    "answers:compare": "302 404 200 200 200 | 302 404 405 405 405",
    "answers:restore": "302 404 405 405 405 | 302 404 403 302* 302*",
}

FIELDS = {
    "communities:invitations": {"emails": "nina@example.org", "role": "reader", "language": "en"},
    "communities:settings": {"name": "Prairie Bend", "languages": ["en"], "time_zone": "America/Denver"},
    "communities:place-include": {"fips": "01001", "on": "2025-01-01"},
    "communities:place-exclude": {"on": "2025-01-01"},
    "communities:organization-add": {"name": "New Guild", "sector": "other"},
    "communities:organization-edit": {"name": "Other Guild", "sector": "other"},
    "communities:view-as": {"role": "reader"},
    "entrance:invitation": {"full_name": "Nina New", "language": "en"},
    "communities:role-change": {"role": "writer"},
    "measures:places": {"beside": "01001"},
    "measures:value-add": {"place": "99001", "period": "2024", "value": "3"},
    "measures:place-leave": {"fips": "99001"},
    "answers:pdf": {"language": "en", "form": "pdf"},
    "answers:import": {"text": "P.1a(1)\n\nBetween rivers."},
    "answers:versions": {"name": "Handed in"},
    "answers:copies": {"name": "For 2027", "level": "level-1"},
    "answers:piece-place": {"ref": "P.2c(1)", "manner": "append"},
    "documents:booklet": {"part": "1", "depth": "multiple", "space": "lines", "size": "large", "language": "en"},
    "answers:comments": {"text": "Is this so?"},
    "answers:comment-change": {"text": "This is so."},
    "answers:glossary": {"name_en": "Levee Day", "meaning_en": "The fair in August."},
    "answers:term-change": {"name_en": "Harvest", "meaning_en": "The best month."},
    "answers:suggest": {"quote": "older adults", "replacement": "elders"},
    "answers:suggestion-decline": {"text": "It stays."},
    "answers:review": {"people": [str(ROSA.uid)]},
    "answers:review-ask": {"people": [str(ROSA.uid)]},
    "answers:agree": {"seen": address_of(tidied(texts.PURPOSE))},
    "answers:assign": {"people": [str(ROSA.uid)], "due_on": "2126-10-14"},
    "answers:copy-figure-add": {"measure": "uninsured", "place": "99001"},
    "answers:figure-add": {"measure": "uninsured", "place": "99001"},
    "accounts:link-request": {"email": "nobody@example.org"},
    "accounts:sign-in": {"email": "nobody@example.org", "password": "wrong"},
    "accounts:account": {"full_name": "Ada", "language": "en", "time_zone": "America/Chicago"},
    "accounts:language-set": {"language": "es"},
    "accounts:theme-set": {"theme": "dark"},
}
"""What an act needs to be done by somebody who may do it; the others need nothing."""


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """Built once, and taken back as a whole: nothing of it reaches another test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_scene(NOW)
        transaction.set_rollback(True)


def visit(scene: Scene, role: str, method: str, name: str, sample: Sample) -> tuple[str, str]:
    """Ask one address as one role, then take back what it changed. Returns the status and the text."""
    cache.clear()
    client = Client()
    with transaction.atomic():
        if role != "anonymous":
            client.force_login(scene.people[role])
        n_before = Event.objects.count() + Job.objects.count()
        fields = FIELDS.get(name) if method == "post" else None
        response = getattr(client, method)(reverse(name, kwargs=sample.arguments(name)), fields)
        # Read to its end, a file closes itself; closed by hand, it would end the connection that holds the scene.
        text = b"".join(response).decode(errors="replace") if response.streaming else response.text
        is_done = method == "post" and Event.objects.count() + Job.objects.count() > n_before
        transaction.set_rollback(True)
    return f"{response.status_code}{'*' if is_done else ''}", text


def row(scene: Scene, name: str, sample: Sample) -> str:
    """The statuses of one address, as ``MATRIX`` writes them."""
    answers = [[visit(scene, role, method, name, sample)[0] for role in ROLES] for method in ("get", "post")]
    return " | ".join(" ".join(statuses) for statuses in answers)


def test_matrix_names_every_address():
    assert sorted(MATRIX) == sorted(patterns())


@pytest.mark.parametrize("name", MATRIX)
def test_each_role_gets_exactly_this(scene, name):
    assert row(scene, name, scene.example) == MATRIX[name]


@pytest.mark.parametrize("name", MATRIX)
def test_nothing_of_another_community_leaks(scene, name):
    shown = "".join(visit(scene, role, "get", name, scene.example)[1] for role in ("reader", "writer", "lead"))
    assert [secret for secret in SECRETS if secret in shown] == []


def test_the_secrets_are_there_for_those_who_may_see_them(scene):
    pages = (
        "communities:people",
        "communities:organization",
        "answers:profile",
        "answers:key-factors",
        "answers:write",
        "measures:measure",
    )
    shown = "".join(visit(scene, "outsider", "get", name, scene.other)[1] for name in pages)
    assert [secret for secret in SECRETS if secret not in shown] == []


# An object of the other community under the address of the example.
FOREIGN = {
    "measures:value-template-file": "302 404 404 404 404 | 302 404 405 405 405",
    "measures:value-undo": "302 404 405 405 405 | 302 404 404 404 404",
    "measures:sheet-preview": "302 404 403 404 404 | 302 404 405 405 405",
    "measures:sheet-enter": "302 404 405 405 405 | 302 404 403 404 404",
    "measures:sheet-discard": "302 404 405 405 405 | 302 404 403 404 404",
    "measures:import-preview": "302 404 403 403 404 | 302 404 405 405 405",
    "measures:import-confirm": "302 404 405 405 405 | 302 404 403 403 404",
    "measures:import-discard": "302 404 405 405 405 | 302 404 403 403 404",
    "communities:role-change": "302 404 405 405 405 | 302 404 403 403 404",
    "communities:invitation-send": "302 404 405 405 405 | 302 404 403 403 404",
    "communities:invitation-revoke": "302 404 405 405 405 | 302 404 403 403 404",
    "communities:place-exclude": "302 404 405 405 405 | 302 404 403 403 404",
    "communities:inclusion-forget": "302 404 405 405 405 | 302 404 403 403 404",
    "communities:organization": "302 404 404 404 404 | 302 404 405 405 405",
    "communities:organization-edit": "302 404 403 404 404 | 302 404 403 404 404",
    "communities:organization-archive": "302 404 405 405 405 | 302 404 404 404 404",
    "communities:organization-restore": "302 404 405 405 405 | 302 404 404 404 404",
    "communities:member-remove": "302 404 405 405 405 | 302 404 403 403 404",
    "answers:comment-change": "302 404 405 405 405 | 302 404 404 404 404",
    "answers:comment-remove": "302 404 405 405 405 | 302 404 404 404 404",
    "answers:comment-resolve": "302 404 405 405 405 | 302 404 404 404 404",
    "answers:comment-reopen": "302 404 405 405 405 | 302 404 404 404 404",
    "answers:term-change": "302 404 403 404 404 | 302 404 403 404 404",
    "answers:term-take-out": "302 404 405 405 405 | 302 404 403 404 404",
    "answers:suggestion-accept": "302 404 405 405 405 | 302 404 403 404 404",
    "answers:suggestion-decline": "302 404 405 405 405 | 302 404 403 404 404",
    "answers:suggestion-withdraw": "302 404 405 405 405 | 302 404 404 404 404",
    "answers:factor-put-back": "302 404 405 405 405 | 302 404 403 404 404",
    "answers:factor-retire": "302 404 405 405 405 | 302 404 403 404 404",
    "answers:figure": "302 404 404 404 404 | 302 404 405 405 405",
    "answers:pdf-file": "302 404 404 404 404 | 302 404 405 405 405",
    "answers:import-detail": "302 404 403 404 404 | 302 404 405 405 405",
    "answers:copy": "302 404 404 404 404 | 302 404 405 405 405",
    "answers:copy-write": "302 404 404 404 404 | 302 404 405 405 405",
    "answers:copy-figure-places": "302 404 404 404 404 | 302 404 405 405 405",
    "answers:copy-figure-add": "302 404 403 404 404 | 302 404 403 404 404",
    "answers:copy-offer": "302 404 404 404 404 | 302 404 405 405 405",
    "answers:offer-take": "302 404 405 405 405 | 302 404 403 404 404",
    "answers:offer-decline": "302 404 405 405 405 | 302 404 403 404 404",
    "answers:copy-renew": "302 404 405 405 405 | 302 404 403 404 404",
    "answers:version": "302 404 404 404 404 | 302 404 405 405 405",
    "answers:version-differences": "302 404 404 404 404 | 302 404 405 405 405",
    "answers:import-end": "302 404 405 405 405 | 302 404 403 404 404",
    "answers:piece-place": "302 404 405 405 405 | 302 404 403 404 404",
    "answers:piece-take-back": "302 404 405 405 405 | 302 404 403 404 404",
    "answers:piece-aside": "302 404 405 405 405 | 302 404 403 404 404",
    "answers:compare": "302 404 404 404 404 | 302 404 405 405 405",
    "answers:restore": "302 404 405 405 405 | 302 404 403 404 404",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_another_communitys_objects_do_not_exist(scene, name):
    assert row(scene, name, replace(scene.other, community=scene.example.community)) == FOREIGN[name]
