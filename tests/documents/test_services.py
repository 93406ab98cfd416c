from datetime import timedelta

import pytest
from django.db import IntegrityError

from commonweal.documents import services
from commonweal.documents.enums import DrawingState
from commonweal.documents.methods.orders import DrawingOrder
from commonweal.documents.models import Drawing
from commonweal.kernel.models import Job

SPEC = {
    "data": {"values": [{"place": "Riverton", "value": 9.2}]},
    "mark": {"type": "bar"},
    "encoding": {"y": {"field": "place", "type": "nominal"}, "x": {"field": "value", "type": "quantitative"}},
}
ORDER = DrawingOrder(SPEC, 320, "en", "Riverton 9.2 percent.")
pytestmark = pytest.mark.django_db


def ask(at, order=ORDER):
    return services.request_drawings([order], at=at)[order.address]


def test_a_drawing_is_asked_for_once(now):
    first, second = ask(now), ask(now)
    assert (first.pk, first.state) == (second.pk, DrawingState.ASKED)
    assert Job.objects.filter(name="documents.draw_figure").count() == 1


def test_the_job_draws_it(now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask(now)
    drawing = ask(now)
    assert drawing.state == DrawingState.DRAWN
    assert 'class="chart narrow"' in drawing.svg
    assert 'aria-label="Riverton 9.2 percent."' in drawing.svg


def test_what_cannot_be_drawn_fails_and_is_asked_again_later(now, django_capture_on_commit_callbacks):
    broken = DrawingOrder({"mark": "no such mark"}, 320, "en", "Nothing.")
    with django_capture_on_commit_callbacks(execute=True):
        ask(now, broken)
    assert ask(now, broken).state == DrawingState.FAILED
    assert ask(now + timedelta(minutes=3), broken).state == DrawingState.ASKED
    assert Job.objects.count() == 2


def test_a_drawing_lost_by_its_job_is_asked_again(now):
    ask(now)
    ask(now + timedelta(minutes=1))
    assert Job.objects.count() == 1
    ask(now + timedelta(minutes=3))
    assert Job.objects.count() == 2


def test_drawing_twice_changes_nothing(now):
    drawing = ask(now)
    services.draw(drawing.pk, at=now)
    services.draw(drawing.pk, at=now + timedelta(hours=1))
    assert Drawing.objects.get().drawn_at == now


@pytest.mark.parametrize("n_orders", [1, 3])
def test_drawings_that_exist_cost_one_query(now, django_assert_num_queries, n_orders):
    orders = [DrawingOrder(SPEC, 300 + n, "en", "Riverton 9.2 percent.") for n in range(n_orders)]
    services.request_drawings(orders, at=now)
    Drawing.objects.update(state=DrawingState.DRAWN, svg="<svg/>", drawn_at=now)
    with django_assert_num_queries(1):
        services.request_drawings(orders, at=now)


@pytest.mark.parametrize(
    "change", [{"width": 640}, {"language": "es"}, {"alt": "Other words."}, {"spec": {**SPEC, "height": 9}}]
)
def test_whatever_changes_the_drawing_changes_its_address(change):
    fields = {"spec": SPEC, "width": 320, "language": "en", "alt": "Riverton 9.2 percent.", **change}
    assert DrawingOrder(**fields).address != ORDER.address


def test_the_order_of_keys_does_not_change_the_address():
    turned = dict(reversed(SPEC.items()))
    assert DrawingOrder(turned, 320, "en", ORDER.alt).address == ORDER.address


def test_an_order_without_label_is_refused():
    with pytest.raises(ValueError, match="label"):
        DrawingOrder(SPEC, 320, "en", " ")


def test_a_drawn_drawing_holds_its_picture(now):
    with pytest.raises(IntegrityError, match="drawing_is_there_when_drawn"):
        Drawing.objects.filter(pk=ask(now).pk).update(state=DrawingState.DRAWN, drawn_at=now)
