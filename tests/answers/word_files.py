"""Word files for tests: written part by part, so that each can be as odd or as hostile as the test wants."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMES = f'xmlns:w="{W}" xmlns:r="{R}"'
LINK = f'<Relationship Id="rId7" Type="{R}/hyperlink" Target="https://example.org/a" TargetMode="External"/>'
STYLES = (
    '<w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Ours"><w:name w:val="Ours"/><w:basedOn w:val="Kop2"/></w:style>'
    '<w:style w:styleId="Toc"><w:name w:val="toc 1"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>'
)


def word_file(body: str, *, more: Mapping[str, bytes] | None = None, styles: str = STYLES, notes: str = "") -> bytes:
    """A .docx with this body; ``more`` adds or replaces whole parts."""
    parts = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>".encode(),
        "word/styles.xml": f"<w:styles {NAMES}>{styles}</w:styles>".encode(),
        "word/numbering.xml": f"<w:numbering {NAMES}>{NUMBERING}</w:numbering>".encode(),
        "word/footnotes.xml": f"<w:footnotes {NAMES}>{notes}</w:footnotes>".encode(),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{LINK}</Relationships>'.encode(),
        **(more or {}),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def line(text: str, style: str = "", properties: str = "", marks: str = "") -> str:
    """A paragraph of one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:rPr>{marks}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{line(text)}</w:tc>"
