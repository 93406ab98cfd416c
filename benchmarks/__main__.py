"""``python -m benchmarks``: measures everything on a fresh worked example, writes docs/reference/performance.*."""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import figures as written
from benchmarks.figures import Figure
from benchmarks.page_list import Viewer

SCENE = "scene.json"


def main() -> int:
    """Return 0 if every goal is met."""
    with tempfile.TemporaryDirectory(prefix="commonweal-bench-") as folder:
        _prepare(folder)
        measured = []
        for figure in _all_figures(Path(folder, SCENE)):
            measured.append(figure)
            _print(figure)
    written.write(measured)
    missed = [figure.name for figure in measured if figure.holds is False]
    print(f"\n{len(measured)} figures, {len(missed)} goals missed{': ' + ', '.join(missed) if missed else ''}.")
    return 1 if missed else 0


def _prepare(folder: str) -> None:
    """Build the worked example in a folder of its own, then start Django on it in this process."""
    port = _free_port()
    os.environ |= {"COMMONWEAL_DATA": folder, "COMMONWEAL_URL": f"http://127.0.0.1:{port}"}
    for module in ("commonweal.site.cli demo --no-serve --stage profile", f"benchmarks.make_scene {folder}/{SCENE}"):
        subprocess.run([sys.executable, "-m", *module.split()], check=True)
    from commonweal.site.boot import set_up_django  # noqa: PLC0415 -- app ready

    set_up_django()


def _all_figures(scene: Path) -> Iterator[Figure]:
    from benchmarks import cowriting, documents, finding, handlers, kernel_nodes, national, pages, processes, saves  # noqa: PLC0415 -- app ready

    listed = pages.pages_of(json.loads(scene.read_text(encoding="utf-8")))
    yield from handlers.figures()
    yield from pages.figures(listed)
    addresses = [page.address for page in listed if page.viewer is Viewer.LEAD]
    cookies = pages.cookies_of_viewers()[Viewer.LEAD]
    yield from processes.figures(cookies, addresses, int(os.environ["COMMONWEAL_URL"].rpartition(":")[2]))
    yield from saves.figures()
    yield from kernel_nodes.figures()
    yield from finding.figures()
    yield from documents.figures()
    yield from national.figures()
    yield from cowriting.figures()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _print(figure: Figure) -> None:
    ratio = f"  ({figure.ratio:.1f} floors)" if figure.ratio else ""
    verdict = {True: "  holds", False: "  MISSED", None: ""}[figure.holds]
    print(f"{figure.name:<62} {figure.value:10.3f} {figure.unit}{ratio}{verdict}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
