"""What changed between two texts, made ready for people: a figure says what it shows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from commonweal.answers import figure_selectors
from commonweal.answers.methods.diff import BlockChange
from commonweal.communities.models import Community

FIGURE = "figure"


def with_figure_names(texts: Iterable[Sequence[BlockChange]], community: Community) -> list[tuple[BlockChange, ...]]:
    """The changes of some texts, with the name of each figure in place of its uid. One query where figures are."""
    listed = [tuple(changes) for changes in texts]
    uids = {run.text for changes in listed for block in changes if block.kind == FIGURE for run in block.runs}
    titles = figure_selectors.titles_of(community, (), uids) if uids else {}
    return [tuple(_named(block, titles) for block in changes) for changes in listed]


def _named(block: BlockChange, titles: dict[str, str]) -> BlockChange:
    if block.kind != FIGURE:
        return block
    said = {uid: _("Figure: %(title)s") % {"title": title} for uid, title in titles.items()}
    return replace(block, runs=tuple(replace(run, text=said.get(run.text, _("A figure"))) for run in block.runs))
