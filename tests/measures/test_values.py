"""A community's own values: by form and by sheet, for its eyes only."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from commonweal.communities.enums import Role
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event, Job
from commonweal.measures import services, value_selectors, value_services
from commonweal.measures.errors import AlreadyEntered, AlreadyTakenBack, SheetDecided
from commonweal.measures.methods.local_values import Entry
from commonweal.measures.models import LocalValue, ValueSheet
from tests.factories.people import join, make_community, make_person

pytestmark = pytest.mark.django_db

SHEET = (
    b"Measure,Place,Period,Value,Numerator,Denominator,Group,Source,Note\n"
    b"Adult obesity,,2025,40.5,81,200,,Own survey,\n"
    b"adult-obesity,99001,2025,44,,,Ages 65 and over,Own survey,A small sample\n"
    b"Adult obesity,,2024,140,,,,,\n"
    b"Nothing,,2024,1,,,,,\n"
)


def _entry(**changes):
    facts = {
        "measure": "adult-obesity", "fips": "99001", "period": "2025", "first_year": 2025, "last_year": 2025,
        "value": Decimal("77.7"), "numerator": None, "denominator": None, "group": "", "source": "", "note": "",
    }  # fmt: skip
    return Entry(**facts | changes)


def _url(name, *args):
    return reverse(f"measures:{name}", args=["willow-creek", *args])


@pytest.fixture
def writer(community):
    person = make_person("Wanda Writer")
    join(community, person, Role.WRITER)
    return person


@pytest.fixture
def value(home, community, writer, now):
    return value_services.enter_value(community=community, entry=_entry(), by=writer, now=now)


@pytest.fixture
def as_writer(client, writer):
    client.force_login(writer)
    return client


def test_a_value_is_entered_with_its_event(value, writer):
    event = Event.objects.get(node=value.node)
    assert (event.verb, event.by, event.after["value"]) == ("local_value.entered", writer, "77.7")
    assert (value.owner, value.entered_by, value.node.scope) == (writer, writer, value.community.node.scope)


def test_one_value_for_a_period_and_group(value, community, writer, now):
    with pytest.raises(AlreadyEntered):
        value_services.enter_value(community=community, entry=_entry(), by=writer, now=now)
    value_services.enter_value(community=community, entry=_entry(group="Children"), by=writer, now=now)
    value_services.take_value_back(value=value, by=writer, now=now)
    value_services.enter_value(community=community, entry=_entry(), by=writer, now=now)
    assert (LocalValue.objects.live().count(), LocalValue.objects.count()) == (2, 3)
    with pytest.raises(AlreadyTakenBack):
        value_services.take_value_back(value=value, by=writer, now=now)


def test_who_may_enter_and_take_back(value, community, reader, lead, now):
    other = make_person("Other Writer")
    join(community, other, Role.WRITER)
    for act in (
        lambda: value_services.enter_value(community=community, entry=_entry(period="2020"), by=reader, now=now),
        lambda: value_services.take_value_back(value=value, by=reader, now=now),
        lambda: value_services.take_value_back(value=value, by=other, now=now),
        lambda: value_services.request_template(community=community, by=reader, now=now),
        lambda: value_services.request_sheet_reading(community=community, content=b"x", name="x", by=reader, now=now),
    ):
        with pytest.raises(NotPermitted):
            act()
    value_services.take_value_back(value=value, by=lead, now=now)


@pytest.mark.parametrize(
    "facts",
    [{"numerator": 1}, {"numerator": 1, "denominator": 0}, {"denominator": 5}, {"last_year": 1999}],
)
def test_half_a_value_cannot_be_kept(value, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalValue.objects.filter(pk=value.pk).update(**facts)


def test_a_value_stands_once(value):
    facts = {
        f.attname: getattr(value, f.attname) for f in LocalValue._meta.fields if f.name not in {"id", "uid", "node"}
    }
    with pytest.raises(IntegrityError, match=r"local_value_once|community_id"), transaction.atomic():
        LocalValue.objects.create(**facts, node=value.measure.node)


def test_the_measure_page_shows_it_marked_beside_the_published_one(value, as_writer):
    page = as_writer.get(_url("measure", "adult-obesity")).text
    for words in ("77.7%", "entered here", "Wanda Writer", "41.2%"):
        assert words in page


def test_another_community_at_the_same_place_sees_nothing_of_it(value, release, client, now):
    other = make_community("elsewhere", "Elsewhere")
    lead = other.memberships.get().user
    services.choose_place(community=other, place=value.place, by=lead, now=now, is_home=True)
    client.force_login(lead)
    for name, args in (("measure", ["adult-obesity"]), ("list", []), ("values", [])):
        page = client.get(reverse(f"measures:{name}", args=["elsewhere", *args])).text
        assert "77.7" not in page
        assert "Wanda" not in page
    assert client.post(reverse("measures:value-undo", args=["elsewhere", value.uid])).status_code == 404
    assert client.get(_url("values")).status_code == 404
    assert list(value_selectors.values_of(other)) == []


@pytest.mark.usefixtures("home")
def test_a_writer_enters_a_value_by_the_form(as_writer):
    address = _url("value-add", "adult-obesity")
    assert "Prairie Bend County" in as_writer.get(address).text
    typed = {"place": "99001", "period": "2025", "value": "40.5%", "numerator": "81", "denominator": "200"}
    page = as_writer.post(address, typed, follow=True).text
    assert "Only this community sees it." in page
    assert "81 of 200" in page
    again = as_writer.post(address, typed)
    assert again.status_code == 422
    assert "already, and it was kept" in again.text


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"value": "a lot"}, "Type a number"),
        ({"value": "101"}, "between 0 and 100"),
        ({"period": "spring"}, "Name the year"),
        ({"numerator": "1"}, "or neither"),
        ({"place": "01001"}, "not one of the available choices"),
        ({"note": "x" * 501}, "at most 500"),
    ],
)
def test_the_form_says_kindly_what_is_wrong(as_writer, typed, words):
    good = {"place": "99001", "period": "2025", "value": "40.5"}
    response = as_writer.post(_url("value-add", "adult-obesity"), good | typed)
    assert response.status_code == 422
    assert words in response.text
    assert LocalValue.objects.count() == 0


@pytest.fixture
def sheet(home, community, as_writer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        as_writer.post(_url("values"), {"sheet": SimpleUploadedFile("ours.csv", SHEET)})
    return ValueSheet.objects.get()


@pytest.fixture
def enter(as_writer, django_capture_on_commit_callbacks):
    """Say yes to a sheet and wait for what the job says."""

    def enter(sheet):
        with django_capture_on_commit_callbacks(execute=True):
            response = as_writer.post(_url("sheet-enter", sheet.uid))
        return as_writer.get(response.url).text

    return enter


def test_a_sheet_is_shown_with_its_faults_and_then_entered(sheet, as_writer, enter):
    page = as_writer.get(_url("sheet-preview", sheet.uid)).text
    for words in ("Ages 65 and over", "between 0 and 100", "No measure has this name", "140"):
        assert words in page
    assert LocalValue.objects.count() == 0
    assert "2 values are entered." in enter(sheet)
    assert list(LocalValue.objects.values_list("value", "numerator").order_by("value")) == [
        (Decimal("40.5"), Decimal(81)),
        (Decimal(44), None),
    ]
    assert as_writer.post(_url("sheet-enter", sheet.uid)).status_code == 404


def test_values_that_are_there_already_are_kept(sheet, community, enter, writer, now):
    value_services.enter_value(community=community, entry=_entry(), by=writer, now=now)
    assert "1 value is entered. 1 was there already and kept." in enter(sheet)
    assert LocalValue.objects.get(period="2025", group="").value == Decimal("77.7")


def test_a_sheet_that_two_say_yes_to_is_entered_once(sheet, as_writer, lead, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = as_writer.post(_url("sheet-enter", sheet.uid))
        as_writer.force_login(lead)
        second = as_writer.post(_url("sheet-enter", sheet.uid))
    assert first.url == second.url
    assert LocalValue.objects.count() == 2


def test_a_sheet_is_entered_whole_or_not_at_all(sheet, writer, now, monkeypatch):
    calls = []
    enter_one = value_services._enter

    def fail_at_the_second(*args, **facts):
        calls.append(args)
        if len(calls) == 2:
            raise RuntimeError
        return enter_one(*args, **facts)

    monkeypatch.setattr(value_services, "_enter", fail_at_the_second)
    with pytest.raises(RuntimeError):
        value_services.enter_sheet(sheet=sheet, by=writer, now=now)
    assert LocalValue.objects.count() == 0
    assert ValueSheet.objects.get().state == "read"


@pytest.mark.usefixtures("home")
def test_many_values_stand_on_several_pages(community, as_writer, writer, now):
    for year in range(1900, 2001):
        facts = {"period": str(year), "first_year": year, "last_year": year}
        value_services.enter_value(community=community, entry=_entry(**facts), by=writer, now=now)
    first, second = as_writer.get(_url("values")).text, as_writer.get(_url("values"), {"page": 2}).text
    assert (first.count("/undo/"), second.count("/undo/")) == (100, 1)
    assert "page=2" in first


def test_a_discarded_sheet_enters_nothing(sheet, as_writer, writer, now):
    as_writer.post(_url("sheet-discard", sheet.uid))
    assert LocalValue.objects.count() == 0
    with pytest.raises(SheetDecided):
        value_services.enter_sheet(sheet=sheet, by=writer, now=now)


def test_another_communitys_sheet_is_not_here(sheet, client):
    other = make_community("elsewhere", "Elsewhere")
    client.force_login(other.memberships.get().user)
    assert client.get(reverse("measures:sheet-preview", args=["elsewhere", sheet.uid])).status_code == 404
    assert client.post(reverse("measures:sheet-enter", args=["elsewhere", sheet.uid])).status_code == 404


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n1,2", "Measure, Period and Value"),
        (b"PK\x03\x04x", "damaged"),
        (b"<html>", "web page"),
        (b"%PDF-1.7\n1 0 obj", "neither a workbook nor a table"),
        (b"Measure,Period,Value\nUninsured,2024,1\0", "neither a workbook nor a table"),
        (b'Measure,Period,Value\nUninsured,2024,"' + b"x" * 200_000, "a quotation mark was opened and never closed"),
    ],
)
def test_a_wrong_sheet_fails_with_a_sentence(as_writer, content, words, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        as_writer.post(_url("values"), {"sheet": SimpleUploadedFile("x.csv", content)})
    assert words in Job.objects.get(name="measures.read_value_sheet").error


@pytest.mark.usefixtures("home")
def test_the_sheet_to_fill_in_comes_back_filled(community, as_writer, writer, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        as_writer.post(_url("value-template"))
    address = Job.objects.get(name="measures.write_value_template").result["next"]
    book = openpyxl.load_workbook(io.BytesIO(as_writer.get(address).getvalue()))
    sheet = book.active
    row = next(row for row in sheet.iter_rows() if row[0].value == "Adult obesity")
    row[2].value, row[3].value = 2025, 41
    filled = io.BytesIO()
    book.save(filled)
    with django_capture_on_commit_callbacks(execute=True):
        as_writer.post(_url("values"), {"sheet": SimpleUploadedFile("ours.xlsx", filled.getvalue())})
    preview = ValueSheet.objects.get().preview
    assert ([row["measure"] for row in preview["rows"]], preview["n_faults"]) == (["adult-obesity"], 0)


@pytest.mark.usefixtures("home")
def test_the_sheet_of_another_person_is_not_here(as_writer, client, lead, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        as_writer.post(_url("value-template"))
    client.force_login(lead)
    assert client.get(Job.objects.get(name="measures.write_value_template").result["next"]).status_code == 404


@pytest.fixture(params=[1, 3])
def some_values(request, home, community, writer, now):
    for number in range(request.param):
        value_services.enter_value(community=community, entry=_entry(period=f"200{number}"), by=writer, now=now)


@pytest.mark.usefixtures("some_values")
@pytest.mark.parametrize(("name", "args", "n_queries"), [("values", (), 5), ("measure", ("adult-obesity",), 12)])
def test_query_counts_do_not_grow_with_values(as_writer, name, args, n_queries, django_assert_num_queries):
    as_writer.get(_url(name, *args))
    with django_assert_num_queries(n_queries):
        assert as_writer.get(_url(name, *args)).status_code == 200
