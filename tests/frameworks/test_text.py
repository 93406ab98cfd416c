import pytest

from commonweal.frameworks.methods.text import Text

pytestmark = pytest.mark.any_database


def test_text_answers_in_the_language_asked_for():
    text = Text({"en": "Health", "es": "Salud"})
    assert [text.in_language(code) for code in ("en", "es", "es-mx", "ES")] == ["Health", "Salud", "Salud", "Salud"]


def test_text_falls_back_to_english_and_says_so():
    text = Text({"en": "Health"})
    assert (text.in_language("es"), text.is_translated("es"), text.is_translated("en")) == ("Health", False, True)


def test_a_regional_text_is_preferred_to_its_base():
    text = Text({"en": "Bus", "es": "Autobús", "es-mx": "Camión"})
    assert (text.in_language("es-mx"), text.in_language("es-ar")) == ("Camión", "Autobús")


@pytest.mark.parametrize("words", [{}, {"es": "Salud"}, {"en": ""}])
def test_a_text_without_english_is_a_bug(words):
    with pytest.raises(ValueError, match="needs words"):
        Text(words)


def test_equal_texts_are_one_in_a_set():
    assert len({Text({"en": "a", "es": "b"}), Text({"es": "b", "en": "a"})}) == 1
