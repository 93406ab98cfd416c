import pytest

from commonweal.frameworks import services
from commonweal.frameworks.errors import EditionAnswered
from tests.frameworks.shipped import CURRENT, content

CHANGED = content(CURRENT).replace(b"en: Community identity", b"en: Who you are", 1)


def load_changed(now):
    return services.load_edition(CHANGED, name=CURRENT, by=None, now=now)


@pytest.mark.django_db
def test_an_edition_that_was_only_opened_may_still_change(scene, now):
    assert load_changed(now).pk == scene.answer.edition_id


@pytest.mark.django_db
def test_an_edition_that_was_answered_stays_as_it_is(scene, now):
    scene.write("We are a river county.", now=now)
    with pytest.raises(EditionAnswered, match="stays as it is"):
        load_changed(now)
