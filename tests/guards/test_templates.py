"""Templates under a strict Content-Security-Policy: no style or script inside the page, nothing from elsewhere."""

import re
from pathlib import Path

import pytest

import commonweal

SOURCE = Path(commonweal.__file__).parent
FORBIDDEN = {
    "style attribute": re.compile(r"<[^>{%]*\sstyle\s*=", re.IGNORECASE),
    "handler attribute": re.compile(r"<[^>{%]*\son[a-z]+\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE),
    "script: address": re.compile(r"javascript:", re.IGNORECASE),
    "resource from elsewhere": re.compile(r"<(?:script|link|img|source|iframe)\b[^>]*\s(?:src|href)=\"(?:https?:)?//"),
    "htmx with eval": re.compile(r"hx-(?:on|vals=\"js:|headers=\"js:)", re.IGNORECASE),
    "text without escaping": re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off"),
}
SAFE = {
    "documents/templates/documents/drawing.html": "the SVG of our own job process, cleaned and content-addressed",
}
"""Where ``|safe`` is right, and why."""

pytestmark = pytest.mark.any_database


def pages() -> list[Path]:
    """Every template of a page; mails have rules of their own."""
    return sorted(path for path in SOURCE.glob("*/templates/**/*.html") if "mail" not in path.parts)


@pytest.mark.parametrize("fault", FORBIDDEN)
def test_no_template_has_it(fault):
    found = [
        f"{path.relative_to(SOURCE)}:{text.count(chr(10), 0, match.start()) + 1}"
        for path in pages()
        for text in [path.read_text(encoding="utf-8")]
        for match in FORBIDDEN[fault].finditer(text)
        if not (fault == "text without escaping" and str(path.relative_to(SOURCE)) in SAFE)
    ]
    assert found == []


def test_every_exception_is_needed():
    rule = FORBIDDEN["text without escaping"]
    needed = {str(path.relative_to(SOURCE)) for path in pages() if rule.search(path.read_text())}
    assert sorted(SAFE.keys() - needed) == []


@pytest.mark.parametrize(
    ("fault", "sample"),
    [
        ("style attribute", '<p class="a" style="color: red">'),
        ("handler attribute", '<button onclick="x()">'),
        ("inline script", "<script>alert(1)</script>"),
        ("resource from elsewhere", '<script src="https://cdn.example/x.js"></script>'),
        ("text without escaping", "{{ text|safe }}"),
    ],
)
def test_each_rule_sees_its_fault(fault, sample):
    assert FORBIDDEN[fault].search(sample)
