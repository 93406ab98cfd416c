"""Documents for property tests: any the schema allows, and hostile ones."""

from uuid import uuid4

from hypothesis import strategies as st

words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\N{INFORMATION SEPARATOR ONE}"),
    min_size=1,
    max_size=12,
)
hostile_words = st.sampled_from(
    ["<script>alert(1)</script>", "&amp;", '"><img src=x onerror=alert(1)>', "</p>", "<div data-figure='x'>", "'"]
)
addresses = st.sampled_from(["https://example.org/?a=1&b=2", "/c/bend/", "mailto:a@example.org", 'https://e.org/"x'])
factors = st.builds(
    lambda uid, kind: {"type": "keyFactor", "attrs": {"uid": uid, "kind": kind}},
    st.sampled_from([f"{n}b1f1a1e-6f0e-4f0e-9d57-0d9f0d4c2a11" for n in range(4)]),
    st.sampled_from(["identity", "resident_group"]),
)
marks = st.lists(
    st.one_of(
        st.just({"type": "bold"}),
        st.just({"type": "italic"}),
        factors,
        addresses.map(lambda href: {"type": "link", "attrs": {"href": href}}),
    ),
    unique_by=lambda mark: mark["type"],
    max_size=3,
).map(lambda found: sorted(found, key=lambda mark: mark["type"]))


def _text(parts: tuple[str, list]) -> dict:
    return {"type": "text", "text": parts[0], **({"marks": parts[1]} if parts[1] else {})}


def _node(kind: str, content: list, **attrs: object) -> dict:
    return {"type": kind, **({"attrs": attrs} if attrs else {}), **({"content": content} if content else {})}


def _without_twins(nodes: list) -> list:
    """Neighbouring texts with the same marks are one text in Yjs."""
    kept: list = []
    for node in nodes:
        if not (kept and kept[-1]["type"] == node["type"] == "text" and kept[-1].get("marks") == node.get("marks")):
            kept.append(node)
    return kept


inline = st.lists(
    st.one_of(
        st.tuples(st.one_of(words, hostile_words), marks).map(_text),
        st.just({"type": "hardBreak"}),
        st.builds(lambda: _node("figureReference", [], uid=str(uuid4()))),
    ),
    max_size=4,
).map(_without_twins)
paragraphs = inline.map(lambda content: _node("paragraph", content))
headings = st.tuples(inline, st.sampled_from([3, 4])).map(lambda x: _node("heading", x[0], level=x[1]))
figures = st.builds(lambda: _node("figure", [], uid=str(uuid4())))
leaves = st.one_of(paragraphs, headings, figures)


def _containers(inner: st.SearchStrategy) -> st.SearchStrategy:
    blocks = st.lists(inner, min_size=1, max_size=2)
    item = st.tuples(paragraphs, st.lists(inner, max_size=1)).map(lambda x: _node("listItem", [x[0], *x[1]]))
    cell = st.tuples(st.sampled_from(["tableCell", "tableHeader"]), blocks, st.integers(1, 3)).map(
        lambda x: _node(x[0], x[1], colspan=x[2], rowspan=1)
    )
    row = st.lists(cell, min_size=1, max_size=2).map(lambda cells: _node("tableRow", cells))
    return st.one_of(
        st.lists(item, min_size=1, max_size=2).map(lambda items: _node("bulletList", items)),
        st.lists(item, min_size=1, max_size=2).map(lambda items: _node("orderedList", items, start=2)),
        blocks.map(lambda content: _node("blockquote", content)),
        st.lists(row, min_size=1, max_size=2).map(lambda rows: _node("table", rows)),
    )


blocks = st.recursive(leaves, _containers, max_leaves=8)
documents = st.lists(blocks, min_size=1, max_size=4).map(lambda content: {"type": "doc", "content": content})
