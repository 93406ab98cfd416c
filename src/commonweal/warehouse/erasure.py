"""What the warehouse forgets of a person: their name in what a table, or its file, was called by who gave it."""

from datetime import datetime

from commonweal.accounts.models import User
from commonweal.kernel.erasure import eraser, take_out, words_of
from commonweal.warehouse.models import Release, Upload


@eraser
def forget_names(person: User, _at: datetime) -> None:
    """Take the person's name and address out of names of files and what is shown of waiting ones; the tables stay."""
    take_out(Release.objects.all(), ["title", "file_name"], words_of(person))
    take_out(Upload.objects.all(), ["preview"], words_of(person))
