"""Every page that a person or an operator can open, by the name of its address, and what is no page.

``tests/guards/test_benchmarked_pages.py`` compares both with the URL table: whoever adds an address adds a line here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Arguments = Mapping[str, Mapping[str, str | int]]
"""What ``reverse`` needs, by the name of the address."""
OPERATOR_EMAIL = "operator@prairie-bend.example"


class Viewer(StrEnum):
    """Who opens the page."""

    NOBODY = "nobody"
    """Not signed in."""
    LEAD = "lead"
    """The lead of the worked example, who showed lately who they are."""
    OPERATOR = "operator"
    """Whoever runs the site, a member of no community."""
    HALF_WAY = "half-way"
    """Whose password was right and who owes the code of their phone."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page by the name of its address and by the words people know it by.

    ``large`` says which of the largest it is: every question of the Profile, every measure, or all of an edition at
    once. Empty for the others, which is nearly all; a page is not large because it costs much. ``costs`` names what a
    page spends its time on where that is known and could not be mended.
    """

    name: str
    title: str
    viewer: Viewer = Viewer.LEAD
    query: str = ""
    large: str = ""
    costs: str = ""


NOBODY, OPERATOR = Viewer.NOBODY, Viewer.OPERATOR
PROFILE_AT_ONCE = "every question of the Profile with what was written to it"
WRITING = "one question with all of them in its contents, and the editor"
REVIEW = (
    "The whole text stands on it, and its figures are numbered from all texts of the Profile, which are read for it."
)
EDITION_AT_ONCE = "every item and question of an edition"
MEASURES_AT_ONCE = "every measure of a place with its figure"

LISTED = (
    Listed("site:home", "home: several communities, or none", OPERATOR),
    Listed("site:search", "search"),
    Listed(
        "site:community-search",
        "search: found",
        query="q=clinic",
        costs="Django writes the SQL of what the person may see anew for each of the two queries.",
    ),
    Listed("site:inbox", "inbox"),
    Listed("site:inbox-choices", "inbox: what reaches me"),
    Listed("site:mail-stop", "inbox: no more letters", NOBODY),
    Listed("site:help", "help"),
    Listed("site:help-topic", "help: a topic"),
    Listed("site:words", "help: words"),
    Listed("site:accessibility", "accessibility"),
    Listed("site:privacy", "privacy"),
    Listed("site:components", "operations: components", OPERATOR),
    Listed("kernel:jobs", "operations: jobs", OPERATOR),
    Listed("kernel:mail", "operations: letters", OPERATOR),
    Listed("kernel:job", "a job"),
    Listed("work:job", "a job, in its community"),
    Listed("accounts:sign-in", "sign-in", NOBODY),
    Listed("accounts:link-request", "sign-in: ask for a link", NOBODY),
    Listed("accounts:link-sent", "sign-in: the link is on its way", NOBODY),
    Listed("accounts:link-confirm", "sign-in: use the link", NOBODY),
    Listed("accounts:second-step", "sign-in: the code of the phone", Viewer.HALF_WAY),
    Listed("accounts:account", "account"),
    Listed("accounts:confirm", "account: who is it"),
    Listed("accounts:password", "account: password"),
    Listed("accounts:password-set", "account: a first password"),
    Listed("accounts:two-step", "account: two steps"),
    Listed("accounts:address", "account: another address"),
    Listed("accounts:address-confirm", "account: confirm the address", OPERATOR),
    Listed("accounts:delete", "account: delete it"),
    Listed("accounts:deletion-confirm", "account: confirm the deletion", OPERATOR),
    Listed("documents:looks", "operations: look of documents", OPERATOR),
    Listed("documents:look", "operations: one look of documents", OPERATOR),
    Listed("documents:booklet", "framework: booklet"),
    Listed("catalogues:list", "operations: catalogue of measures", OPERATOR),
    Listed("catalogues:use", "operations: use a catalogue", OPERATOR, large=MEASURES_AT_ONCE),
    Listed("catalogues:take-back", "operations: take a catalogue back", OPERATOR, large=MEASURES_AT_ONCE),
    Listed("frameworks:editions", "framework: editions"),
    Listed("frameworks:edition", "framework: an edition", large=EDITION_AT_ONCE),
    Listed("frameworks:item", "framework: an item"),
    Listed("frameworks:values", "framework: values"),
    Listed("frameworks:terms", "framework: terms"),
    Listed("frameworks:search", "framework: search", query="q=workforce"),
    Listed("frameworks:print", "framework: print view", large=EDITION_AT_ONCE),
    Listed("frameworks:compare", "framework: two editions compared", large=EDITION_AT_ONCE),
    Listed("frameworks:content", "framework: around it"),
    Listed("frameworks:uploads", "framework: files", OPERATOR),
    Listed("frameworks:upload", "framework: one file", OPERATOR),
    Listed("frameworks:make-current", "framework: use an edition", OPERATOR),
    Listed("entrance:invitation", "invitation", NOBODY),
    Listed("entrance:communities", "operations: communities", OPERATOR),
    Listed("entrance:found", "operations: found a community", OPERATOR),
    Listed("communities:start", "start"),
    Listed("communities:steps", "first steps"),
    Listed("communities:people", "people"),
    Listed("communities:invitations", "people: invitations"),
    Listed("communities:roles", "people: roles"),
    Listed("communities:view-as", "people: look as others"),
    Listed("communities:viewings", "people: who looked"),
    Listed("communities:organizations", "organizations"),
    Listed("communities:organization", "organizations: one"),
    Listed("communities:organization-add", "organizations: add"),
    Listed("communities:organization-edit", "organizations: change"),
    Listed("communities:boundary", "counties of the community"),
    Listed("communities:settings", "settings"),
    Listed("measures:list", "measures: list", large=MEASURES_AT_ONCE),
    Listed("measures:measure", "measures: one"),
    Listed("measures:places", "measures: places"),
    Listed("measures:import", "measures: import"),
    Listed("measures:import-preview", "measures: what an import brings"),
    Listed("measures:import-undo", "measures: take an import back"),
    Listed("measures:values", "measures: own values"),
    Listed("measures:value-add", "measures: enter a value"),
    Listed("measures:sheet-preview", "measures: what a sheet brings"),
    Listed("answers:profile", "profile: contents", large=PROFILE_AT_ONCE),
    Listed("answers:write", "profile: writing", large=WRITING),
    Listed("answers:comments", "profile: comments"),
    Listed("answers:history", "profile: history"),
    Listed("answers:compare", "profile: two states compared"),
    Listed("answers:review", "profile: review", costs=REVIEW),
    Listed("answers:assign", "profile: whose it is"),
    Listed("answers:figure-add", "profile: choose a figure", large=MEASURES_AT_ONCE),
    Listed("answers:figure", "profile: a figure"),
    Listed("answers:pages", "profile: pages on paper"),
    Listed("answers:print", "profile: print view", large=PROFILE_AT_ONCE),
    Listed("answers:pdf", "profile: take it along"),
    Listed("answers:key-factors", "profile: key factors"),
    Listed("answers:glossary", "profile: glossary"),
    Listed("answers:term-change", "profile: a word of the glossary"),
    Listed("answers:import", "profile: bring one in"),
    Listed("answers:import-detail", "profile: what was brought in"),
    Listed("answers:versions", "profile: versions"),
    Listed("answers:version", "profile: a version", large=PROFILE_AT_ONCE),
    Listed("answers:version-differences", "profile: a version and today", large=PROFILE_AT_ONCE),
    Listed("answers:copies", "profile: application copies"),
    Listed("answers:copy", "profile: a copy", large=PROFILE_AT_ONCE),
    Listed("answers:copy-write", "profile: writing in a copy", large=WRITING),
    Listed("answers:copy-offer", "profile: offered to a copy"),
    Listed("answers:copy-figure-add", "profile: choose a figure for a copy", large=MEASURES_AT_ONCE),
)

NO_PAGES = {
    "site:health": "three letters for load balancers",
    "site:palette": "the part of a page that the shortcut box asks for",
    "site:community-palette": "the part of a page that the shortcut box asks for",
    "site:inbox-count": "the number at the bell, a part of every page",
    "site:notice": "marks a notice read and leads on to what it is about",
    "documents:drawing": "a picture",
    "documents:look-page": "a picture",
    "documents:booklet-file": "a download",
    "frameworks:download": "a download",
    "frameworks:content-download": "a download",
    "frameworks:sheet-file": "a download",
    "measures:value-template-file": "a download",
    "answers:pdf-file": "a download",
    "answers:figure-places": "data for the editor",
    "answers:copy-figure-places": "data for the editor",
    "answers:answer-factors": "leads to the answer; only a part of that page asks here",
}
"""Addresses that can be read and answer no page of their own, each with what they answer instead.

Addresses that only take a form (``405`` in the access matrix) need no line.
"""
