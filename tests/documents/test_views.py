import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from commonweal.accounts.models import User
from commonweal.documents import services
from commonweal.documents.enums import DrawingState
from commonweal.documents.methods.orders import DrawingOrder

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def drawing(now):
    order = DrawingOrder({"mark": "point"}, 640, "en", "One point.")
    return services.request_drawings([order], at=now)[order.address]


@pytest.fixture
def person(client):
    user = User.objects.create(email="rosa@example.org", full_name="Rosa Delgado")
    client.force_login(user)
    return user


def address_of(drawing):
    return reverse("documents:drawing", args=[drawing.address])


def finish(drawing, now):
    drawing.state, drawing.svg, drawing.drawn_at = DrawingState.DRAWN, '<svg class="chart"></svg>', now
    drawing.save()


def test_a_drawing_needs_a_sign_in(client, drawing):
    assert client.get(address_of(drawing)).status_code == 302


def test_what_waits_for_a_drawing_asks_again_by_itself(client, person, drawing):
    html = client.get(address_of(drawing)).text
    assert f'hx-get="{address_of(drawing)}" hx-trigger="load delay:1s, every 2s"' in html
    assert client.get(address_of(drawing), headers=HTMX).status_code == 204


def test_what_is_drawn_is_shown(client, person, drawing, now):
    finish(drawing, now)
    assert client.get(address_of(drawing), headers=HTMX).text.strip() == '<svg class="chart"></svg>'


def test_an_unknown_address_is_not_here(client, person):
    assert client.get(reverse("documents:drawing", args=["0" * 64])).status_code == 404


def test_without_script_the_address_is_a_page(client, person, drawing, now):
    finish(drawing, now)
    assert "<h1>Chart</h1>" in client.get(address_of(drawing)).text


def test_a_failed_drawing_points_to_the_numbers(drawing):
    drawing.state = DrawingState.FAILED
    assert "numbers are complete" in render_to_string("documents/drawing.html", {"drawing": drawing})
