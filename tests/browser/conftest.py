"""A real installation with the worked example, and Chromium in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from commonweal.site.demo.cast import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_SECONDS = 60.0
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives Chromium; without it, the tests are skipped and counted."""
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@dataclass
class Site:
    """A running installation: its address and its data folder."""

    url: str
    data: Path

    def newest_link(self, email: str) -> str:
        """The sign-in link of the newest letter to an address, once the job process has written it."""
        return self.newest_letter_line(email, "/sign-in/link/")

    def newest_letter_line(self, email: str, part: str) -> str:
        """The line with some words in it of the newest letter to an address that has it, once it was written."""
        for _ in range(100):
            letters = sorted((self.data / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
            for letter in letters:
                message = message_from_bytes(letter.read_bytes().partition(b"\n---")[0], policy=policy.default)
                if message["To"] == email:
                    text = message.get_body(("plain",)).get_content()
                    if found := next((line for line in text.splitlines() if part in line), ""):
                        return found
            time.sleep(0.2)
        raise AssertionError(f"No letter to {email} came.")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the worked example. Copied, never used itself."""
    folder = tmp_path_factory.mktemp("built")
    _run(folder, "demo", "--no-serve")
    return folder


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Site]:
    """``commonweal serve`` on a copy of the built data, one for each module, which may name its ``HOST``."""
    data = tmp_path_factory.mktemp("site") / "data"
    shutil.copytree(built, data)
    port = _free_port()
    url = f"http://{getattr(request.module, 'HOST', '127.0.0.1')}:{port}"
    with (data / "serve.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "commonweal.site.cli", "serve", "--port", str(port)],
            env=environment(data) | {"COMMONWEAL_URL": url},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(url, server, data / "serve.log")
            yield Site(url, data)
        finally:
            server.terminate()
            server.wait(30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a module of tests; each context is a visitor of its own.

    Not for the whole run: while Playwright is open, its event loop counts as running in this thread, and
    Django then refuses the database to every test that comes after.
    """
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """A function that opens a page as a new visitor: options of ``new_context``, and who signs in."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(email: str = "", **options: object) -> Page:
        context = browser.new_context(**{"locale": "en-US", "base_url": site.url} | options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if _is_fault(message.text) else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        if email:
            page.goto("/sign-in/")
            page.locator("[name=email]").fill(email)
            page.locator("[name=password]").fill(PASSWORD)
            page.locator("main button.primary").click()
            page.wait_for_url("**/c/**")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def _is_fault(text: str) -> bool:
    """Policy violations and script faults; a page that is not there is what some tests ask for."""
    return "Content Security Policy" in text or "Uncaught" in text


def environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMMONWEAL_", "DJANGO_"))}
    return {**kept, "COMMONWEAL_DATA": str(data)}


def _run(data: Path, *words: str) -> None:
    command = [sys.executable, "-m", "commonweal.site.cli", *words]
    done = subprocess.run(command, env=environment(data), cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urlopen(f"{url}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"The site did not start:\n{log.read_text()}")
