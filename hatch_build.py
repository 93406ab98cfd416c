"""Hatchling's hook: puts the bundled assets and the compiled translations into the wheel.

Whoever installs the wheel needs neither Node nor gettext. An editable install changes nothing:
there ``make setup`` bundles. From a source archive the hook runs npm, unless the bundle is there.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsAndTranslations(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before the files of a wheel are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 -- hatchling's signature
        """Build what is missing."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        self._bundle(root)
        sys.path.insert(0, str(root))
        try:
            from scripts.messages import compile_catalogues  # noqa: PLC0415 -- optional dependency
        finally:
            sys.path.pop(0)
        compile_catalogues(root / "src" / "commonweal")

    @staticmethod
    def _bundle(root: Path) -> None:
        if (root / "src" / "commonweal" / "site" / "dist" / "manifest.json").exists():
            return
        for command in (["npm", "ci", "--ignore-scripts"], ["node", "frontend/build.mjs"]):
            subprocess.run(command, cwd=root, check=True)
