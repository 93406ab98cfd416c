import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commonweal.communities.enums import Role
from commonweal.kernel.models import Job
from commonweal.measures import services
from commonweal.warehouse.models import Release, Upload
from commonweal.warehouse.place_services import load_places
from tests.factories.people import join, make_community, make_person
from tests.factories.workbooks import ADDITIONAL, RANKED, tiny_sheets, workbook_bytes

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("x")</script>'


def _url(name, *args):
    return reverse(f"measures:{name}", args=["willow-creek", *args])


def _upload(content, name="oxbow.xlsx"):
    return {"file": SimpleUploadedFile(name, content)}


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def as_reader(client, reader):
    client.force_login(reader)
    return client


def test_reader_sees_levels_beside_the_state_by_area(home, as_reader):
    page = as_reader.get(_url("list")).text
    assert "Adult obesity" in page
    assert "41.2%" in page
    assert page.index("Health") < page.index("Safety")
    assert _url("import") not in page


def test_reader_sees_what_a_measure_says_why_and_from_where(home, as_reader):
    page = as_reader.get(_url("measure", "adult-obesity")).text
    for words in (
        "That is higher than 34.2% in Oxbow, beyond both margins.",
        "The margin here (95% interval) is 39.1% to 43.0%.",
        "Level only",
        "Lower is better",
        "CC BY-NC-SA 4.0",
        "See the numbers",
        "row 4",
        "The chart is being drawn",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("juvenile-arrests", "too few to show, to protect privacy"),
        ("premature-death", "No figure yet"),
    ],
)
def test_a_measure_without_a_value_says_why(home, as_reader, key, words):
    assert words in as_reader.get(_url("measure", key)).text


@pytest.mark.usefixtures("home")
def test_another_place_of_the_community_can_be_looked_at(release, community, lead, as_reader, now):
    other = release.places.get(fips="99003")
    services.choose_place(community=community, place=other, by=lead, now=now)
    services.copy_values(place=other)
    page = as_reader.get(_url("measure", "low-birth-weight"), {"place": "99003"}).text
    assert "The publisher marks it as unreliable." in page
    assert 'href="?place=99001"' in page


@pytest.mark.parametrize("fips", ["99003", "51001", "x", "99000"])
def test_a_place_the_community_does_not_look_at_is_not_here(home, as_reader, fips):
    assert as_reader.get(_url("list"), {"place": fips}).status_code == 404


def test_pages_without_figures_say_what_to_do(catalogue, community, as_lead):
    assert _url("places") in as_lead.get(_url("list")).text
    assert "No county or state has “nowhere” in its name" in as_lead.get(_url("places"), {"q": "nowhere"}).text
    assert "No imports yet" in as_lead.get(_url("import")).text


def test_reader_is_told_who_can_bring_figures(catalogue, community, as_reader):
    assert "A lead of the community can choose the county" in as_reader.get(_url("list")).text


@pytest.mark.parametrize("name", ["import", "places"])
@pytest.mark.parametrize("role", [Role.WRITER, Role.READER])
def test_only_leads_import_and_choose(community, client, name, role):
    person = make_person()
    join(community, person, role)
    client.force_login(person)
    assert client.get(_url(name)).status_code == 403
    assert client.post(_url(name), {"home": "99001"}).status_code == 403


@pytest.mark.parametrize("name", ["list", "import", "places"])
def test_strangers_find_nothing(home, client, name):
    client.force_login(make_person())
    assert client.get(_url(name)).status_code == 404


def test_lead_looks_at_a_file_and_then_imports_it(catalogue, community, as_lead, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = as_lead.post(_url("import"), _upload(workbook_bytes()))
    job = Job.objects.get(name="measures.read_upload")
    assert response.url == reverse("work:job", args=[community.slug, job.uid])
    assert Release.objects.count() == 0
    page = as_lead.get(job.result["next"]).text
    for words in ("Adult obesity", "CC BY-NC-SA 4.0", "about 75", "None of the places", "Row"):
        assert words in page
    with django_capture_on_commit_callbacks(execute=True):
        as_lead.post(_url("import-confirm", Upload.objects.get().uid))
    page = as_lead.get(_url("import")).text
    assert "County Health Rankings &amp; Roadmaps 2022, Oxbow" in page
    assert "Not read: 1 column by race or ethnicity." in page


@pytest.fixture
def upload(catalogue, community, lead, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.request_reading(community=community, content=workbook_bytes(), name="oxbow.xlsx", by=lead, now=now)
    return Upload.objects.get()


def test_a_discarded_file_brings_nothing(upload, as_lead):
    assert "oxbow.xlsx" in as_lead.get(_url("import")).text
    as_lead.post(_url("import-discard", upload.uid))
    assert (Release.objects.count(), Upload.objects.get().state) == (0, "discarded")
    for method, name in (("get", "import-preview"), ("post", "import-confirm"), ("post", "import-discard")):
        assert getattr(as_lead, method)(_url(name, upload.uid)).status_code == 404


def test_confirming_twice_imports_once(upload, as_lead, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = (as_lead.post(_url("import-confirm", upload.uid)) for _n in range(2))
    assert first.url == second.url
    assert Release.objects.count() == 1


@pytest.mark.parametrize("role", [Role.WRITER, Role.READER])
def test_only_leads_look_at_a_file(upload, community, client, role):
    person = make_person()
    join(community, person, role)
    client.force_login(person)
    assert client.get(_url("import-preview", upload.uid)).status_code == 403
    assert client.post(_url("import-confirm", upload.uid)).status_code == 403
    assert client.post(_url("import-discard", upload.uid)).status_code == 403


def test_another_communitys_file_is_not_here(upload, client):
    other = make_community("elsewhere", "Elsewhere")
    client.force_login(other.memberships.get().user)
    for name in ("import-preview", "import-confirm", "import-discard"):
        address = reverse(f"measures:{name}", args=["elsewhere", upload.uid])
        assert getattr(client, "get" if name == "import-preview" else "post")(address).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "This file is empty"), (b"x" * (services.MAX_UPLOAD_BYTES + 1), "larger than a publ")]
)
def test_an_upload_refused_at_once_is_explained(community, as_lead, content, words):
    response = as_lead.post(_url("import"), _upload(content))
    assert response.status_code == 422
    assert words in response.text


def test_lead_undoes_an_import_after_seeing_what_it_takes_away(home, release, as_lead):
    assert "13 figures are no longer shown." in as_lead.get(_url("import-undo", release.uid)).text
    as_lead.post(_url("import-undo", release.uid))
    assert Release.objects.get().undone_at is not None
    assert "undone" in as_lead.get(_url("import")).text
    assert "No figures yet" in as_lead.get(_url("list")).text


def test_an_import_undone_twice_is_explained(home, release, as_lead):
    as_lead.post(_url("import-undo", release.uid))
    page = as_lead.post(_url("import-undo", release.uid), follow=True).text
    assert "This import was undone before." in page


def test_lead_chooses_the_county(release, community, as_lead, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        as_lead.post(_url("places"), {"home": "99001"})
        as_lead.post(_url("places"), {"beside": "99003"})
    chosen = community.community_places.order_by("place__fips").values_list("place__fips", "is_home")
    assert list(chosen) == [("99001", True), ("99003", False)]


def test_lead_stops_looking_at_a_place(home, community, as_lead):
    as_lead.post(_url("place-leave"), {"fips": "99001"})
    assert community.community_places.count() == 0


@pytest.mark.parametrize("fips", ["99000", "00000", "46113", ""])
def test_only_counties_of_today_or_of_a_release_can_be_chosen(release, as_lead, fips):
    load_places()
    assert as_lead.post(_url("places"), {"home": fips}).status_code == 404


def test_a_county_is_chosen_before_any_import(community, as_lead):
    load_places()
    assert "?state=35000" in as_lead.get(_url("places")).text
    assert "Doña Ana County" in as_lead.get(_url("places"), {"q": "dona ana"}).text
    as_lead.post(_url("places"), {"home": "35013"})
    assert "Where Doña Ana County stands" in as_lead.get(_url("list")).text


def test_counties_are_searched_without_script(release, as_lead):
    page = as_lead.get(_url("places"), {"q": "otter"}).text
    assert "Otter Lake County" in page
    assert "Prairie Bend County" not in page
    assert "No county or state has" in as_lead.get(_url("places"), {"q": HOSTILE}).text


@pytest.mark.usefixtures("catalogue")
def test_hostile_names_in_a_workbook_stay_text(community, as_lead, lead, tmp_path, now):
    sheets = tiny_sheets()
    for sheet in (RANKED, ADDITIONAL):
        sheets[sheet][3][2] = HOSTILE
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(workbook_bytes(sheets))
    release = services.import_file(file=path, by=lead, now=now, community=community)
    place = release.places.get(fips="99001")
    services.choose_place(community=community, place=place, by=lead, now=now, is_home=True)
    services.copy_values(place=place)
    for address in (_url("places") + "?state=99000", _url("list"), _url("measure", "adult-obesity"), _url("import")):
        assert HOSTILE not in as_lead.get(address).text
    assert "&lt;script&gt;" in as_lead.get(_url("measure", "adult-obesity")).text


def test_invented_figures_are_marked_on_every_page(catalogue, community, as_lead, lead, now):
    services.add_example_release(community=community, by=lead, now=now)
    for address in (_url("list"), _url("measure", "life-expectancy"), _url("import")):
        assert "Invented figures" in as_lead.get(address).text


@pytest.fixture
def n_rows(request, release, community, lead, now):
    """One or three rows in every list: places, imports and measures."""
    places = list(release.places.exclude(fips="00000").order_by("-fips"))[: request.param]
    for place in places:
        services.choose_place(community=community, place=place, by=lead, now=now, is_home=place.fips == "99003")
        services.copy_values(place=place)
    for number in range(1, request.param):
        Release.objects.create(
            **{
                name: getattr(release, name)
                for name in ("source", "title", "publisher", "citation", "licence", "release_year", "file_name")
            },
            **{
                name: getattr(release, name) for name in ("retrieved_at", "method_version", "parquet_address", "n_rows")
            },
            node=_another_node(),
            file_sha256=str(number) * 64,
            imported_at=now,
            imported_by=make_person(),
            imported_for=release.imported_for,
            reading=release.reading,
        )
    return request.param


def _another_node():
    from commonweal.kernel import nodes

    return nodes.create("release", scope="release:x", title={"en": "x"})


@pytest.mark.parametrize("n_rows", [1, 3], indirect=True)
@pytest.mark.parametrize(
    ("name", "args", "n_queries"),
    [("list", (), 7), ("measure", ("adult-obesity",), 12), ("import", (), 5), ("places", (), 6)],
)
@pytest.mark.usefixtures("n_rows")
def test_query_counts_do_not_grow_with_rows(as_lead, django_assert_num_queries, name, args, n_queries):
    as_lead.get(_url(name, *args))
    with django_assert_num_queries(n_queries):
        assert as_lead.get(_url(name, *args)).status_code == 200
