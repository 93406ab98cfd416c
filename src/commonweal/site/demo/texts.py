"""What the people of Prairie Bend County have written so far. The county and its figures are invented."""

from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

Node = dict[str, Any]


def bold(text: str) -> Node:
    """A stretch of bold text."""
    return {"type": "text", "text": text, "marks": [{"type": "bold"}]}


def key_factor(kind: str, text: str) -> Node:
    """A stretch of text that is a key factor of a kind; the same words are the same factor in every example."""
    uid = uuid5(NAMESPACE_URL, f"https://prairie-bend.example/key-factors/{kind}/{text}")
    return {"type": "text", "text": text, "marks": [{"type": "keyFactor", "attrs": {"uid": str(uid), "kind": kind}}]}


def paragraph(*parts: str | Node) -> Node:
    """A paragraph of plain and marked stretches."""
    return {"type": "paragraph", "content": [_text(part) for part in parts]}


def heading(text: str) -> Node:
    """A heading inside an answer."""
    return {"type": "heading", "attrs": {"level": 3}, "content": [_text(text)]}


def bullets(*items: Sequence[str | Node]) -> Node:
    """A list; each item is one paragraph."""
    return {"type": "bulletList", "content": [{"type": "listItem", "content": [paragraph(*item)]} for item in items]}


def table(head: Sequence[str], *rows: Sequence[str]) -> Node:
    """A table with one row of heads; the first cell of each row names it."""
    body = [_row([_cell("tableHeader", row[0]), *(_cell("tableCell", text) for text in row[1:])]) for row in rows]
    return {"type": "table", "content": [_row([_cell("tableHeader", text) for text in head]), *body]}


def caption(text: str) -> Node:
    """The caption of the table that follows it; the same words are the same table in every example."""
    uid = uuid5(NAMESPACE_URL, f"https://prairie-bend.example/tables/{text}")
    return {"type": "tableCaption", "attrs": {"uid": str(uid)}, "content": [_text(text)]}


def reference(uid: str) -> Node:
    """The number of a figure or a table, in a sentence."""
    return {"type": "figureReference", "attrs": {"uid": uid}}


def document(*blocks: Node) -> Node:
    """A whole answer."""
    return {"type": "doc", "content": list(blocks)}


def _text(part: str | Node) -> Node:
    return {"type": "text", "text": part} if isinstance(part, str) else part


def _row(cells: list[Node]) -> Node:
    return {"type": "tableRow", "content": cells}


def _cell(kind: str, text: str) -> Node:
    return {"type": kind, "attrs": {"colspan": 1, "rowspan": 1}, "content": [paragraph(text)]}


PLACE_BEGUN = document(
    paragraph(
        "When we say “our community” we mean everybody inside the line of Prairie Bend County: four towns on the "
        "Oxbow River and the farmland between them, home to 61,840 people."
    ),
)

PLACE = document(
    paragraph(
        "When we say “our community” we mean everybody inside the line of Prairie Bend County: four towns on the "
        "Oxbow River and the farmland between them, home to 61,840 people. ",
        bold("Riverton"),
        ", the county seat, holds a little under half of us. ",
        bold("Bend City"),
        " grew around the grain terminal, ",
        bold("Fairlawn"),
        " around the hospital, and ",
        bold("Tolliver"),
        " around the packing plant.",
    ),
    paragraph(
        "Our number has been steady for fifteen years, which hides two movements. Young adults leave after school, "
        "about one class in three, and do not come back until they have children. Families from Mexico and "
        "Guatemala have come to Tolliver since the plant doubled its shifts, and their children now fill the "
        "schools that were to be closed."
    ),
    heading("What a neighbor would mention first"),
    paragraph(
        "The river, and the flood of 1993. Every town still dates its buildings by it, and ",
        key_factor(
            "identity",
            "the levee board that was formed that summer is the one table at which all four towns have sat ever since",
        ),
        ". Then the Threshing "
        "Days in August, the Friday fish suppers, and the fact that one cannot cross the county at harvest without "
        "being held up by a combine and waved at by its driver.",
    ),
)

GROUPS_BEGUN = document(
    paragraph(
        "We plan for five groups of residents: families with children, older adults, young adults who might leave, "
        "Spanish-speaking residents, and people who farm."
    ),
)


def groups(figure_uid: str) -> Node:
    """Who lives here and what they need, with one figure in its place."""
    return document(
        paragraph(
            "Prairie Bend County has 61,840 residents in four towns and the farmland between them. We plan for "
            "five groups of residents: ",
            bold("families with children"),
            " (38% of households), ",
            bold("older adults"),
            " (19% of residents), ",
            bold("young adults who might leave"),
            " (18 to 29), ",
            bold("Spanish-speaking residents"),
            ", and ",
            bold("people who farm"),
            ".",
        ),
        paragraph(
            "What each group needs differs more by town than by age. ",
            key_factor("resident_group", "In Tolliver one home in three speaks Spanish first"),
            ", against one in eleven in Riverton. Counted over the whole county, one resident in twenty does "
            "not speak English well, more than in the state (",
            reference(figure_uid),
            "). Spanish-speaking residents ask first for evening "
            "clinic hours and for school messages in Spanish; older adults ask first for rides.",
        ),
        caption("What the groups ask for first"),
        table(
            ("Group", "Asks first for", "How we know"),
            (
                "Families with children",
                "Child care before six in the morning",
                "Head Start waiting list, parent nights",
            ),
            ("Older adults", "Rides to the clinic and the pharmacy", "Meals on Wheels drivers’ notes"),
            ("Young adults", "A place to rent, a reason to stay", "Exit talks at the high schools"),
            ("Spanish-speaking residents", "Evening clinic hours, messages in Spanish", "Parish survey, 214 answers"),
            ("People who farm", "Someone to talk to in a bad year", "Extension office; here we are still guessing"),
        ),
        paragraph(
            "About 7,200 people who live elsewhere work here each day, most at the hospital, the grain terminal "
            "and the college. They depend on our roads, child care and clinics, and they are the first to hear "
            "when a shift cannot be filled."
        ),
        {"type": "figure", "attrs": {"uid": figure_uid}},
    )


PURPOSE = document(
    paragraph(
        "We are here so that anybody born in Prairie Bend County, or drawn to it by work, can grow old here in "
        "good health, safe, and among people who know their name."
    ),
    bullets(
        (bold("We show the number, also when it is ours."), " A figure is shown with its margin or not at all."),
        (bold("We go where people are."), " The parish hall, the plant’s break room, the co-op at six in the morning."),
        (bold("We finish."), " One thing done in all four towns is worth more than four begun in one."),
    ),
)
