import json

import pytest

from commonweal.site import exits
from commonweal.site.vectors import main

pytestmark = pytest.mark.any_database

WILSON = {"input": {"numerator": 1, "denominator": 100, "multiplier": 100}, "expected": {"value": 1.0}}
DOCUMENT = {"method": "rates.proportion_ci", "tolerance": {"relative": 1e-6}, "cases": [WILSON]}


def written(folder, document, name="wilson.json"):
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_case_that_is_reproduced_is_a_line(tmp_path, capsys):
    path = written(tmp_path, DOCUMENT)
    assert main([str(path)]) == exits.DONE
    assert capsys.readouterr().out == (
        f"ok        {path} case 1  rates.proportion_ci\n1 cases in 1 files: 1 ok, 0 FAILED, 0 not ours.\n"
    )


def test_a_case_that_differs_fails_with_the_number(tmp_path, capsys):
    path = written(tmp_path, DOCUMENT | {"cases": [WILSON, WILSON | {"expected": {"value": 2.0, "lower95": 9}}]})
    assert main([str(tmp_path)]) == exits.REFUSED
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == (f"FAILED    {path} case 2  rates.proportion_ci: value: expected 2.0, found 1.0 (and 1 more)")


@pytest.mark.parametrize(
    "document",
    [
        DOCUMENT | {"method": "agreement.icc"},
        {"method": "forecast.baseline", "cases": [{"input": {"y": [1, 2], "method": "ARIMA"}, "expected": {}}]},
    ],
)
def test_a_method_that_is_not_ours_is_said_and_fails_nothing(tmp_path, capsys, document):
    written(tmp_path, document)
    assert main([str(tmp_path)]) == exits.DONE
    assert "0 ok, 0 FAILED, 1 not ours" in capsys.readouterr().out


@pytest.mark.parametrize(
    "case",
    [
        {"input": {}, "expected": {}},
        {"input": {"numerator": 5, "denominator": 0, "multiplier": 1}, "expected": {}},
        {"input": {"numerator": "x", "denominator": 1, "multiplier": 1}, "expected": {}},
        {"expected": {}},
    ],
)
def test_a_case_that_cannot_be_computed_fails_in_its_line(tmp_path, capsys, case):
    written(tmp_path, DOCUMENT | {"cases": [case, WILSON]})
    assert main([str(tmp_path)]) == exits.REFUSED
    assert "1 ok, 1 FAILED, 0 not ours" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", '{"method": "spc.c", "cases": 3}'])
def test_a_file_that_holds_no_vectors_fails_in_its_line(tmp_path, capsys, text):
    (tmp_path / "other.json").write_text(text, encoding="utf-8")
    written(tmp_path, DOCUMENT)
    assert main([str(tmp_path)]) == exits.REFUSED
    assert "not a file of vectors" in capsys.readouterr().out


def test_an_empty_folder_is_refused(tmp_path, capsys):
    assert main([str(tmp_path)]) == exits.REFUSED
    assert capsys.readouterr().err == "There is no JSON file at these paths.\n"


def test_a_file_that_is_not_there_fails(tmp_path):
    assert main([str(tmp_path / "gone.json")]) == exits.REFUSED
