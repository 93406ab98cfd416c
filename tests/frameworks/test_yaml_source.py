from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commonweal.frameworks.yaml_source import MAX_BYTES, MAX_DEPTH, Source, Unreadable, read

pytestmark = pytest.mark.any_database

BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


def test_values_come_with_their_lines():
    source = read("f.yaml", b"# head\nid: x\nlist:\n  - ref: P\n    n: 3\n  - 0.75\n")
    assert source.value == {"id": "x", "list": [{"ref": "P", "n": 3}, Decimal("0.75")]}
    places = [(), ("id",), ("list",), ("list", 0), ("list", 0, "n"), ("list", 1)]
    assert [source.line_of(place) for place in places] == [2, 2, 3, 4, 5, 6]


def test_a_place_that_is_missing_has_the_line_of_what_is_around_it():
    source = read("f.yaml", b"a: 1\nb:\n  c: 2\n")
    assert (source.line_of(("b", "missing")), source.line_of(("missing",))) == (2, 1)
    assert str(source.fault(("b", "c"), "No.")) == "f.yaml:3: No."


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", 1, "empty"),
        (b"a: 1\na: 2\n", 2, "written twice"),
        (BOMB, 1, "Anchors and aliases"),
        (b"a: 1\nb: !!python/object:os.system x\n", 2, "Tags"),
        (b"a:\n  <<: {b: 1}\n", 2, "put quotes around it"),
        (b"no: 1\n", 1, "put quotes around it"),
        (b"1.1: x\n", 1, "put quotes around it"),
        (b"? [a]\n: b\n", 1, "put quotes around it"),
        (b"a: 2026-01-01\n", 1, "put quotes around it"),
        (b"a: 0x1F\n", 1, "plain digits"),
        (b"a: 1:30\n", 1, "plain digits"),
        (b"a: .nan\n", 1, "plain digits"),
        (b"a: " + b"9" * 5000, 1, "plain digits"),
        (b'a: "\\0"\n', 1, "control character"),
        (b"a: 1\n b: [\n", 2, "not valid YAML"),
        (b"a: 1\n---\nb: 2\n", 2, "not valid YAML"),
        (b"a: \x07\n", 1, "not valid YAML"),
        (b"a: 1\nb: \xff\n", 2, "not UTF-8"),
        (b"[" * (MAX_DEPTH + 1), 1, "nested more than"),
        (b"x" * (MAX_BYTES + 1), 1, "bytes"),
        (b"- x\n" * 100_001, 100_000, "more than"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(content, line, message):
    with pytest.raises(Unreadable) as caught:
        read("f.yaml", content)
    assert (caught.value.fault.path, caught.value.fault.line) == ("f.yaml", line)
    assert message in caught.value.fault.message


@pytest.mark.parametrize("opening", [b"[", b"- ", b"{a: "])
def test_depth_is_refused_before_anything_is_built(opening):
    with pytest.raises(Unreadable, match="nest"):
        read("f.yaml", opening * 300_000)


@given(st.binary(max_size=300) | st.text(alphabet="ab:-[]{}&*!|>'\"\n #%?,0129.~<", max_size=80).map(str.encode))
@example(b"\xef\xbb\xbfa: 1")
@example(b"%YAML 9.9\n---\na")
def test_no_bytes_crash_the_reader(content):
    with suppress(Unreadable):
        assert isinstance(read("f.yaml", content), Source)
