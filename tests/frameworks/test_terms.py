import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.frameworks.methods.document import Term
from commonweal.frameworks.methods.terms import Explainer
from commonweal.frameworks.methods.text import Text
from tests.frameworks.shipped import CURRENT, document

pytestmark = pytest.mark.any_database

GLOSSARY = (
    Term("group", Text({"en": "Group", "es": "Grupo"}), Text({"en": "People."})),
    Term("excellence_group", Text({"en": "Community excellence group"}), Text({"en": "The people who lead."})),
    Term("mission", Text({"en": "Mission or purpose"}), Text({"en": "Why."})),
    Term("residents", Text({"en": "Residents"}), Text({"en": "Who live here."})),
    Term("silent", Text({"en": "Silent"})),
)


def terms(text, language="en", explainer=None):
    explainer = explainer or Explainer(GLOSSARY, language)
    return [(run.text, run.term.id) for run in explainer.runs(Text(text)) if run.term]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Which groups?", [("groups", "group")]),
        ("The COMMUNITY EXCELLENCE GROUP meets", [("COMMUNITY EXCELLENCE GROUP", "excellence_group")]),
        ("A subgroup, grouped", []),
        ("Its purpose and its mission", [("purpose", "mission")]),
        ("Each resident", [("resident", "residents")]),
        ("A silent word without meaning", []),
        ("Group, group", [("Group", "group")]),
    ],
)
def test_a_term_is_found_where_it_stands_as_a_word(text, found):
    assert terms({"en": text}) == found


def test_a_term_is_explained_once_on_a_page():
    explainer = Explainer(GLOSSARY, "en")
    assert terms({"en": "The group"}, explainer=explainer) == [("group", "group")]
    assert terms({"en": "The group again"}, explainer=explainer) == []
    assert [term.id for term in explainer.used] == ["group"]


def test_words_of_another_language_are_looked_up_in_it():
    assert terms({"en": "The group", "es": "El grupo y group"}, "es") == [("grupo", "group")]
    assert terms({"en": "The group, el grupo"}, "es") == [("group", "group")]


@given(st.text(alphabet=st.sampled_from("group Mission-purpose.ñ\n"), min_size=1))
def test_the_runs_together_are_the_text(text):
    explainer = Explainer(GLOSSARY, "en")
    assert "".join(run.text for run in explainer.runs(Text({"en": text}))) == text


def test_most_terms_of_the_shipped_edition_stand_in_its_questions():
    edition = document(CURRENT)
    for language in ("en", "es"):
        explainer = Explainer(edition.glossary, language)
        for question in edition.questions:
            explainer.runs(question.text)
            for prompt in question.prompts:
                explainer.runs(prompt)
        assert len(explainer.used) >= 16
