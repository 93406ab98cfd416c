"""What the palette offers beside what is found by words: pages, and what the person worked on lately."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.accounts.models import User
from commonweal.communities.models import Community
from commonweal.kernel.events import visible_to
from commonweal.kernel.methods.finding import query_words, words_of
from commonweal.kernel.models import SearchEntry
from commonweal.kernel.search.finding import Where, in_language, path_of, visible_entries

N_RECENT = 5
N_LOOKED_AT = 60
"""Newest acts of the person that are looked at for what they worked on; one stretch of writing makes several."""
RECENT_KINDS = ("answer", "measure", "question")


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the palette: where it leads, and the icon before it."""

    label: str
    path: str
    icon: str


def pages(community: Community | None, query: str) -> list[Choice]:
    """The pages whose names hold every word of the query; all of them without one."""
    words = query_words(query)
    return [choice for choice in _all_pages(community) if _holds(choice.label, words)]


def recent(person: User, where: Where) -> list[Choice]:
    """What the person worked on lately and may still see, newest first. Two queries."""
    acts = visible_to(where.reach).filter(by=person).order_by("-at", "-pk").values_list("node_id", flat=True)
    node_ids = list(dict.fromkeys(acts[:N_LOOKED_AT]))
    entries = visible_entries(where).filter(node__in=node_ids, kind__in=RECENT_KINDS).defer("text", "text_words")
    by_node: dict[int, SearchEntry] = {entry.node_id: entry for entry in entries}
    newest = [by_node[pk] for pk in node_ids if pk in by_node][:N_RECENT]
    return [Choice(in_language(one.title, where.language), path_of(one, where.here), "clock") for one in newest]


def _all_pages(community: Community | None) -> Iterator[Choice]:
    if community is not None:
        for label, name, icon in (
            (_("Start"), "communities:start", "flag"),
            (_("Community Profile"), "answers:profile", "profile"),
            (_("Measures"), "measures:list", "chart"),
            (_("People"), "communities:people", "people"),
            (_("Search in %(community)s") % {"community": community}, "site:community-search", "search"),
        ):
            yield Choice(label, reverse(name, args=[community.slug]), icon)
    for label, name, icon in (
        (_("Framework"), "frameworks:editions", "book"),
        (_("Inbox"), "site:inbox", "bell"),
        (_("Your communities"), "site:home", "home"),
        (_("Search"), "site:search", "search"),
        (_("Help"), "site:help", "info"),
    ):
        yield Choice(label, reverse(name), icon)


def _holds(label: str, words: tuple[str, ...]) -> bool:
    return all(any(own.startswith(word) for own in words_of(label)) for word in words)
