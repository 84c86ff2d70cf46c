"""Tests share two workers so that both end at about the same time."""

from tests.programs import ROOT
from tests.scheduling import BROWSER, LONG, ON_THE_DEMO, TOGETHER, place_of, scope_of


def test_the_named_files_and_folders_are_there() -> None:
    for each in (*LONG, *(BROWSER + file for file in ON_THE_DEMO)):
        assert (ROOT / each).exists(), each


def test_every_browser_test_is_marked_as_one() -> None:
    files = sorted((ROOT / BROWSER).glob("test_*.py"))
    assert len(files) > 20
    assert [each.name for each in files if "mark.browser" not in each.read_text()] == []


def test_browser_tests_on_the_demo_stay_together_and_others_go_by_file() -> None:
    on_the_demo = {scope_of(f"{BROWSER}{file}::test_one[en]") for file in ON_THE_DEMO}
    assert on_the_demo == {TOGETHER}
    assert (
        scope_of("tests/browser/test_every_way.py::test_one") == "tests/browser/test_every_way.py"
    )


def test_the_demo_comes_first_and_quick_tests_last() -> None:
    tests = [
        "tests/unit/test_settings.py::test_one",
        "tests/browser/test_every_way.py::test_one",
        "tests/releases/test_actions.py::test_one",
        "tests/browser/test_listening.py::test_one",
    ]
    assert sorted(tests, key=place_of) == [tests[3], tests[1], tests[2], tests[0]]
