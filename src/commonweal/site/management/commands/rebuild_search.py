from typing import Any

from commonweal.kernel.search import index
from commonweal.site.management.base import PlainCommand


class Command(PlainCommand):
    help = "Build the index of words anew from what there is. People can search meanwhile. The night does the same."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Rebuild, and say how much of each kind can be found."""
        for kind, n in index.rebuild().items():
            self.say(f"  {kind}: {n}")
