from copy import deepcopy

import pytest

from commonweal.frameworks.methods.export import exportable_view
from commonweal.frameworks.yaml_source import read
from tests.frameworks.shipped import BUILDER, CURRENT, content

pytestmark = pytest.mark.any_database


def restricted(name):
    plain = deepcopy(read(name, content(name)).value)
    plain["provenance"]["redistribute"] = False
    return plain


def texts(value, key=""):
    """Every text of a value with the key it stands under."""
    if isinstance(value, dict):
        return {found for name, inner in value.items() for found in texts(inner, key if name in {"en", "es"} else name)}
    if isinstance(value, list):
        return {found for inner in value for found in texts(inner, key)}
    return {(key, value)} if isinstance(value, str) else set()


def test_an_edition_that_may_leave_leaves_whole():
    plain = read(CURRENT, content(CURRENT)).value
    assert exportable_view(plain) == plain


@pytest.mark.parametrize("name", [CURRENT, BUILDER])
def test_of_a_restricted_edition_no_words_leave_but_names_of_items(name):
    plain = restricted(name)
    view = exportable_view(plain)
    assert {key for key, _text in texts(view)} == {"id", "edition", "schema", "ref", "kind", "title"}
    titles = {text for key, text in texts(view) if key == "title"}
    items = [item for section in plain["sections"] for item in section["items"]]
    assert titles == {text for item in items for text in item["title"].values()}


@pytest.mark.parametrize("name", [CURRENT, BUILDER])
def test_of_a_restricted_edition_every_ref_leaves(name):
    plain = restricted(name)
    view = exportable_view(plain)
    assert {t for k, t in texts(view) if k == "ref"} == {t for k, t in texts(plain) if k == "ref"}


def test_a_key_that_nobody_named_stays():
    plain = restricted(CURRENT)
    plain["sections"][0]["items"][0]["secret"] = plain["secret"] = {"en": "word"}
    assert "word" not in str(exportable_view(plain))
