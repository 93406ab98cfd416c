"""Words of printed documents, shared by their contexts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commonweal.documents.methods.booklet import Size, Space

REPORT = {
    "levels": pgettext_lazy("results", "levels"),
    "trends": pgettext_lazy("results", "trends"),
    "comparisons": pgettext_lazy("results", "comparisons"),
    "segments": pgettext_lazy("results", "results by group"),
}
SIZES = {
    Size.ORDINARY: _("Ordinary print"),
    Size.LARGE: _("Large print: no letter below 18 points"),
}
SPACES = {
    Space.LINES: _("Some ruled lines under each question"),
    Space.PAGE: _("A page for each question, its rest ruled"),
    Space.NONE: _("None, to read only"),
}
