import pytest

from commonweal.frameworks import services
from commonweal.kernel.visibility import reach_of, visible_nodes
from tests.factories.people import make_person


@pytest.mark.django_db
def test_editions_are_seen_by_everyone_who_signed_in_and_nobody_else(now):
    services.load_shipped_content(now=now)
    seen = [visible_nodes(reach_of(person)).filter(kind="edition").count() for person in (make_person(), None)]
    assert seen == [2, 0]
