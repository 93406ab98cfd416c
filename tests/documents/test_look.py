"""An operator's look: drawn up, looked at, in force, taken back, and what documents make of it."""

import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from commonweal.documents import booklet_services, look_selectors, look_services, typst_engine
from commonweal.documents.booklet_context import booklet_context
from commonweal.documents.errors import LookNotShown
from commonweal.documents.methods.logos import cleaned
from commonweal.documents.methods.look import OWN_LOOK, Cover, Look, paragraphs_of
from commonweal.documents.models import DocumentLook
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event
from tests.documents.test_booklet_services import ORDER
from tests.documents.test_logos import SQUARE, png
from tests.documents.test_typst_engine import structure, text_of
from tests.factories.people import make_person
from tests.frameworks.shipped import CURRENT, document

SVG = SQUARE.encode()
LOOKS = reverse("documents:looks")
ASKED = {
    "organization": "Prairie Bend Foundation",
    "main_colour": "#14532D",
    "accent_colour": "#7c2d12",
    "cover": "plain",
    "front_matter_en": "First words.\n\nSecond words.",
    "front_matter_es": "Primeras palabras.",
    "footer_en": "Printed by the county.",
}


def logo(content=SVG, name="logo.svg"):
    return {"logo": SimpleUploadedFile(name, content)}


@pytest.fixture
def operator(client, db):
    client.force_login(make_person("Otto Operator", is_superuser=True))
    return client


@pytest.fixture
def draw_up(operator, django_capture_on_commit_callbacks):
    def draw_up(**changes):
        with django_capture_on_commit_callbacks(execute=True):
            asked = operator.post(LOOKS, {**ASKED, **logo(), **changes})
        assert asked.status_code == 302, asked.context["form"].errors
        return DocumentLook.objects.order_by("-number")[0]

    return draw_up


def use(client, version):
    return client.post(reverse("documents:look-use", args=[version.uid]))


def test_without_a_choice_documents_look_like_our_own(db):
    assert look_selectors.look_in_force() == OWN_LOOK


def test_a_look_is_seen_before_it_is_used_and_taken_back(operator, draw_up):
    version = draw_up()
    assert (version.state, len(version.pages)) == ("shown", 3)
    page = operator.get(reverse("documents:look", args=[version.uid]))
    assert page.text.count("<img ") == 3
    picture = operator.get(reverse("documents:look-page", args=[version.uid, 1]))
    assert b"".join(picture).startswith(b"\x89PNG")
    assert operator.get(reverse("documents:look-page", args=[version.uid, 9])).status_code == 404
    assert look_selectors.look_in_force() == OWN_LOOK
    use(operator, version)
    look = look_selectors.look_in_force()
    assert (look.main_colour, look.cover, look.footer) == ("#14532d", Cover.PLAIN, {"en": "Printed by the county."})
    operator.post(reverse("documents:look-own"))
    assert look_selectors.look_in_force() == OWN_LOOK
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["look.drawn_up", "look.put_in_force", "look.set_aside"]


def test_an_older_version_comes_back_as_it_was(operator, draw_up):
    first, second = draw_up(), draw_up(main_colour="#000000", **logo(png(), "logo.png"))
    use(operator, second)
    use(operator, first)
    assert look_selectors.look_in_force().main_colour == "#14532d"
    assert DocumentLook.objects.get(is_in_force=True) == first


def test_the_logo_stays_until_it_is_dropped(operator, draw_up):
    first = draw_up()
    kept = draw_up(logo="")
    dropped = draw_up(logo="", drops_logo="on", organization="")
    assert (kept.logo, dropped.logo) == (first.logo, None)


def test_the_form_begins_with_the_newest_version(operator, draw_up):
    draw_up()
    shown = operator.get(LOOKS)
    assert 'value="#14532d"' in shown.text
    assert "Primeras palabras." in shown.text


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"main_colour": "#ffcc00"}, "main_colour", "too pale to read"),
        ({"accent_colour": "red"}, "accent_colour", "such as #1b4a72"),
        ({"accent_colour": "#12345g"}, "accent_colour", "such as #1b4a72"),
        ({"cover": "gold"}, "cover", "gold"),
        ({"organization": ""}, "organization", "what is said for the logo"),
        ({"organization": "x" * 121}, "organization", "120"),
        ({"front_matter_en": "x" * 3001}, "front_matter_en", "3000"),
        (logo(b"GIF89a"), "logo", "neither an SVG nor a PNG"),
        (logo(SQUARE.replace("<path", "<text>A</text><path").encode()), "logo", "“text”"),
        (logo(b""), "logo", "empty"),
        (logo(b"<svg" * 100_000), "logo", "larger than 300 KB"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(operator, changes, field, words):
    refused = operator.post(LOOKS, {**ASKED, **logo(), **changes})
    assert refused.status_code == 422
    assert words in str(refused.context["form"].errors[field])
    assert not DocumentLook.objects.exists()


def test_a_pale_colour_is_answered_with_one_that_can_be_read(operator):
    refused = operator.post(LOOKS, {**ASKED, "main_colour": "#ffcc00"})
    assert "#846a00" in str(refused.context["form"].errors["main_colour"])


def test_only_operators_choose(client, db, now):
    person = make_person()
    choices = look_services.Choices("", "#000000", "#000000", Cover.QUILT, {}, {})
    with pytest.raises(NotPermitted):
        look_services.draw_up(choices=choices, before=None, by=person, now=now)
    with pytest.raises(NotPermitted):
        look_services.go_back_to_own(by=person, now=now)


def test_a_version_nobody_saw_is_not_used(operator, now):
    operator.post(LOOKS, {**ASKED, **logo()})
    version = DocumentLook.objects.get()
    assert version.state == "drawing"
    assert 'hx-trigger="every 1s"' in operator.get(reverse("documents:look", args=[version.uid])).text
    with pytest.raises(LookNotShown):
        look_services.put_in_force(version=version, by=make_person(is_superuser=True), now=now)
    assert "not drawn yet" in operator.post(reverse("documents:look-use", args=[version.uid]), follow=True).text


@pytest.mark.parametrize(
    "changes",
    [{"main_colour": "red"}, {"cover": "gold"}, {"state": "odd"}, {"organization": ""}],
)
def test_the_database_keeps_a_look_whole(draw_up, changes):
    version = draw_up()
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentLook.objects.filter(pk=version.pk).update(**changes)


def test_one_look_is_in_force(draw_up):
    first, second = draw_up(), draw_up()
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentLook.objects.filter(pk__in=[first.pk, second.pk]).update(is_in_force=True)


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_has_constant_queries(operator, draw_up, n, django_assert_num_queries):
    for _ in range(n):
        draw_up()
    with django_assert_num_queries(3):  # session, person, versions with who and logo
        operator.get(LOOKS)


# ---- what documents make of it ---------------------------------------------------------------

ATTEMPT = '#read("/data.json") $x$ *bold* "); #panic("stop'
LOOK = Look(
    organization="Prairie Bend Foundation",
    logo=cleaned(SQUARE.encode()),
    main_colour="#14532d",
    accent_colour="#7c2d12",
    cover=Cover.PLAIN,
    front_matter={"en": f"First words.\n\n{ATTEMPT}", "es": "Primeras palabras."},
    footer={"en": "Printed by the county."},
)


def booklet(now, look, language="en"):
    context = booklet_context(document(CURRENT), replace(ORDER, part="1.1", language=language))
    pdf = typst_engine.compile_pdf(
        booklet_services.TEMPLATE,
        context.as_data(),
        files={},
        title=context.title,
        language=language,
        made_at=now,
        look=look,
    )
    return PdfReader(io.BytesIO(pdf))


@pytest.mark.parametrize("cover", Cover)
def test_a_document_carries_the_look(now, cover):
    reader = booklet(now, replace(LOOK, cover=cover))
    elements = list(structure(reader.root_object["/StructTreeRoot"]))
    assert {element["/Alt"] for element in elements if "/Alt" in element} == {"Prairie Bend Foundation"}
    front = " ".join(reader.pages[1].extract_text().split())
    assert front.startswith("First words.")
    assert ATTEMPT in front
    assert "Printed by the county." in reader.pages[3].extract_text()
    assert "Prairie Bend Foundation" in reader.pages[0].extract_text()


def test_front_matter_is_in_the_language_of_the_document(now):
    assert "Primeras palabras." in text_of(booklet(now, LOOK, "es"))


def test_a_picture_of_pixels_stands_on_the_cover_too(now):
    assert booklet(now, Look(organization="A", logo=cleaned(png()))).pages[0].images


def test_paragraphs_are_parted_by_empty_lines():
    assert paragraphs_of("a\r\nb\r\n\r\n \r\nc\n") == ["a b", "c"]
    assert paragraphs_of("\n \n") == []
