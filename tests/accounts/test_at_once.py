"""A mailed link pressed by two at the same moment."""

from datetime import timedelta

import pytest
from django.db import connection

from commonweal.accounts import services
from commonweal.accounts.errors import LinkNotUsable
from tests.factories.people import make_person
from tests.kernel.threads import both_at_once


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory has one connection")
def test_of_two_who_press_at_once_one_signs_in(now):
    person = make_person()
    for n in range(5):
        token = services.make_link(person=person, now=now + timedelta(seconds=n)).rstrip("/").rpartition("/")[2]

        def press(token=token, n=n):
            try:
                return services.use_link(token=token, now=now + timedelta(seconds=n)).user_id
            except LinkNotUsable:
                return None

        assert sorted(both_at_once(press), key=str) == [person.pk, None]
