import itertools

import pytest

from commonweal.answers.methods.tongues import COMMON, SAMPLE, language_of

ENGLISH = "<p>Prairie Bend County has 61,840 residents in four towns and the farmland between them.</p>"
SPANISH = "<p>El condado tiene 61,840 residentes en cuatro pueblos y en las tierras de cultivo que los unen.</p>"


@pytest.mark.parametrize(("html", "language"), [(ENGLISH, "en"), (SPANISH, "es")])
def test_a_sentence_tells_its_language(html, language):
    assert language_of(html) == language


@pytest.mark.parametrize("html", ["", "<p>Riverton 61,840</p>", "<p>the</p>", ENGLISH * 2 + SPANISH])
def test_nothing_is_said_where_the_words_do_not_tell(html):
    assert language_of(html) == ""


def test_marks_are_not_read_as_words():
    assert language_of("<p class='the and of to'>Tolliver</p>") == ""


def test_the_beginning_decides():
    assert language_of(SPANISH * (SAMPLE // len(SPANISH) + 1) + ENGLISH * 100) == "es"


def test_no_word_is_common_in_two_languages():
    for one, other in itertools.combinations(COMMON.values(), 2):
        assert not one & other
