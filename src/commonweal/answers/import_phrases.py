"""What an import says to people: why a file is refused, and why a piece is where it is."""

from django.utils.translation import gettext_lazy as _

from commonweal.answers.methods.sorting import Confidence, Reason
from commonweal.answers.methods.word_package import WordFault

FAULTS = {
    WordFault.TOO_LARGE: _(
        "This file is larger than 30 MB, so it was not read. Save a copy without pictures, or paste the text."
    ),
    WordFault.EMPTY: _("There are no words in this. Nothing was changed. Choose another file, or paste the text."),
    WordFault.OLD_WORD: _(
        "This is a file of an old Word (.doc). Nothing was changed. Open it in Word, save it as .docx, and give that."
    ),
    WordFault.PASSWORD: _(
        "This file is protected by a password. Nothing was changed. Save a copy without one, and give that."
    ),
    WordFault.NOT_WORD: _("This is no Word file (.docx). Nothing was changed. Choose another file, or paste the text."),
    WordFault.MACROS: _(
        "This file holds macros, which are small programs, so it was not read. Save it as .docx without macros."
    ),
    WordFault.DAMAGED: _(
        "This file is damaged and could not be read. Nothing was changed. Save it again in Word, or paste the text."
    ),
    WordFault.TOO_LONG: _(
        "This is longer than any Profile, so it was not read. Take the part that matters, and give or paste that."
    ),
}
REASONS = {
    Reason.NUMBER: _("The heading has the number of this question."),
    Reason.NUMBER_NOT_TITLE: _("The heading has the number of this question, but the title of another. Look closely."),
    Reason.NUMBER_IN_AREA: _("The heading has the number of this question within the part above it."),
    Reason.TITLE: _("The heading is the title of this question."),
    Reason.SIMILAR_TITLE: _("The heading is close to the title of this question. Look closely."),
    Reason.ONLY_QUESTION: _("The heading names a part that has this one question only."),
    Reason.AREA_ONLY: _("The heading names a part with several questions. Choose one."),
    Reason.ITEM_ONLY: _("The heading names a whole item. Choose a question."),
    Reason.NO_SUCH_NUMBER: _("The heading has a number that this edition does not have. Choose a question."),
    Reason.OTHER_HEADING: _("The heading names no question. Choose one, or set it aside."),
    Reason.NO_HEADING: _("This stands before the first heading. Choose a question, or set it aside."),
}
CONFIDENCES = {
    Confidence.SURE: _("Clear"),
    Confidence.LIKELY: _("Look closely"),
    Confidence.NONE: _("Yours to place"),
}
