from datetime import datetime

from commonweal.accounts.models import User
from commonweal.kernel.erasure import eraser, mentions, namesake, take_out, words_of
from commonweal.measures.models import LocalValue, Measure, ValueSheet


@namesake
def is_within_the_name_of_a_measure(person: User) -> bool:
    """Whether the name stands within that of a measure."""
    return Measure.objects.filter(mentions(["name"], [person.full_name])).exists()


@eraser
def forget_names(person: User, _at: datetime) -> None:
    """Take the person's name and address out of what stands beside values that a community entered."""
    take_out(LocalValue.objects.all(), ["source", "note"], words_of(person))
    take_out(ValueSheet.objects.all(), ["preview"], words_of(person))
