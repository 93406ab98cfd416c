"""Which edition new work uses."""

import pytest
from django.urls import reverse

from commonweal.frameworks import selectors, services, usage
from commonweal.frameworks.models import Edition
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
NEW, OLD = ["community-excellence-builder", "2018"], ["community-excellence", "2026"]


def address(name, edition):
    return reverse(f"frameworks:{name}", args=edition)


def test_the_page_says_what_it_means(operator, monkeypatch):
    monkeypatch.setattr(usage, "_askers", [lambda slug, _edition: slug == OLD[0]])
    shown = operator.get(address("make-current", NEW)).text
    assert "Their answers stay with it" in shown
    assert "those answers are shown again" not in shown
    assert "not written in Spanish" in shown
    assert reverse("frameworks:compare", args=["builder-2018-to-2026"]) in shown
    assert selectors.current_edition().edition == "2026"


def test_an_edition_comes_in_use_and_the_way_back_is_shown(operator):
    assert address("make-current", NEW) in operator.get(address("edition", NEW)).text
    after = operator.post(address("make-current", NEW), follow=True)
    assert "New work uses" in after.text
    assert selectors.current_edition().edition == "2018"
    assert address("make-current", OLD) in after.text
    operator.post(address("make-current", OLD))
    assert selectors.current_edition().edition == "2026"
    assert Event.objects.filter(verb="edition.made_current").count() == 3


def test_using_what_is_in_use_changes_nothing(operator):
    assert "in use for new work already" in operator.get(address("make-current", OLD)).text
    operator.post(address("make-current", OLD))
    assert Event.objects.filter(verb="edition.made_current").count() == 1


def test_an_edition_that_was_the_first_has_none_before(shipped):
    assert selectors.edition_before(Edition.objects.get(is_current=True)) is None


def test_others_neither_see_nor_do_it(reader, now):
    assert reader.get(address("make-current", NEW)).status_code == 403
    assert reader.post(address("make-current", NEW)).status_code == 403
    assert address("make-current", NEW) not in reader.get(address("edition", NEW)).text
    with pytest.raises(NotPermitted):
        services.make_current(Edition.objects.get(edition="2018"), by=make_person(), now=now)


def test_an_edition_that_is_not_here_is_not_found(operator):
    assert operator.get(address("make-current", ["no", "1"])).status_code == 404


def test_the_pages_ask_a_bounded_number_of_times(operator, django_assert_max_num_queries):
    operator.post(address("make-current", NEW))
    for page in (address("edition", NEW), address("make-current", OLD)):
        operator.get(page)
        with django_assert_max_num_queries(12):
            operator.get(page)
