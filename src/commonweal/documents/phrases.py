"""Words of printed documents, shared by their contexts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commonweal.documents.methods.booklet import Size, Space
from commonweal.documents.methods.logos import LogoFault
from commonweal.documents.methods.look import Cover

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
COVERS = {
    Cover.QUILT: _("The quilt, in these colors"),
    Cover.PLAIN: _("A plain page with a band and the logo"),
}
LOGO_FAULTS = {
    LogoFault.TOO_LARGE: _("The logo is larger than 300 KB. Save it smaller, or as an SVG of shapes."),
    LogoFault.UNKNOWN: _("This file is neither an SVG nor a PNG. Save the logo as one of them."),
    LogoFault.DAMAGED: _("The file is damaged. Save it again from the program it was made with."),
    LogoFault.DECLARES: _("This SVG declares a document type or entities. Save it as a plain SVG."),
    LogoFault.NO_SIZE: _("This SVG says neither its view box nor its size. Save it with one of them."),
    LogoFault.TOO_MANY: _("This SVG has more shapes than a logo needs. Simplify it, or save it as a PNG."),
    LogoFault.NOT_SHAPES: _(
        "This SVG holds “%(part)s”, which cannot be taken over. Turn everything into paths with their own colors, "
        "or save it as a PNG."
    ),
    LogoFault.EMPTY: _("This SVG shows no shape. Save the logo as paths, or as a PNG."),
    LogoFault.TOO_WIDE: _("The picture has more than 3,000 pixels on a side. Save it smaller."),
}
