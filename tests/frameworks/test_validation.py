"""Faults of files: the shipped ones have none, and each way of breaking them is told with its line."""

import copy
import shutil

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.frameworks.methods.faults import Fault
from commonweal.frameworks.validation import CONTENT, content_files, faults_of_paths, faults_of_sources, shipped_files
from commonweal.frameworks.yaml_source import read
from tests.frameworks.shipped import BUILDER, CURRENT, content, line_number

pytestmark = pytest.mark.any_database

RELATIVE = {path.stem: str(path.relative_to(CONTENT)) for path in content_files()}


def broken(name: str, old: bytes, new: bytes, *, after: bytes = b"") -> list[Fault]:
    """The faults of a shipped file in which the first ``old`` behind ``after`` became ``new``."""
    text = (CONTENT / RELATIVE[name]).read_bytes()
    start = text.index(old, text.index(after))
    changed = text[:start] + new + text[start + len(old) :]
    return faults_of_sources([read("f.yaml", changed)])


def test_everything_shipped_is_valid():
    assert faults_of_paths([CONTENT]) == []
    assert len(content_files()) == 11


def test_the_shared_content_is_what_is_shipped(shared):
    for path in content_files():
        assert path.read_bytes() == (shared / "content" / path.relative_to(CONTENT)).read_bytes()


def test_a_fault_names_file_line_and_question():
    text = content(CURRENT)
    line = line_number(text, b"prompts:", after=b"ref: P.1a(3)")
    faults = broken(
        "community-excellence-2026", b"prompts:", b"prompts: []\n                hints:", after=b"ref: P.1a(3)"
    )
    assert [str(fault) for fault in faults] == [
        f'f.yaml:{line}: P.1a(3): "prompts" needs more entries: 0 of at least 2.'
    ]


EDITION, SCHEME, CROSSWALK, POINTS = (
    "community-excellence-2026",
    "baldrige-classic",
    "builder-2018-to-2026",
    "organizational-points",
)


@pytest.mark.parametrize(
    ("name", "old", "new", "after", "message"),
    [
        (EDITION, b"es: Salud\n", b"fr: Sant\xc3\xa9\n", b"outcome_areas", 'health: "name" has no words in "es".'),
        (EDITION, b"es: Salud\n", b"es: ''\n", b"outcome_areas", 'health: "es" is empty.'),
        (EDITION, b"ref: '1.1'", b"ref: 1.1", b"", "write '1.1' in quotes."),
        (EDITION, b"ref: P.1a(2)", b"ref: P.1a(1)", b"sections:", 'The ref "P.1a(1)" is used twice.'),
        (EDITION, b"ref: P.1a(2)", b"ref: P.2a(9)", b"sections:", 'does not begin with "P.1a"'),
        (EDITION, b"ref: P.1a(2)", b"ref: second", b"sections:", "second is not a ref such as"),
        (EDITION, b"asks: what", b"asks: why", b"", "is 'why'; it can be 'what', 'how' or 'results'."),
        (EDITION, b"points: null", b"points: 70", b"", "has no points_total."),
        (EDITION, b"evidence: [", b"evidence: [hearsay, ", b"sections:", '"hearsay" is not an evidence kind.'),
        (EDITION, b"yields: [", b"yields: [gold, ", b"sections:", '"gold" is not a yield kind.'),
        (EDITION, b"relates_to: [", b"relates_to: [9.9a(1), ", b"sections:", '"9.9a(1)" is not a question of this'),
        (EDITION, b"each: vision", b"each: dream", b"", '"dream" is not a yield kind.'),
        (EDITION, b"if: group_has_part", b"if: maybe", b"", '"maybe" is not a mark of key factors.'),
        (EDITION, b"for_kinds: [", b"for_kinds: [gold, ", b"", '"gold" is not a yield kind.'),
        (EDITION, b"id: education", b"id: health", b"outcome_areas", '"health" is used twice in this list.'),
        (EDITION, b"kind: profile", b"kind: process", b"sections:", 'has the kind "profile".'),
        (EDITION, b"ref: '2'", b"ref: '9'", b"sections:", 'Here the section "2" is due'),
        (EDITION, b"languages: [en, es]", b"languages: en", b"", '"languages" is not a list.'),
        (EDITION, b"kind: profile", b"kind: other", b"sections:", "it can be 'profile', 'process' or 'results'."),
        (EDITION, b"to: [1.1a(1), 2.1b(1)]", b"to: [6.2a(1)]", b"", "neither relates to the other."),
        (SCHEME, b"scores: [0, 5]", b"scores: [0]", b"ranges:", "are not the allowed scores in order."),
        (SCHEME, b"min: 151", b"min: 152", b"", "Band 2 begins at 152, not 151."),
        (SCHEME, b"max_points: 550", b"max_points: 560", b"", "The last band ends at 550, not 560."),
        (SCHEME, b"total_points: 299.0", b"total_points: 300", b"", "Process and results give 299 points."),
        (SCHEME, b"process_band: 2", b"process_band: 3", b"", "189 points are not in band 3."),
        (SCHEME, b"'1.1': 45", b"'1.1': 145", b"", "less than or equal to 100"),
        (SCHEME, b"kind: item_percent", b"kind: guess", b"", '"kind" is missing or unknown'),
        (CROSSWALK, b"from: [P.1a(2)]", b"from: [P.1a(1)]", b"", '"P.1a(1)" stands in 2 entries.'),
        (CROSSWALK, b"from: [P.1a(2)]", b"from: [P.1a(1)]", b"", 'No entry has "P.1a(2)" in its "from".'),
        (CROSSWALK, b"kind: split", b"kind: new", b"entries:", '"new" has an empty "from"'),
        (CROSSWALK, b"edition: '2018'", b"edition: '2017'", b"", "2017 is not at hand."),
        (POINTS, b"'1.1': 70", b"'1.1': 71", b"", "The process items add up to 551, not 550."),
        (POINTS, b"'1.1': 70", b"'1.9': 70", b"", '"1.9" is not a process or results item of that edition.'),
        (POINTS, b"'7.5': 90\n", b"", b"", 'The item "7.5" has no points.'),
        (POINTS, b"scheme: baldrige-classic", b"scheme: other", b"", "The scheme other is not at hand."),
        ("profile-feedback", b"[8, 14]", b"[15, 14]", b"", "The least is more than the most."),
        ("journey-feedback", b"profile_scheme: profile-feedback", b"profile_scheme: x", b"", "The scheme x is not"),
        (
            "results-first-2025",
            b"['1.1', '1.2', '7.4']",
            b"['1.1', '8.8']",
            b"",
            '"8.8" is not an item of any edition.',
        ),
        ("results-first-2025", b"'4':", b"'5':", b"descriptors", "does not describe exactly the levels"),
    ],
)
def test_each_way_of_breaking_a_file_is_told(name, old, new, after, message):
    assert any(message in fault.message for fault in broken(name, old, new, after=after))


def test_a_results_question_relates_to_process_and_profile():
    plain = copy.deepcopy(yaml.load(content(CURRENT), yaml.CSafeLoader))
    plain["sections"][7]["items"][0]["areas"][0]["questions"][0]["relates_to"] = ["7.5a(1)"]
    plain["linkage_rules"] = []
    messages = [fault.message for fault in faults_of_sources([read("f.yaml", yaml.safe_dump(plain).encode())])]
    assert [message.split()[-2] for message in messages] == ["process", "profile"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[1, 2]", "not a mapping"),
        (b"schema: [x]", '"schema" is missing or unknown'),
        (b"schema: commonweal/intake/1", '"schema" is missing or unknown'),
        (b"schema: commonweal/scheme/1\nkind: [x]", '"kind" is missing or unknown'),
    ],
)
def test_a_file_of_another_sort_is_one_fault(content, message):
    (fault,) = faults_of_sources([read("f.yaml", content)])
    assert message in fault.message


def test_paths_give_every_fault_of_every_file(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"a: &x 1")
    (tmp_path / "b.yml").write_bytes(b"schema: nonsense")
    faults = faults_of_paths([tmp_path, tmp_path / "missing.yaml"])
    assert [fault.path.rpartition("/")[2] for fault in faults] == ["a.yaml", "b.yml", "missing.yaml"]


def test_a_folder_without_content_files_is_a_fault(tmp_path):
    assert [fault.message for fault in faults_of_paths([tmp_path])] == ["The folder holds no YAML file."]


def test_what_a_file_names_is_looked_for_beside_it_first(tmp_path):
    changed = content(BUILDER).replace(b"edition: '2018'", b"edition: '2017'", 1)
    (tmp_path / BUILDER).write_bytes(changed)
    crosswalk = (CONTENT / RELATIVE[CROSSWALK]).read_bytes().replace(b"edition: '2018'", b"edition: '2017'", 1)
    (tmp_path / "crosswalk.yaml").write_bytes(crosswalk)
    assert faults_of_paths([tmp_path]) == []


def test_a_copied_folder_is_as_valid_as_the_shipped_one(tmp_path):
    shutil.copytree(CONTENT, tmp_path / "copy")
    assert faults_of_paths([tmp_path / "copy"]) == []


plain_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["", "x", "P.1", "profile", "health"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "ref", "en"]), inner),
    max_leaves=6,
)


def places_in(value: object, place: tuple = ()) -> list[tuple]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place] + [below for key, child in children for below in places_in(child, (*place, key))]


PLAIN = {path.stem: yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in shipped_files()}
PLACES = {stem: places_in(plain)[1:] for stem, plain in PLAIN.items()}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_value_anywhere_gives_faults_and_never_a_crash(data):
    stem = data.draw(st.sampled_from(sorted(PLAIN)))
    *parents, last = data.draw(st.sampled_from(PLACES[stem]))
    plain = copy.deepcopy(PLAIN[stem])
    target = plain
    for step in parents:
        target = target[step]
    target[last] = data.draw(plain_values)
    source = read("f.yaml", yaml.dump(plain, Dumper=yaml.CSafeDumper, allow_unicode=True).encode())
    assert all(isinstance(fault, Fault) and fault.line >= 1 for fault in faults_of_sources([source]))


@pytest.mark.parametrize("ref", ["P.1a(1)", "3.2b(1)", "7.5a(2)"])
@pytest.mark.parametrize("key", [b"label", b"guidance", b"relates_to"])
def test_a_missing_key_has_the_line_of_its_question(ref, key):
    question = b"- ref: " + ref.encode() + b"\n"
    faults = broken(EDITION, key + b":", b"other:", after=question)
    assert [str(fault) for fault in faults] == [
        f'f.yaml:{line_number(content(CURRENT), question)}: {ref}: "{key.decode()}" is missing.'
    ]
