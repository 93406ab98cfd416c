"""``python -m benchmarks``: measures everything on a fresh worked example, writes docs/reference/performance.*."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks import figures as written
from benchmarks.figures import Figure


def main() -> int:
    """Return 0 if every goal is met."""
    with tempfile.TemporaryDirectory(prefix="commonweal-bench-") as folder:
        _prepare(folder)
        measured = []
        for figure in _all_figures():
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
    subprocess.run([sys.executable, "-m", "commonweal.site.cli", "demo", "--no-serve"], check=True)
    from commonweal.site.boot import set_up_django  # noqa: PLC0415 -- app ready

    set_up_django()


def _all_figures() -> Iterator[Figure]:
    from benchmarks import cowriting, documents, finding, handlers, kernel_nodes, pages, processes, saves  # noqa: PLC0415 -- app ready
    from commonweal.communities.models import Community  # noqa: PLC0415 -- app ready

    yield from handlers.figures()
    yield from pages.figures()
    community = Community.objects.filter(is_example=True).earliest("pk")
    cookies = pages.session_cookies(community.memberships.filter(role="lead").earliest("pk").user)
    addresses = [page.address for page in pages.pages_of(community)]
    yield from processes.figures(cookies, addresses, int(os.environ["COMMONWEAL_URL"].rpartition(":")[2]))
    yield from saves.figures()
    yield from kernel_nodes.figures()
    yield from finding.figures()
    yield from documents.figures()
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
