import logging

import pytest

from commonweal.frameworks import services, usage
from commonweal.frameworks.errors import EditionAnswered, EditionInvalid
from commonweal.frameworks.models import ContentDocument, Edition
from commonweal.frameworks.validation import CONTENT
from commonweal.kernel.methods.canonical import content_address
from commonweal.kernel.models import Event
from tests.factories.people import make_person
from tests.frameworks.shipped import BUILDER, content

pytestmark = pytest.mark.django_db

CHANGED = content(BUILDER).replace(b"Change quickly when it is called for.", b"Change fast.")


def load(now, text=None, name=BUILDER):
    return services.load_edition(content(BUILDER) if text is None else text, name=name, by=None, now=now)


@pytest.fixture
def in_use(monkeypatch):
    """Some package holds work on every edition."""
    monkeypatch.setattr(usage, "_askers", [lambda *_edition: True])


def test_an_edition_is_kept_under_the_hash_of_its_canonical_bytes(now):
    edition = load(now)
    assert (edition.slug, edition.edition) == ("community-excellence-builder", "2018")
    assert content_address(edition.document.encode()) == edition.sha256
    assert edition.node.title == {"en": "Community Excellence Builder (short edition)"}


def test_loading_the_same_again_changes_nothing(now):
    assert load(now) == load(now, b"# a comment\n" + content(BUILDER))
    assert [event.verb for event in Event.objects.all()] == ["edition.loaded"]


def test_a_change_replaces_an_edition_that_nobody_uses(now):
    before, after = load(now), load(now, CHANGED)
    assert before.pk == after.pk
    assert before.sha256 != after.sha256 == Edition.objects.get().sha256
    event = Event.objects.get(verb="edition.replaced")
    assert (event.before, event.after) == ({"sha256": before.sha256}, {"sha256": after.sha256})


@pytest.mark.usefixtures("in_use")
def test_a_change_of_an_edition_in_use_is_refused_with_what_to_do(now):
    before = load(now)
    with pytest.raises(EditionAnswered, match="new edition name and add a crosswalk"):
        load(now, CHANGED)
    assert Edition.objects.get().sha256 == before.sha256


@pytest.mark.usefixtures("in_use")
def test_the_same_edition_loads_again_although_it_is_in_use(now):
    assert load(now) == load(now)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"a: [", "2018.yaml:1: This is not valid YAML"),
        (content(BUILDER).replace(b"layout: flat", b"layout: round"), "2018.yaml:8: "),
        (b"", "has 1 fault, so nothing was loaded"),
        ((CONTENT / "schemes" / "profile-feedback.yaml").read_bytes(), "This is not a framework edition."),
    ],
)
def test_a_file_with_faults_loads_nothing(now, text, sentence):
    with pytest.raises(EditionInvalid) as caught:
        load(now, text)
    assert sentence in str(caught.value)
    assert not Edition.objects.exists()


def test_an_invalid_edition_brings_every_fault(now):
    with pytest.raises(EditionInvalid) as caught:
        load(now, content(BUILDER).replace(b"kind: p", b"kind: x"))
    assert len(caught.value.faults) == 7
    assert "has 7 faults" in str(caught.value)


def test_the_shipped_editions_are_loaded_once_and_one_is_current(now):
    first, second = services.load_shipped_content(now=now), services.load_shipped_content(now=now)
    assert first == second
    assert len(first) == 2
    assert str(Edition.objects.get(is_current=True)) == "community-excellence 2026"
    assert Event.objects.exclude(verb="content.loaded").count() == 3


def test_a_choice_of_current_edition_survives_the_next_start(now):
    services.load_shipped_content(now=now)
    builder = Edition.objects.get(edition="2018")
    services.make_current(builder, by=None, now=now)
    services.make_current(builder, by=None, now=now)
    services.load_shipped_content(now=now)
    assert Edition.objects.get(is_current=True) == builder
    assert Event.objects.filter(verb="edition.made_current").count() == 2


@pytest.mark.usefixtures("in_use")
def test_a_corrected_shipped_edition_waits_for_those_who_answered(now, caplog):
    services.load_shipped_content(now=now)
    Edition.objects.filter(edition="2018").update(sha256="0" * 64)
    with caplog.at_level(logging.WARNING):
        assert len(services.load_shipped_content(now=now)) == 1
    assert [record.message for record in caplog.records] == ["edition.kept"]


def test_faults_of_paths_are_given_for_the_command_line(tmp_path):
    (tmp_path / "x.yaml").write_text("schema: no")
    (fault,) = services.validate_paths([str(tmp_path / "x.yaml")])
    assert str(fault).startswith(f"{tmp_path}/x.yaml:1: ")


SCHEME = {"schema": "commonweal/scheme/1", "id": "own", "edition": "1", "title": {"en": "Our own"}}


def test_what_stands_around_the_editions_is_loaded_once(now):
    services.load_shipped_content(now=now)
    services.load_shipped_content(now=now)
    assert sorted(str(row) for row in ContentDocument.objects.all()) == [
        "catalogue measures-catalogue",
        "crosswalk builder-2018-to-2026",
        "curriculum national-collaborative 2026",
        "ladder community-recognition",
        "overlay organizational-points 2026",
        "scheme baldrige-classic 2024",
        "scheme journey-feedback 2026",
        "scheme profile-feedback 2026",
        "scheme results-first-2025 2025",
        "vocabulary sectors-generations",
    ]
    assert Event.objects.filter(verb="content.loaded").count() == 10


def test_a_correction_is_another_row_and_the_old_one_stays(now):
    old = services.load_content(SCHEME, by=None, now=now)
    new = services.load_content({**SCHEME, "rules": []}, by=None, now=now)
    old.refresh_from_db()
    assert (old.superseded_at, new.superseded_at) == (now, None)
    assert old.node.archived_at == now
    assert [event.verb for event in Event.objects.order_by("pk")] == [
        "content.loaded",
        "node.archived",
        "content.loaded",
    ]


def test_shipped_content_does_not_undo_a_programs_own(now):
    services.load_content(SCHEME, by=None, now=now)
    own = services.load_content({**SCHEME, "rules": []}, by=make_person(), now=now)
    assert services.load_content(SCHEME, by=None, now=now) == own
    assert services.load_content(SCHEME, by=make_person(), now=now) != own
