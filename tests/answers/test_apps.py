import pytest

from commonweal.answers import copy_services
from commonweal.answers import services as answers
from commonweal.answers.models import Answer
from commonweal.frameworks import services
from commonweal.frameworks.errors import EditionAnswered
from tests.answers.conftest import document_of
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


@pytest.mark.django_db
def test_an_edition_that_only_a_copy_answers_stays_as_it_is(scene, now):
    services.load_shipped_content(now=now)
    copy = copy_services.make_copy(
        community=scene.community, name="Application", level_id="level-1", by=scene.writer, now=now
    )
    text = Answer.texts.get(copy=copy, ref=scene.answer.ref)
    answers.write_document(answer_id=text.pk, document=document_of("Two rivers."), by=scene.writer, now=now)
    with pytest.raises(EditionAnswered):
        load_changed(now)
