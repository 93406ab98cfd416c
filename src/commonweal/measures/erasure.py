from datetime import datetime

from commonweal.accounts.models import User
from commonweal.kernel.erasure import eraser, take_out, words_of
from commonweal.measures.models import LocalValue, ValueSheet


@eraser
def forget_names(person: User, _at: datetime) -> None:
    """Take the person's name and address out of what stands beside values that a community entered."""
    take_out(LocalValue.objects.all(), ["source", "note"], words_of(person))
    take_out(ValueSheet.objects.all(), ["preview"], words_of(person))
