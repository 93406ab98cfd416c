from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from commonweal.answers.methods.projection import INLINE, figures_in, html_of, n_words, text_of, tidied
from commonweal.answers.methods.schema import faults
from commonweal.answers.yjs import SCHEMA
from tests.answers.documents import documents

ALLOWED = {
    "p": set(), "h3": set(), "h4": set(), "ul": set(), "ol": {"start"}, "li": set(), "blockquote": set(),
    "br": set(), "strong": set(), "em": set(), "a": {"href", "rel", "data-reference"}, "table": {"class"},
    "tbody": set(), "tr": set(),
    "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "div": {"data-figure", "class", "tabindex"},
    "span": {"class", "data-key-factor", "data-kind"}, "small": {"class", "data-kind"},
}  # fmt: skip


UID = "5b1f1a1e-6f0e-4f0e-9d57-0d9f0d4c2a11"


class Reader(HTMLParser):
    """Checks tags against the list, and that they close in order; keeps the text."""

    def __init__(self):
        super().__init__()
        self.open, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        assert {name for name, _value in attrs} <= ALLOWED[tag]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader.text


@given(documents)
def test_html_holds_allowed_tags_only_and_all_of_the_text(document):
    said = "".join(text_of(document).split()).replace(INLINE["figureReference"], "")  # numbers are filled in later
    assert "".join(read(html_of(document)).split()).replace(INLINE["figureReference"], "") == said


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("javascript:alert(1)"),
    lambda inner: st.dictionaries(st.sampled_from(["href", "uid", "level", "start", "colspan"]), inner, max_size=3),
    max_leaves=4,
)
wild_nodes = st.recursive(
    st.builds(lambda text, mark, attrs: {"type": "text", "text": text, "marks": [{"type": mark, "attrs": attrs}]},
              st.text(max_size=8), st.sampled_from(["link", "keyFactor"]),
              st.dictionaries(st.sampled_from(["href", "uid", "kind"]), any_json, max_size=3)),
    lambda inner: st.builds(
        lambda kind, attrs, content: {"type": kind, "attrs": attrs, "content": content},
        st.sampled_from([*SCHEMA.nodes, "script", "iframe"]).filter(lambda kind: kind != "text"),
        st.dictionaries(st.sampled_from(["uid", "level", "start", "colspan", "rowspan"]), any_json, max_size=2),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)  # fmt: skip


@given(st.lists(wild_nodes, max_size=3))
def test_html_of_a_document_nobody_checked_is_safe_all_the_same(content):
    html = html_of({"type": "doc", "content": content})
    read(html)
    assert 'href="javascript' not in html


@given(documents)
def test_tidied_documents_stay_as_they_are(document):
    tidy = tidied(document)
    assert tidied(tidy) == tidy
    assert list(faults(tidy, SCHEMA)) == []
    assert text_of(tidy) == text_of(document)


def test_remains_of_writing_at_once_are_removed():
    row = {"type": "tableRow", "content": [{"type": "tableCell"}]}
    document = {
        "type": "doc",
        "content": [
            {"type": "bulletList"},
            {"type": "bulletList", "content": [{"type": "listItem"}]},
            {"type": "table", "content": [{"type": "tableRow"}, row]},
            {"type": "paragraph", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]},
        ],
    }
    cell = {"type": "tableCell", "content": [{"type": "paragraph"}]}
    assert tidied(document)["content"] == [
        {"type": "table", "content": [{"type": "tableRow", "content": [cell]}]},
        {"type": "paragraph", "content": [{"type": "text", "text": "ab"}]},
    ]


def test_an_empty_document_is_one_empty_paragraph():
    assert tidied({"type": "doc", "content": []}) == {"type": "doc", "content": [{"type": "paragraph"}]}


def test_words_are_counted_as_people_count_them():
    assert n_words("Prairie Bend’s 61,840 residents: 38 % are families, e.g. in Tolliver-East.") == 10


def test_a_key_factor_is_one_stretch_of_html_whatever_is_marked_in_it():
    factor = {"type": "keyFactor", "attrs": {"uid": UID, "kind": "challenge"}}
    said = [
        {"type": "text", "text": "Jobs ", "marks": [factor]},
        {"type": "text", "text": "leave", "marks": [{"type": "bold"}, factor]},
        {"type": "text", "text": "."},
    ]
    html = html_of({"type": "doc", "content": [{"type": "paragraph", "content": said}]})
    span = f'<span class="kf" data-key-factor="{UID}" data-kind="challenge">'
    name = '<small class="kf-kind" data-kind="challenge"></small>'
    assert html == f"<p>{span}Jobs <strong>leave</strong>{name}</span>.</p>"


def test_figures_are_found_in_reading_order():
    figures = [{"type": "figure", "attrs": {"uid": uid}} for uid in ("one", "two")]
    quote = {"type": "blockquote", "content": [figures[0]]}
    assert figures_in({"type": "doc", "content": [quote, figures[1]]}) == ["one", "two"]
