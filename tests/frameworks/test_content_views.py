"""Schemes, layers, ladders, curricula, vocabularies and catalogues: read, taken out, brought in."""

import json

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commonweal.frameworks import selectors
from commonweal.frameworks.methods.outline import outline_of
from commonweal.frameworks.models import ContentDocument
from commonweal.frameworks.validation import shipped_files
from commonweal.frameworks.yaml_source import read
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

FILES = {read(path.name, path.read_bytes()).value["id"]: path for path in shipped_files()}
PAGES = [
    ("scheme", "baldrige-classic", "2024", "10–25 %"),
    ("scheme", "results-first-2025", "2025", "At most"),
    ("scheme", "profile-feedback", "2026", "Kinds of comments"),
    ("scheme", "journey-feedback", "2026", "Kinds of comments"),
    ("overlay", "organizational-points", "2026", "Points of each item"),
    ("ladder", "community-recognition", "", "From request to use"),
    ("curriculum", "national-collaborative", "2026", "Modules"),
    ("vocabulary", "sectors-generations", "", "Generations and ages"),
    ("catalogue", "measures-catalogue", "", "Sources"),
]


def key_of(kind, slug, edition):
    return [kind, slug, edition] if edition else [kind, slug]


def address(name, kind, slug, edition):
    return reverse(f"frameworks:{name}", args=key_of(kind, slug, edition))


def test_every_document_in_force_has_a_page_of_its_kind(shipped):
    rows = selectors.content_in_force().exclude(kind="crosswalk").values_list("kind", "slug", "edition")
    assert sorted(rows) == sorted(page[:3] for page in PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_it_can_be_read_in_both_languages(client, shipped, page):
    client.force_login(make_person())
    assert page[3] in client.get(address("content", *page[:3])).text
    client.force_login(make_person(language="es"))
    assert "untranslated" not in client.get(address("content", *page[:3])).text


def test_the_list_leads_to_each(reader):
    shown = reader.get(reverse("frameworks:editions")).text
    assert [page for page in PAGES if f'href="{address("content", *page[:3])}"' not in shown] == []


def test_a_layer_is_shown_upon_its_edition(reader):
    shown = reader.get(address("content", *PAGES[4][:3]))
    assert sum(points for _item, points in shown.context["items"]) == 1000
    assert reverse("frameworks:item", args=["community-excellence", "2026", "1-1"]) in shown.text


def test_a_ladder_tells_days_as_people_write_them(reader):
    assert "request by " in reader.get(address("content", *PAGES[5][:3])).text


@pytest.mark.parametrize(
    "key", [["ladder", "nothing"], ["crosswalk", "x"], ["odd", "x"], ["scheme", "baldrige-classic"]]
)
def test_what_is_not_there_is_not_found(reader, key):
    assert reader.get(reverse("frameworks:content", args=key)).status_code == 404
    assert reader.get(reverse("frameworks:content-download", args=key)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_for_session_person_and_its_document(reader, page, django_assert_max_num_queries):
    reader.get(address("content", *page[:3]))
    with django_assert_max_num_queries(4):  # and, for a layer, the hash of its edition
        reader.get(address("content", *page[:3]))


@pytest.fixture
def give(operator, django_capture_on_commit_callbacks):
    def give(file, name="mine.yaml"):
        with django_capture_on_commit_callbacks(execute=True):
            given = operator.post(reverse("frameworks:uploads"), {"file": SimpleUploadedFile(name, file)})
        return operator.get(given.url)

    return give


def take(operator, shown):
    return operator.post(reverse("frameworks:upload-take", args=[shown.context["upload"].uid]))


@pytest.mark.parametrize("page", PAGES)
def test_a_download_comes_back_equal(give, operator, page):
    file = operator.get(address("content-download", *page[:3]))
    assert file.headers["Content-Type"].startswith("application/yaml")
    upload = give(file.content).context["upload"]
    assert upload.state == "ready", upload.findings
    row = selectors.content_in_force().get(kind=page[0], slug=page[1], edition=page[2])
    assert json.loads(upload.document) == json.loads(ContentDocument.objects.get(pk=row.pk).document)


CROSSWALK = ("crosswalk", "builder-2018-to-2026", "")


def test_a_crosswalk_leads_to_its_own_page(reader):
    shown = reader.get(address("content", *CROSSWALK))
    assert shown.url == reverse("frameworks:compare", args=[CROSSWALK[1]])


@pytest.fixture
def sheet_of(operator, django_capture_on_commit_callbacks):
    """Ask for a workbook on the page of a document, and download what the job wrote."""

    def sheet_of(*key):
        with django_capture_on_commit_callbacks(execute=True):
            asked = operator.post(address("content-sheet", *key))
        return operator.get(operator.get(asked.url).context["job"].result["next"])

    return sheet_of


@pytest.mark.parametrize("key", [*(page[:3] for page in PAGES), CROSSWALK])
def test_a_sheet_of_every_kind_comes_back_equal(give, operator, sheet_of, key):
    sheet = sheet_of(*key)
    assert f'filename="{"-".join(filter(None, key[1:]))}.xlsx"' in sheet.headers["Content-Disposition"]
    upload = give(sheet.content, "mine.xlsx").context["upload"]
    assert upload.state == "ready", upload.findings
    row = selectors.content_in_force().get(kind=key[0], slug=key[1], edition=key[2])
    assert json.loads(upload.document) == json.loads(ContentDocument.objects.get(pk=row.pk).document)


@pytest.mark.parametrize("key", [["ladder", "nothing"], ["odd", "x"], ["scheme", "baldrige-classic"]])
def test_there_is_no_sheet_of_what_is_not_there(operator, key):
    assert operator.post(reverse("frameworks:content-sheet", args=key)).status_code == 404


def test_only_operators_see_and_press_the_button_for_a_sheet(client, operator):
    pages = [address("content", *PAGES[5][:3]), reverse("frameworks:compare", args=[CROSSWALK[1]])]
    assert ["sheet/" in operator.get(page).text for page in pages] == [True, True]
    client.force_login(make_person())
    assert ["sheet/" in client.get(page).text for page in pages] == [False, False]
    assert client.post(address("content-sheet", *PAGES[5][:3])).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_another_version_comes_in_force_and_its_page_opens(give, operator, page):
    plain = yaml.safe_load(FILES[page[1]].read_bytes())
    plain["title"]["en"] = "Our own words"
    after = take(operator, give(yaml.safe_dump(plain, allow_unicode=True).encode()))
    assert after.url == address("content", *page[:3])
    assert "Our own words" in operator.get(after.url).text


def restricted(page):
    plain = yaml.safe_load(FILES[page[1]].read_bytes())
    plain["provenance"] |= {"redistribute": False, "owner": "Somebody", "license": "For members"}
    return plain


@pytest.mark.parametrize("page", PAGES)
def test_of_what_its_owner_keeps_no_word_leaves(give, operator, page):
    plain = restricted(page)
    take(operator, give(yaml.safe_dump(plain, allow_unicode=True).encode()))
    shown = operator.get(address("content", *page[:3])).text
    assert "Somebody" in shown
    assert "Only ids, refs and numbers may leave" in shown
    file = operator.get(address("content-download", *page[:3])).content.decode()
    assert [text for text in texts_of(plain) if text in file] == []
    assert yaml.safe_load(file)["id"] == plain["id"]
    assert "sheet/" not in shown
    refused = operator.post(address("content-sheet", *page[:3]), follow=True)
    assert "does not let its words leave" in refused.text


def texts_of(plain):
    """Every text of more than one word."""
    if isinstance(plain, dict):
        for key, value in plain.items():
            if key in {"en", "es"} and isinstance(value, str) and " " in value:
                yield value[:50]
            else:
                yield from texts_of(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from texts_of(value)


def test_an_outline_keeps_what_a_program_needs_to_refer_to():
    plain = yaml.safe_load(FILES["organizational-points"].read_bytes())
    outline = outline_of(plain)
    assert outline["items"] == plain["items"]
    assert outline["points_total"] == plain["points_total"]
    assert (outline["schema"], outline["outline_of"]) == ("commonweal/outline/1", "commonweal/overlay/1")
    assert "title" not in outline


def test_prose_under_a_known_key_stays_here():
    plain = {"id": "a", "schema": "commonweal/scheme/1", "kind": "a whole sentence", "steps": ["b", "two words"]}
    assert outline_of(plain)["steps"] == ["b"]
    assert "kind" not in outline_of(plain)
