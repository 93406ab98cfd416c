"""Scopes are opaque references; the kernel never learns what stands behind one."""

from commonweal.kernel.models import BaseModel


def scope_of(thing: BaseModel) -> str:
    """The scope of a row with a ``uid``: its model's name and uid, such as ``community:<uid>``."""
    return f"{thing._meta.model_name}:{thing.uid}"
