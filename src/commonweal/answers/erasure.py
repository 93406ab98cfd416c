"""What answers forget of a person: their name in what members say about answers, and in notes on versions.

The text of an answer is the community's (ADR 0018). Who was asked to write, and who is named in comments, goes with
the account itself.
"""

from datetime import datetime

from commonweal.accounts.models import User
from commonweal.answers.models import Comment
from commonweal.answers.version_models import ProfileVersion
from commonweal.kernel.erasure import eraser, take_out, words_of


@eraser
def forget_names(person: User, _at: datetime) -> None:
    """Take the person's name and address out of comments and notes."""
    take_out(Comment.objects.all(), ["text"], words_of(person))
    take_out(ProfileVersion.objects.all(), ["name", "note"], words_of(person))
