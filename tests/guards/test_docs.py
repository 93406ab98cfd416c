"""Documentation that can drift is compared with what it describes."""

import doctest
import re
from importlib import import_module
from pathlib import Path

import pytest

import commonweal
from commonweal.frameworks.validation import CONTENT
from commonweal.site import cli, env, exits
from scripts import roles
from tests.frameworks.shipped import CURRENT, document

pytestmark = pytest.mark.any_database

SOURCE = Path(commonweal.__file__).parent
PACKAGES = {path.parent.name for path in SOURCE.glob("*/apps.py")}
ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
PAGES += sorted(DOCS.rglob("*.md"))
ADRS = sorted((DOCS / "adr").glob("[0-9]*.md"))
SECTIONS = ["Context", "Decision", "Consequences", "Alternatives rejected"]
WRITTEN_BY_BENCH = DOCS / "reference" / "performance.md"
SCREEN = 60
"""Lines of one screen, generously."""

LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchors_of(path: Path) -> set[str]:
    """The anchors that headings get, as common Markdown viewers make them."""
    headings = HEADING.findall(FENCE.sub("", text_of(path)))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def rows_of(path: Path) -> dict[str, list[str]]:
    """The cells of table rows by the code in their first cell."""
    rows = re.findall(r"^\| `([^`]+)` \|(.*)\|$", text_of(path), re.MULTILINE)
    return {name: [cell.strip() for cell in rest.split("|")] for name, rest in rows}


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_is_one_screen_with_its_sections(path):
    headings = HEADING.findall(text_of(path))
    assert headings[0].startswith(f"{path.name[:4]}: ")
    assert headings[1:] == SECTIONS
    assert re.search(r"^(Accepted|Proposed|Superseded by \[\d{4}\].*) 20\d\d-\d\d-\d\d\.$", text_of(path), re.MULTILINE)
    assert len(text_of(path).splitlines()) <= SCREEN


def test_decisions_are_numbered_without_gaps_and_listed():
    assert [int(path.name[:4]) for path in ADRS] == list(range(1, len(ADRS) + 1))
    listed = re.findall(
        r"^\| \[(\d{4})\]\(([^)]+)\) \| (.+) \| \w+ \|$", text_of(DOCS / "adr" / "README.md"), re.MULTILINE
    )
    titles = [HEADING.findall(text_of(path))[0].partition(": ")[2] for path in ADRS]
    assert listed == [(path.name[:4], path.name, title) for path, title in zip(ADRS, titles, strict=True)]


def test_decisions_that_code_names_exist():
    source = "\n".join(text_of(path) for folder in (SOURCE, ROOT / "tests") for path in folder.rglob("*.py"))
    named = set(re.findall(r"\bADR[- ](\d{4})", source))
    assert named - {path.name[:4] for path in ADRS} == set()


def test_pages_that_code_names_exist():
    source = "\n".join(text_of(path) for path in SOURCE.rglob("*.py"))
    assert [page for page in re.findall(r"docs/[a-z/-]+\.md", source) if not (ROOT / page).exists()] == []


def test_every_package_has_a_page_that_the_index_names():
    assert {path.stem for path in (DOCS / "packages").glob("*.md")} == PACKAGES
    assert set(re.findall(r"\(packages/(\w+)\.md\)", text_of(DOCS / "index.md"))) == PACKAGES


@pytest.mark.parametrize("path", sorted((DOCS / "packages").glob("*.md")), ids=lambda path: path.stem)
def test_modules_that_a_package_page_lists_exist(path):
    package = SOURCE / path.stem
    cells = re.findall(r"^\| (`[^|]+) \|", text_of(path), re.MULTILINE)
    names = [name for cell in cells for name in re.findall(r"`([a-z_/]+(?:\.json)?)(?=[`.(])", cell)[:1]]
    assert [name for name in names if not (package / name).exists() and not (package / f"{name}.py").exists()] == []


def test_every_setting_is_documented_with_its_default():
    rows = rows_of(DOCS / "reference" / "settings.md")
    assert {name: cells[0].strip("`") for name, cells in rows.items()} == env.DEFAULTS


def test_every_command_is_documented_as_its_help_says():
    rows = rows_of(DOCS / "reference" / "commands.md")
    said = {name: cells[0] for name, cells in rows.items()}
    assert said == {f"commonweal {command.words}": command.summary for command in cli.COMMANDS}


def test_every_exit_code_is_documented():
    codes = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}
    rows = re.findall(r"^\| (\d+) \|", text_of(DOCS / "reference" / "commands.md"), re.MULTILINE)
    assert {int(code) for code in rows} == codes


NAMES = DOCS / "reference" / "names.md"


def section_of(path: Path, heading: str) -> str:
    """The text below a heading of the second level."""
    return text_of(path).split(f"\n## {heading}\n")[1].split("\n## ")[0]


def names_below(heading: str) -> set[str]:
    """The names in the first column of the table below a heading."""
    return set(re.findall(r"^\| `([^`]+)` \|", section_of(NAMES, heading), re.MULTILINE))


def names_in_code(call: str) -> set[str]:
    """The names that stand first in calls to a function, as a regular expression for its name."""
    found = re.compile(rf'\b(?:{call})\(\s*"([a-z_]+\.[a-z_]+)"')
    return {name for path in SOURCE.rglob("*.py") for name in found.findall(text_of(path))}


def test_every_permission_is_documented():
    assert names_below("Permissions") == names_in_code("add_perm")


def test_roles_are_documented_as_the_table_says():
    assert text_of(DOCS / "reference" / "roles.md") == roles.text()


def test_every_permission_that_is_asked_for_exists():
    known = names_in_code("add_perm")
    asked = names_in_code("require|has_perm|grants")
    tags = re.compile(r'{%\s*has_perm "([a-z_.]+)"')
    in_templates = {name for path in SOURCE.rglob("*.html") for name in tags.findall(text_of(path))}
    assert (asked | in_templates) - known == set()
    assert in_templates >= {"communities.lead", "communities.invite"}


def test_every_job_is_documented():
    assert names_below("Jobs") == names_in_code("jobs.handler")


def test_every_event_is_documented():
    source = "\n".join(text_of(path) for path in SOURCE.rglob("*.py"))
    documented = names_below("Events")
    assert names_in_code("record|record_version") <= documented
    assert {verb for verb in documented if f'"{verb}"' not in source} == set()


def test_commands_in_examples_exist():
    known = {command.words for command in cli.COMMANDS}
    for page in PAGES:
        for words in re.findall(
            r"^commonweal ([a-z]+)(?: ([a-z]+))?", "\n".join(FENCE.findall(text_of(page))), re.MULTILINE
        ):
            assert known & {words[0], " ".join(words)}, f"{page.name}: commonweal {' '.join(words)}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_internal_links_resolve(path):
    broken = []
    for address in LINK.findall(FENCE.sub("", text_of(path))):
        if re.match(r"[a-z]+:", address):
            continue
        file, _, anchor = address.partition("#")
        target = (path.parent / file).resolve() if file else path
        if target == WRITTEN_BY_BENCH:
            continue
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            broken.append(address)
    assert broken == []


def test_every_page_is_reached_from_the_index():
    reached, waiting = set(), [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        targets = {(page.parent / link.partition("#")[0]).resolve() for link in LINK.findall(text_of(page))}
        waiting += [target for target in targets - reached if target.suffix == ".md" and target.exists()]
    assert sorted(set(DOCS.rglob("*.md")) - reached) == []


def test_the_glossary_has_every_term_of_the_shipped_edition():
    glossary = text_of(DOCS / "glossary.md").lower()
    terms = [term.name["en"].lower() for term in document(CURRENT).glossary]
    assert [term for term in terms if term not in glossary] == []
    assert len(terms) > 30


WORDS = """
community excellence group, backbone organization, key factor, item, area, question, strength, OFI, independent review,
consensus, site visit, scorebook, key theme, band, measure, comparison, segment, action plan, pledge, cohort, mentor,
expert progress review, examiner, edition, category, target, feedback report, node, link, event, snapshot
"""
"""The words that the design asks for, in interface, code and documents."""


@pytest.mark.parametrize("word", [word.strip() for word in WORDS.split(",")])
def test_the_words_we_use_are_in_the_glossary(word):
    first_cells = re.findall(r"^\| ([^|]+) \|", text_of(DOCS / "glossary.md"), re.MULTILINE)
    assert any(word.lower() in cell.lower() for cell in first_cells)


def test_the_sections_that_the_checks_name_are_described():
    described = text_of(DOCS / "reference" / "content-files.md")
    named = set()
    for path in (CONTENT.parent / "checks").glob("*.py"):
        named |= set(re.findall(r"Check (\d+)", text_of(path)))
    assert [number for number in sorted(named) if not re.search(rf"^{number}\. ", described, re.MULTILINE)] == []


def test_docs_hold_no_path_of_a_machine():
    everything = "\n".join(text_of(page) for page in PAGES)
    assert re.findall(r"/(?:work|tmp|root|home)/\S*", everything) == []


WITH_EXAMPLES = sorted(path for path in SOURCE.rglob("*.py") if ">>> " in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_examples_in_docstrings_are_true(path):
    name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
    results = doctest.testmod(import_module(name))
    assert (results.attempted > 0, results.failed) == (True, 0)
