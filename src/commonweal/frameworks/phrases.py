"""Words for what an edition holds as codes, shared by its pages."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from commonweal.frameworks.methods.crosswalk import EntryKind
from commonweal.frameworks.methods.document import About, Asks, SectionKind
from commonweal.frameworks.methods.search import Found

ABOUT = {
    About.COMMUNITY: _("About the community"),
    About.GROUP: _("About the group"),
    About.BOTH: _("About the community and the group"),
}
ASKS = {
    Asks.WHAT: _("Asks for facts"),
    Asks.HOW: _("Asks for a method"),
    Asks.RESULTS: _("Asks for results"),
}
REPORT = {
    "levels": pgettext_lazy("results", "levels"),
    "trends": pgettext_lazy("results", "trends"),
    "comparisons": pgettext_lazy("results", "comparisons"),
    "segments": pgettext_lazy("results", "results by group"),
}
SECTION_KINDS = {
    SectionKind.PROFILE: _("Profile"),
    SectionKind.PROCESS: _("Process"),
    SectionKind.RESULTS: _("Results"),
}
FOUND = {
    Found.ITEM: _("Item"),
    Found.QUESTION: _("Question"),
    Found.GUIDANCE: _("Guidance"),
    Found.VALUE: _("Core value"),
    Found.TERM: _("Term"),
}
ENTRY_KINDS = {
    EntryKind.SAME: pgettext_lazy("question", "Same words"),
    EntryKind.REWORDED: pgettext_lazy("question", "Reworded"),
    EntryKind.MOVED: pgettext_lazy("question", "Moved"),
    EntryKind.SPLIT: pgettext_lazy("question", "Split"),
    EntryKind.MERGED: pgettext_lazy("question", "Merged"),
    EntryKind.DROPPED: pgettext_lazy("question", "No longer asked"),
    EntryKind.NEW: pgettext_lazy("question", "New"),
}


def counted(name: str, n: int) -> str:
    """The word for so many parts of a content file."""
    words = {
        "sections": ngettext("section", "sections", n),
        "items": ngettext("item", "items", n),
        "questions": ngettext("question", "questions", n),
        "values": ngettext("core value", "core values", n),
        "terms": ngettext("term", "terms", n),
        "rules": ngettext("rule", "rules", n),
        "entries": ngettext("entry", "entries", n),
        "ranges": ngettext("range", "ranges", n),
        "levels": ngettext("level", "levels", n),
        "years": ngettext("year", "years", n),
        "editions": ngettext("year", "years", n),
        "modules": ngettext("module", "modules", n),
        "steps": ngettext("step", "steps", n),
        "sectors": ngettext("sector", "sectors", n),
        "generations": ngettext("generation", "generations", n),
        "groups": ngettext("group", "groups", n),
        "measures": ngettext("measure", "measures", n),
        "sources": ngettext("source", "sources", n),
        "comment_types": ngettext("kind of comment", "kinds of comments", n),
    }
    return words[name]
