"""The process in which Typst runs: ``python -m commonweal.documents.typst_child ROOT FONTS SECONDS pdf|png|extents``.

Reads ``ROOT/main.typ``, writes ``ROOT/main.pdf``, ``ROOT/page-….png`` or ``ROOT/extents.json``. Ends with 1 and
Typst's own words on refusal.
"""

import sys
from pathlib import Path

PREVIEW_PPI = 72
MEMORY_LIMIT = 2 * 1024**3  # bytes of address space; a profile of fifty pages takes a tenth


def main(root: Path, fonts: Path, made_at: int, form: str) -> None:
    import typst  # noqa: PLC0415 -- slow import, in this process only

    _bound_memory()
    faces = typst.Fonts(include_system_fonts=False, font_paths=[str(fonts)])
    nowhere = str(root / "packages")
    compiler = typst.Compiler(
        str(root / "main.typ"), root=str(root), font_paths=faces, package_path=nowhere, package_cache_path=nowhere
    )
    try:
        if form == "extents":
            (root / "extents.json").write_text(compiler.query("<extent>", field="value"), encoding="utf-8")
        elif form == "png":
            compiler.compile(output=str(root / "page-{0p}.png"), format="png", ppi=PREVIEW_PPI)
        else:
            compiler.compile(output=root / "main.pdf", format="pdf", pdf_standards=["ua-1"], timestamp=made_at)
    except typst.TypstError as refusal:
        sys.exit(f"{refusal.message}\n{refusal.diagnostic}")


def _bound_memory() -> None:
    """Where the system can: a document that eats memory ends itself and nobody else."""
    try:
        import resource  # noqa: PLC0415 -- optional dependency: Unix only
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
