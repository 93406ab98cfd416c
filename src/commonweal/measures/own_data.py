from commonweal.accounts.models import User
from commonweal.kernel import own_data
from commonweal.measures.models import LocalValue


@own_data.part("values")
def values(person: User) -> object:
    """The values the person entered for their communities."""
    entered = LocalValue.objects.filter(entered_by=person).order_by("pk")
    fields = ("community__name", "measure__key", "period", "value", "source", "note")
    return [
        {"community": name, "measure": key, "period": period, "value": str(value), "source": source, "note": note}
        for name, key, period, value, source, note in entered.values_list(*fields)
    ]
