"""What answers forget of a person: their name in all that is said about answers, and in the names of things.

The text of an answer is the community's and stays (ADR 0031). Who was asked to write, and who is named in comments,
goes with the account itself.
"""

from collections.abc import Collection
from datetime import datetime

from commonweal.accounts.models import User
from commonweal.answers.copy_models import ApplicationCopy
from commonweal.answers.import_models import ImportPiece
from commonweal.answers.models import Comment, GlossaryTerm, KeyFactor
from commonweal.answers.version_models import LONGEST_NAME, ProfileVersion
from commonweal.kernel.erasure import eraser, mentions, namesake, take_out, telling, words_of
from commonweal.kernel.models import Node


@namesake
def is_within_the_name_of_a_question(person: User) -> bool:
    """Whether the name stands within that of a question of the Profile, which is the title of its answers."""
    return Node.objects.filter(kind="answer").filter(mentions(["title"], [person.full_name])).exists()


@eraser
def forget_names(person: User, _at: datetime) -> None:
    """Take the person's name and address out of comments, suggestions, notes, terms, imports and key factors."""
    words = words_of(person)
    take_out(Comment.objects.all(), ["text", "quote", "replacement"], words)
    take_out(GlossaryTerm.objects.all(), ["name", "meaning"], words)
    take_out(ImportPiece.objects.all(), ["heading", "document"], words)
    take_out(KeyFactor.objects.all(), ["text"], words)
    take_out(ProfileVersion.objects.all(), ["note"], words)
    _take_out_of_names(ProfileVersion, words)
    _take_out_of_names(ApplicationCopy, words)


def _take_out_of_names(model: type[ProfileVersion | ApplicationCopy], words: Collection[str]) -> None:
    """Take the words out of names that a community may give once: where two become the same, they are counted."""
    for pk, cleaned in telling(model.objects.all(), ["name"], words):
        row = model.objects.get(pk=pk)
        others = model.objects.filter(community=row.community).exclude(pk=pk)
        taken = set(others.values_list("name", flat=True))
        row.name = _free(str(cleaned["name"]), taken)
        row.save(update_fields=["name"])


def _free(name: str, taken: Collection[str]) -> str:
    n = 1
    numbered = name
    while numbered in taken:
        n += 1
        numbered = f"{name[: LONGEST_NAME - 6]} ({n})"
    return numbered
