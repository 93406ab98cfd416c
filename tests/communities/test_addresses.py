import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.communities.methods.addresses import Addressee, addressees_in

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n ,; ", []),
        ("a@a.org", [("a@a.org", "")]),
        ("a@a.org\nb@b.org, c@c.org;d@d.org e@e.org", [(f"{c}@{c}.org", "") for c in "abcde"]),
        ("Ana Cruz <ana@a.org>", [("ana@a.org", "Ana Cruz")]),
        ('"Cruz, Ana" <ana@a.org>; Bo <bo@b.org>', [("ana@a.org", "Ana Cruz"), ("bo@b.org", "Bo")]),
        ("Ana <ana@a.org>, Bo Li <bo@b.org>", [("ana@a.org", "Ana"), ("bo@b.org", "Bo Li")]),
        ("A@a.org\na@A.ORG", [("A@a.org", "")]),
        ("not an address", [("not", ""), ("an", ""), ("address", "")]),
    ],
)
def test_addresses_as_people_paste_them(text, found):
    assert addressees_in(text) == [Addressee(*one) for one in found]


@given(st.lists(st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.org", fullmatch=True), unique=True), st.sampled_from("\n,; \t"))
def test_every_address_is_found_once_whatever_parts_them(emails, separator):
    assert [one.email for one in addressees_in(separator.join(emails + emails))] == emails


@given(st.text())
def test_any_text_can_be_read(text):
    emails = [one.email for one in addressees_in(text)]
    assert len({email.lower() for email in emails}) == len(emails)
