import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.frameworks.validation import content_files
from commonweal.frameworks.yaml_source import read
from commonweal.frameworks.yaml_writing import written
from commonweal.kernel.methods.canonical import canonical_bytes

pytestmark = pytest.mark.any_database

TEXT = st.one_of(
    st.sampled_from(
        ["on", "no", "2026", "1.1", "2026-01-01", "~", "null", "- a", "a: b", "#", "&a", "!x", " s ", "é\n", "\t"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40),
)
VALUE = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**20), 10**20), TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
    max_leaves=8,
)


@given(st.dictionaries(TEXT, VALUE, min_size=1, max_size=4))
def test_what_was_written_is_read_back(plain):
    assert read("x.yaml", written(plain)).value == plain


@pytest.mark.parametrize("path", content_files(), ids=lambda path: path.name)
def test_every_shipped_file_is_read_back_with_the_same_canonical_bytes(path):
    canonical = canonical_bytes(read(path.name, path.read_bytes()).value)
    assert canonical_bytes(read(path.name, written(json.loads(canonical))).value) == canonical


def test_what_names_a_thing_comes_first():
    assert written({"text": "b", "zebra": 1, "id": "a"}) == b"id: a\ntext: b\nzebra: 1\n"
