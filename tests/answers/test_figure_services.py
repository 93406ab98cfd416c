import pytest

from commonweal.answers import figure_services
from commonweal.answers.errors import NoSuchMeasure, NoSuchPlace
from commonweal.answers.models import Answer, Figure
from commonweal.documents.models import Drawing
from commonweal.frameworks import selectors as frameworks
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event, Link
from commonweal.measures.errors import NoFigure
from tests.answers.figure_stage import set_up
from tests.factories.figures import make_measure, make_release, publish
from tests.factories.people import make_community


@pytest.fixture
def stage(scene):
    return set_up(scene)


def shown(stage, now, language="en", **which):
    edition = frameworks.current_edition()
    return figure_services.shown_figures(stage.scene.community, edition, language=language, at=now, **which)


def act(stage, now, **changes):
    facts = {"measure_key": stage.measure.key, "place_fips": stage.place.fips, "by": stage.scene.writer}
    return figure_services.add_figure(answer_id=stage.scene.answer.pk, now=now, **{**facts, **changes})


def test_a_figure_is_joined_to_its_answer_and_its_measure(stage, now):
    figure = stage.add(now)
    targets = Link.objects.filter(source=stage.scene.answer.node, verb="cites").values_list("target", flat=True)
    assert set(targets) == {figure.node_id, stage.measure.node_id}
    assert Event.objects.get(verb="figure.added").after["measure"] == "adult-obesity"


def test_a_reader_puts_in_nothing(stage, now):
    with pytest.raises(NotPermitted):
        act(stage, now, by=stage.scene.reader)
    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    ("changes", "refusal"), [({"measure_key": "no-such"}, NoSuchMeasure), ({"place_fips": "99"}, NoSuchPlace)]
)
def test_what_is_not_there_is_refused(stage, now, changes, refusal):
    with pytest.raises(refusal):
        act(stage, now, **changes)


def test_a_measure_without_a_value_here_is_refused(stage, now):
    with pytest.raises(NoFigure):
        act(stage, now, measure_key=make_measure("jobs", "Jobs").key)


def test_a_figure_can_go_in_at_the_end_without_an_editor(stage, now):
    stage.scene.write("Our people.", now=now)
    figure = figure_services.add_figure_at_end(
        answer_id=stage.scene.answer.pk,
        measure_key=stage.measure.key,
        place_fips=stage.place.fips,
        by=stage.scene.writer,
        now=now,
    )
    document = Answer.objects.get().document
    assert [node["type"] for node in document["content"]] == ["paragraph", "figure"]
    assert document["content"][-1]["attrs"]["uid"] == str(figure.uid)


def test_figures_are_numbered_where_they_stand(stage, now):
    first, second = stage.add(now), stage.add(now)
    stage.place_figures(second, first, now=now)
    cards = shown(stage, now)
    assert [cards[str(figure.uid)].code for figure in (second, first)] == ["Figure P.1-1", "Figure P.1-2"]


def test_a_figure_not_yet_in_the_text_has_no_number(stage, now):
    figure = stage.add(now)
    assert shown(stage, now)[str(figure.uid)].code == "Figure"


def test_a_figure_is_live(stage, now):
    figure = stage.add(now)
    publish(stage.measure, make_release(2023), "40.0 38.0 42.0")
    card = shown(stage, now)[str(figure.uid)]
    assert "40.0%" in card.sentence
    assert "2023" in card.live


def test_a_figure_whose_release_was_undone_says_so(stage, now):
    figure = stage.add(now)
    stage.release.undone_at = now
    stage.release.save()
    card = shown(stage, now)[str(figure.uid)]
    assert "nothing imported holds this figure" in card.sentence
    assert (card.orders, card.rows) == ((), ())


def test_a_figure_is_told_in_the_language_asked_for(stage, now):
    figure = stage.add(now)
    assert shown(stage, now, language="es")[str(figure.uid)].title == "Adult obesity (es), Prairie Bend County"


def test_a_figure_is_drawn_twice_and_says_its_values(stage, now):
    figure = stage.add(now)
    card = shown(stage, now)[str(figure.uid)]
    assert [drawing.width for drawing in card.drawings] == [500, 320]
    assert all(order.alt == card.alt for order in card.orders)
    assert "41.2%" in card.alt


def test_another_communitys_figure_is_never_shown(stage, now):
    figure = stage.add(now)
    stage.scene.community = make_community("elsewhere", "Elsewhere")
    assert shown(stage, now, uids=[str(figure.uid)]) == {}


@pytest.mark.parametrize("n_figures", [1, 3])
def test_showing_figures_costs_four_queries(stage, now, django_assert_num_queries, n_figures):
    stage.place_figures(*(stage.add(now) for _ in range(n_figures)), now=now)
    shown(stage, now)
    Drawing.objects.update(state="drawn", svg="<svg/>", drawn_at=now)
    edition = frameworks.current_edition()
    with django_assert_num_queries(4):  # figures, answers for numbers, values, drawings
        figure_services.shown_figures(stage.scene.community, edition, language="en", at=now)


def test_no_figures_cost_no_query(stage, now, django_assert_num_queries):
    edition = frameworks.current_edition()
    with django_assert_num_queries(0):
        figure_services.shown_figures(stage.scene.community, edition, language="en", at=now, uids=[])
