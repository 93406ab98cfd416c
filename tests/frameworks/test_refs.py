import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.frameworks.methods.refs import REF_PATTERN, is_ref, ref_of, slug_of
from tests.frameworks.shipped import BUILDER, CURRENT, document

pytestmark = pytest.mark.any_database

refs = st.from_regex(REF_PATTERN, fullmatch=True)


@given(refs)
def test_every_ref_comes_back_from_its_slug(ref):
    assert ref_of(slug_of(ref)) == ref


@given(refs, refs)
def test_two_refs_never_share_a_slug(one, other):
    assert (slug_of(one) == slug_of(other)) == (one == other)


@given(refs)
def test_a_slug_needs_no_escaping_in_an_address(ref):
    assert set(slug_of(ref)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("ref", "slug"),
    [("P", "p"), ("1.1", "1-1"), ("P.1a", "p-1a"), ("P.1a(3)", "p-1a-3"), ("1.1(2)", "1-1-2"), ("P.2b", "p-2b")],
)
def test_slugs_read_like_their_refs(ref, slug):
    assert slug_of(ref) == slug


@pytest.mark.parametrize("text", ["", "p", "P.", "0.1", "P.1a()", "1.1a(0)", "P.1a(3) ", "P.1A", "1.1a(1)\n", "../etc"])
def test_other_texts_are_not_refs(text):
    assert not is_ref(text)
    with pytest.raises(ValueError, match="not a place in a framework"):
        slug_of(text)


@pytest.mark.parametrize("slug", ["", "P-1a-3", "p-1a-3-1", "p--3", "p-a-1", "p-1a-3\n", "p-01"])
def test_other_slugs_lead_nowhere(slug):
    with pytest.raises(ValueError, match="not a place in a framework"):
        ref_of(slug)


@pytest.mark.parametrize("name", [CURRENT, BUILDER])
def test_every_place_of_the_shipped_editions_has_its_own_slug(name):
    edition = document(name)
    places = [q.ref for q in edition.questions] + [item.ref for item in edition.items]
    places += [section.ref for section in edition.sections]
    assert [ref_of(slug_of(ref)) for ref in places] == places
    assert len({slug_of(ref) for ref in places}) == len(places)
