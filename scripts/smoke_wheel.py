"""Builds the wheel, installs it into a fresh environment and starts it from an empty folder without Node.

It then asks for pages as a visitor would. ``python -m scripts.smoke_wheel``; standard library only.
"""

import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from scripts import uv
from scripts.console import run_quietly, say, step

START_SECONDS = 90.0


def main() -> int:
    """Return 0 if the wheel serves its pages and stops when asked."""
    with tempfile.TemporaryDirectory(prefix="commonweal-wheel-") as name:
        folder = Path(name)
        with step("Building the wheel"):
            run_quietly(
                [*uv.uv_command(), "build", "--wheel", "--quiet", "--out-dir", str(folder)], env=uv.environment()
            )
        wheel = next(folder.glob("commonweal-*.whl"))
        with step(f"Installing {wheel.name} ({wheel.stat().st_size // 1024} kB) into a fresh environment"):
            program = _install(wheel, folder / "environment")
        empty = folder / "empty"
        empty.mkdir()
        return _serve_and_visit(program, empty)


def _install(wheel: Path, environment: Path) -> Path:
    command = uv.uv_command()
    run_quietly([*command, "venv", "--quiet", "--python", sys.executable, str(environment)])
    python = str(environment / "bin" / "python")
    locked = environment / "requirements.txt"
    export = ["export", "--locked", "--quiet", "--no-dev", "--no-emit-project", "--format", "requirements-txt"]
    run_quietly([*command, *export, "--output-file", str(locked)], env=uv.environment())
    run_quietly([*command, "pip", "install", "--quiet", "--python", python, "-r", str(locked)])
    run_quietly([*command, "pip", "install", "--quiet", "--python", python, "--no-deps", str(wheel)])
    return environment / "bin" / "commonweal"


def _serve_and_visit(program: Path, folder: Path) -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # No Node and no project: the environment's own programs and the shell.
    search = f"{program.parent}:{_programs_without_node(folder)}"
    without_node = {"PATH": search, "HOME": str(folder), "LANG": "C.UTF-8"}
    run_quietly([str(program), "check", "--help"], env=without_node, cwd=folder)
    with step("Building the worked example from the wheel"):
        run_quietly([str(program), "demo", "--stage", "start", "--no-serve"], env=without_node, cwd=folder)
    command = [str(program), "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=without_node, cwd=folder)
    try:
        with step("Visiting its pages"):
            _visit(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        code = process.wait(timeout=30)
    say(f"  Stopped with code {code}.")
    return code


def _programs_without_node(folder: Path) -> str:
    """A folder of links to the few system programs a start needs."""
    programs = folder / "programs"
    programs.mkdir()
    for name in ("sh", "env"):
        (programs / name).symlink_to(Path("/bin" if name == "sh" else "/usr/bin") / name)
    return str(programs)


def _visit(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the site answers, then ask for the page a stranger meets first and for its style sheet.

    Raises:
        SystemExit: if it ends early, takes too long, or a page is not as expected.
    """
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            page = _get(f"{address}/sign-in/")
            break
        except (urllib.error.URLError, ConnectionError):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("The installed wheel does not serve its pages.") from None
            time.sleep(0.2)
    style = page.split('rel="stylesheet"')[1].split('href="')[1].split('"')[0] if 'rel="stylesheet"' in page else ""
    if "<form" not in page or not style or "{" not in _get(address + style):
        raise SystemExit("The sign-in page of the installed wheel is not complete.")
    if "/sign-in/" not in urllib.request.urlopen(f"{address}/", timeout=20).geturl():
        raise SystemExit("A stranger is not led to the sign-in page.")


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read().decode()


if __name__ == "__main__":
    sys.exit(main())
