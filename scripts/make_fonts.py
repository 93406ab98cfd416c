"""Make the fonts of printed documents: ``python scripts/make_fonts.py`` (after ``npm ci``).

Typst and vl-convert read static TrueType files, not the variable web fonts of the pages. This
script pins their axes, joins the Latin and the Latin Extended part and writes one small file a
style into ``src/commonweal/documents/fonts/``. The results are committed, because the wheel
must work without Node; run the script again when the npm packages change.
"""

import logging
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ROOT / "node_modules" / "@fontsource-variable"
FONTS = ROOT / "src" / "commonweal" / "documents" / "fonts"
RESERVED_NAME = "Source"
EPOCH = 3_828_816_000  # a fixed moment in the font's calendar, so that two runs give the same bytes


@dataclass(frozen=True)
class Style:
    """One file: which web font it is made from, where its axes stand, what it is called."""

    package: str
    source: str
    axes: dict[str, float]
    family: str
    weight: int
    is_italic: bool = False

    @property
    def file_name(self) -> str:
        slope = "-italic" if self.is_italic else ""
        return f"{self.family.lower().replace(' ', '-')}-{self.weight}{slope}.ttf"


def serif(weight: int, *, is_italic: bool = False) -> Style:
    """Running text: the optical size of 11 point."""
    source = "source-serif-4-{part}-opsz-" + ("italic" if is_italic else "normal")
    return Style("source-serif-4", source, {"wght": weight, "opsz": 11}, "Commonweal Serif", weight, is_italic)


def sans(weight: int) -> Style:
    return Style("public-sans", "public-sans-{part}-wght-normal", {"wght": weight}, "Public Sans", weight)


STYLES = (
    serif(400),
    serif(400, is_italic=True),
    serif(700),
    serif(700, is_italic=True),
    Style("source-serif-4", "source-serif-4-{part}-opsz-normal", {"wght": 600, "opsz": 32}, "Commonweal Display", 600),
    sans(400),
    sans(600),
)


def instance(style: Style, part: str) -> BytesIO:
    """One static font of one part (latin or latin-ext) of the web font."""
    path = PACKAGES / style.package / "files" / f"{style.source.format(part=part)}.woff2"
    font = instantiateVariableFont(TTFont(path), style.axes)
    font.flavor = None
    buffer = BytesIO()
    font.save(buffer)
    buffer.seek(0)
    return buffer


def name(font: TTFont, style: Style) -> None:
    """Give the font its family and style; keep the copyright, drop names its licence reserves."""
    table = font["name"]
    kept = {record.nameID: str(record) for record in table.names if record.nameID in {0, 13, 14}}
    sub_family = {400: "Regular", 600: "SemiBold", 700: "Bold"}[style.weight] + (" Italic" if style.is_italic else "")
    table.names = []
    post_script = f"{style.family}-{sub_family}".replace(" ", "")
    names = {1: style.family, 2: sub_family, 4: f"{style.family} {sub_family}", 6: post_script}
    for identifier, text in {**kept, **names}.items():
        table.setName(text, identifier, 3, 1, 0x409)
    if RESERVED_NAME in style.family:
        raise ValueError(f"{RESERVED_NAME} is a reserved font name.")


def mark(font: TTFont, style: Style) -> None:
    """Weight, slope and a fixed date, which typesetters read to choose a face."""
    font["OS/2"].usWeightClass = style.weight
    font["OS/2"].fsSelection = (1 if style.is_italic else 0) | (32 if style.weight == 700 else 0) or 64
    font["head"].macStyle = (1 if style.weight == 700 else 0) | (2 if style.is_italic else 0)
    font["head"].created = font["head"].modified = EPOCH


def make(style: Style) -> Path:
    merged = Merger().merge([instance(style, "latin"), instance(style, "latin-ext")])
    name(merged, style)
    mark(merged, style)
    merged.recalcTimestamp = False
    path = FONTS / style.file_name
    merged.save(path)
    return path


def main() -> None:
    if not PACKAGES.exists():
        sys.exit("The web fonts are missing: run npm ci first.")
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    for style in STYLES:
        path = make(style)
        print(f"{path.name:36} {path.stat().st_size // 1024:4} KB")


if __name__ == "__main__":
    main()
