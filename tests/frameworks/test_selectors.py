import pytest

from commonweal.frameworks import selectors, services
from commonweal.frameworks.errors import UnknownEdition
from tests.frameworks.shipped import BUILDER, CURRENT, content, document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_memory():
    selectors._document.cache_clear()


def test_the_current_edition_is_the_shipped_document(now):
    services.load_shipped_content(now=now)
    assert selectors.current_edition() == document(CURRENT)


def test_a_kept_document_costs_one_query(now, django_assert_num_queries, django_assert_max_num_queries):
    services.load_shipped_content(now=now)
    with django_assert_max_num_queries(2):
        first = selectors.current_edition()
    with django_assert_num_queries(1):
        assert selectors.edition("community-excellence", "2026") is first


def test_a_replaced_edition_is_read_anew(now):
    before = services.load_edition(content(BUILDER), name=BUILDER, by=None, now=now)
    assert selectors.edition(before.slug, before.edition).core_values[0].name["en"] == "Community perspective"
    changed = content(BUILDER).replace(b"en: Community perspective", b"en: The whole community")
    services.load_edition(changed, name=BUILDER, by=None, now=now)
    assert selectors.edition(before.slug, before.edition).core_values[0].name["en"] == "The whole community"


def test_an_edition_that_is_not_loaded_is_not_found():
    with pytest.raises(UnknownEdition):
        selectors.current_edition()
    with pytest.raises(UnknownEdition):
        selectors.edition("community-excellence", "1999")
