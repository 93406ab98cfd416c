"""What differs between two editions, place by place under the same ref. Pure: no Django, no clock, no files.

For a person who is about to take an edition in. What a question became under another ref is told by a crosswalk.
"""

from dataclasses import dataclass

from commonweal.frameworks.methods.document import EditionDocument


@dataclass(frozen=True, slots=True)
class Changes:
    """Refs of questions: only in the new edition, only in the old one, and in both with other words."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    reworded: tuple[str, ...]
    beside: tuple[str, ...]
    """In both, with the same question and something else beside it: prompts, guidance, evidence, relations."""

    @property
    def n(self) -> int:
        return len(self.added) + len(self.removed) + len(self.reworded) + len(self.beside)


def changes_between(old: EditionDocument, new: EditionDocument) -> Changes:
    """Compare the questions of two editions by their refs, in the edition's order."""
    before = {question.ref: question for question in old.questions}
    after = {question.ref: question for question in new.questions}
    common = [ref for ref in after if ref in before]
    reworded = [ref for ref in common if (before[ref].label, before[ref].text) != (after[ref].label, after[ref].text)]
    beside = [ref for ref in common if ref not in set(reworded) and before[ref] != after[ref]]
    return Changes(
        added=tuple(ref for ref in after if ref not in before),
        removed=tuple(ref for ref in before if ref not in after),
        reworded=tuple(reworded),
        beside=tuple(beside),
    )
