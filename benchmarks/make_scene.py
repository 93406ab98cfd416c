"""``python -m benchmarks.make_scene FILE``: adds what the pages show to the worked example of ``COMMONWEAL_DATA``.

``FILE`` then holds a JSON object: the arguments of each listed address, by its name.
"""

import json
import sys
from pathlib import Path

from commonweal.site.boot import set_up_django


def main(path: Path) -> None:
    """Add it, and write down how it is addressed."""
    set_up_django()
    from django.utils import timezone  # noqa: PLC0415 -- app ready

    from benchmarks import page_scene  # noqa: PLC0415 -- app ready

    path.write_text(json.dumps(page_scene.build(timezone.now())), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
