"""ScenarioWizard's files: read, written back to the byte, and every fault by line and column."""

from pathlib import Path

import pytest

from app.formats.scenario_wizard import (
    Project,
    Solution,
    read_project,
    read_solutions,
    written_project,
    written_solutions,
)
from app.questionnaire.reading import UnreadableError

PUBLISHED = Path(__file__).parents[2] / "published" / "foresight"
NAMES = ("CIB_global", "CIB_natl_regional")
SMALL = "\n".join(
    (
        *("$ ScenarioWizard 4.0", "small", "&Trade", " -free", ' -"closed, mostly"', "&Work", " -"),
        *("#", "&T", " ", " ", "&W", " ", "#", "#", "FFFFFF", "FFFFFF", "FFFFFF", "#", "#"),
        *(" 0 , 0 , 1.5", " 0 , 0 ,-2 ", "-3 , 3 , 0 ", "#", "# 0-0", '"a remark"', "#", ""),
    )
)


def written(folder: Path, text: str, name: str = "small.scw") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


def faults(path: Path) -> list[str]:
    read = read_project if path.suffix == ".scw" else read_solutions
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert all(each.mend for each in caught.value.problems)
    return [f"{each.where.removeprefix(str(path))} {each.code}" for each in caught.value.problems]


@pytest.mark.parametrize("name", NAMES)
def test_published_projects_are_written_back_to_the_byte(name: str) -> None:
    path = PUBLISHED / f"{name}.scw"
    assert written_project(read_project(path)) == path.read_text()


@pytest.mark.parametrize("name", NAMES)
def test_published_solutions_are_written_back_to_the_byte(name: str) -> None:
    path = PUBLISHED / f"{name}.sl"
    assert written_solutions(read_solutions(path)) == path.read_text()


def test_names_and_impacts_are_read(tmp_path: Path) -> None:
    found = read_project(written(tmp_path, SMALL))
    assert found == Project(
        title="small",
        descriptors=("Trade", "Work"),
        states=(("free", '"closed, mostly"'), ("",)),
        impacts=((0, 0, 1.5), (0, 0, -2), (-3, 3, 0)),
        remarks=("# 0-0", '"a remark"', "#"),
    )
    assert read_project(written(tmp_path, written_project(found))) == found


def test_windows_lines_letters_and_marks_are_read(tmp_path: Path) -> None:
    path = tmp_path / "windows.scw"
    path.write_bytes(SMALL.replace("free", "Öffnung").replace("\n", "\r\n").encode("cp1252"))
    assert read_project(path).states[0][0] == "Öffnung"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    assert read_project(path).title == "small"


def test_averages_stay_exact_when_written(tmp_path: Path) -> None:
    project = read_project(written(tmp_path, SMALL))
    thirds = ((0.1 + 0.2, 1 / 3, 1e-7), (0.0, -2 / 3, 5.0), (1e9, 0.0, 0.0))
    again = Project(
        title="x", descriptors=project.descriptors, states=project.states, impacts=thirds
    )
    assert read_project(written(tmp_path, written_project(again))).impacts == thirds


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("$ ScenarioWizard 4.0", "Scenario", [":1:1 no-project"]),
        ("&Trade\n", "", [":3:1 no-name", ":4:1 no-name"]),
        (" -\n", "", [":6 no-state"]),
        ("1.5", "1,5", [":21 row-length"]),
        (" 1.5", " high", [":21:10 number"]),
        (",-2 ", ",", [":22:9 number"]),
        ("-3 , 3 , 0 \n", "", [":22 rows"]),
        ("-3 , 3 , 0 \n", "-3 , 3 , 0 \n 0 , 0 , 0\n", [":24 rows"]),
        ("0 , 0 , 1.5\n 0 , 0 ,-2", "x , 0 , 1.5\n 0 , y ,-2", [":21:2 number", ":22:6 number"]),
    ],
)
def test_a_fault_is_told_by_line_and_column(
    tmp_path: Path, old: str, new: str, found: list[str]
) -> None:
    assert old in SMALL
    assert faults(written(tmp_path, SMALL.replace(old, new, 1))) == found


def test_a_file_cut_short_is_told(tmp_path: Path) -> None:
    assert faults(written(tmp_path, SMALL[: SMALL.index("FFFFFF")])) == [":15 no-matrix"]
    assert faults(written(tmp_path, "")) == [":1:1 no-project"]
    assert faults(written(tmp_path, "$ ScenarioWizard 4.0\nx\n#\n#\n#\n#\n#\n")) == [":3 states"]
    (tmp_path / "picture.scw").write_bytes(b"\x00\x01")
    assert faults(tmp_path / "picture.scw") == [" no-text"]
    assert faults(tmp_path / "nowhere.scw") == [" no-file"]


SOLUTIONS = (
    '$ ScenarioWizard 3.0\nSolution set\n 2 \n\n" 1 2",4,0,0,15,""\n" 2 1",1E+07,-1.5,1.5,2,"x"\n'
)


def test_solutions_are_read(tmp_path: Path) -> None:
    first, second = read_solutions(written(tmp_path, SOLUTIONS, "small.sl"))
    assert first == Solution(
        states=(1, 2), weight=4, consistency=0, inconsistency=0, total_impact=15
    )
    assert (second.weight, second.consistency, second.inconsistency) == (10_000_000, -1.5, 1.5)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("$ ", "", [":1:1 no-solutions"]),
        (" 2 \n", " 3 \n", [":3 count"]),
        ("4,0,0,15", "4,0,15", [":5:1 no-solution"]),
        ("4,0,0,15", "4,0,much,15", [":5:12 number"]),
        ('" 1 2"', '" 1 b"', [":5:1 no-solution"]),
    ],
)
def test_a_fault_of_solutions_is_told_by_line_and_column(
    tmp_path: Path, old: str, new: str, found: list[str]
) -> None:
    assert faults(written(tmp_path, SOLUTIONS.replace(old, new, 1), "small.sl")) == found
