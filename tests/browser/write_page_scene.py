"""``python -m tests.browser.write_page_scene FILE``: one of each thing a page can show, in ``COMMONWEAL_DATA``.

``FILE`` then holds a JSON object: ``pages`` as ``[name, path, viewer]`` and ``cookies`` of each viewer.
"""

import json
import sys
from pathlib import Path

from commonweal.site.boot import set_up_django


def main(path: Path) -> None:
    """Build upon the worked example, and write down where the pages are."""
    set_up_django()
    from django.utils import timezone

    from benchmarks import page_scene
    from benchmarks.pages import cookies_of_viewers, pages_of

    pages = pages_of(page_scene.build(timezone.now()))
    said = {
        "pages": [[page.listed.name, page.address, page.viewer] for page in pages],
        "cookies": cookies_of_viewers(),
    }
    path.write_text(json.dumps(said), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
