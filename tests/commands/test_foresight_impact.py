"""flask foresight cross-impact, smic, gordon-hayward, morphology, trend-impact: what they print."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.commands.foresight.group import foresight
from app.formats.scenario_wizard import read_solutions

PUBLISHED = Path(__file__).parents[1] / "published" / "foresight"
GLOBAL = PUBLISHED / "CIB_global.scw"
SMIC = "event,probability,if A,if B,if not A,if not B\nA,0.7,,0.9,,0.6\nB,0.3,0.5,,0.1,\n"
ODDS = "event,probability,A,B\nA,1,,3\nB,0.5,1,\n"
FIELD = "option,X: a,X: b,Y: c\nX: a,,,2\nX: b,,,-1\nY: c,2,,\n"
TREND = "row,2026,2027\nbaseline,100,200\nchance: fire,0.5,\nimpact: fire,-0.2,\n"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(foresight, [str(each) for each in words])


def document(*words: str | Path) -> dict[str, object]:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    found: dict[str, object] = json.loads(done.stdout)
    return found


def written(folder: Path, text: str) -> Path:
    path = folder / "given.csv"
    path.write_text(text, encoding="utf-8")
    return path


# --- cross-impact -----------------------------------------------------------------------------


def test_cross_impact_prints_what_the_interface_says() -> None:
    rows = [
        ([1, 2, 3], 0, 8, 2),
        ([2, 2, 2], 0, 9, 1),
        ([2, 3, 2], 0, 15, 4),
        ([3, 1, 3], 1, 12, 12),
    ]
    assert document("cross-impact", GLOBAL) == {
        "complete": True,
        "scenarios": [
            {
                "states": states,
                "consistency": consistency,
                "total_impact": total,
                "weight": weight,
                "weight_exact": True,
            }
            for states, consistency, total, weight in rows
        ],
        "cycles": 17,
    }


def test_cross_impact_takes_a_tolerance() -> None:
    found = document("cross-impact", PUBLISHED / "somewhereland.scw", "--tolerance", "1")
    scenarios = found["scenarios"]
    assert isinstance(scenarios, list)
    assert len(scenarios) == 15
    assert {each["weight"] for each in scenarios if each["consistency"] == -1} == {0}


def test_drawn_weights_are_marked_and_count_all_starts() -> None:
    found = document("cross-impact", PUBLISHED / "CIB_natl_regional.scw")
    scenarios = found["scenarios"]
    assert isinstance(scenarios, list)
    assert {each["weight_exact"] for each in scenarios} == {False}
    assert sum(each["weight"] for each in scenarios) == pytest.approx(22_674_816, abs=16)
    told = run("cross-impact", PUBLISHED / "CIB_natl_regional.scw", "--seed", "2").stdout
    assert "from 100,000 starts, seed 2; intervals of 95 %" in told


def test_a_search_out_of_time_says_so_everywhere() -> None:
    found = document("cross-impact", PUBLISHED / "CIB_natl_regional.scw", "--time-limit", "0")
    assert found["complete"] is False
    told = run("cross-impact", PUBLISHED / "CIB_natl_regional.scw", "--time-limit", "0")
    assert (told.exit_code, "INCOMPLETE" in told.stdout) == (0, True)


def test_scenarios_go_out_as_a_solution_set_that_equals_the_published_one(tmp_path: Path) -> None:
    out = tmp_path / "out.sl"
    assert run("cross-impact", GLOBAL, "--sl", out).exit_code == 0
    assert set(read_solutions(out)) == set(read_solutions(GLOBAL.with_suffix(".sl")))


def test_experts_add_robustness_and_reasons_say_why(tmp_path: Path) -> None:
    other = tmp_path / "other.scw"
    other.write_text(GLOBAL.read_text().replace(" 1 ,-3 , 2 , 0", " 9 ,-9 ,-9 , 0"))
    asked = ("cross-impact", GLOBAL, "--expert", GLOBAL, "--expert", other, "--reasons")
    scenarios = document(*asked)["scenarios"]
    assert isinstance(scenarios, list)
    shares = {tuple(each["states"]): each["robustness"]["share"] for each in scenarios}
    assert 0.2 < shares[3, 1, 3] < 0.3
    assert shares[2, 3, 2] == 1
    assert scenarios[0]["reasons"][2] == {
        "descriptor": 3,
        "state": 3,
        "score": 3,
        "rival": 4,
        "margin": 1,
        "undetermined": False,
        "pros": [{"descriptor": 1, "state": 1, "impact": 3}],
        "cons": [],
    }
    told = run(*asked).stdout
    assert "WECO = ModGr: score 3, 1 above its best rival" in told
    assert "against: WSEC = Mod (-2)" in told


def test_an_expert_with_other_descriptors_is_refused() -> None:
    done = run("cross-impact", GLOBAL, "--expert", PUBLISHED / "somewhereland.scw")
    assert (done.exit_code, "other descriptors or states" in done.stdout) == (1, True)


def test_what_nothing_decides_is_told(tmp_path: Path) -> None:
    path = tmp_path / "open.scw"
    lines = ["$ ScenarioWizard 4.0", "x", "&A", "-a", "-b", "#", "#", "#", "#", "#", "0,0", "0,0"]
    path.write_text("\n".join([*lines, "#"]))
    told = run("cross-impact", path).stdout
    assert "Undetermined: no judgement decides A; each of its states fits." in told


def test_a_broken_matrix_is_told_by_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "broken.scw"
    path.write_text(GLOBAL.read_text().replace(" 3 ,-6", " x ,-6"))
    done = run("cross-impact", path)
    assert done.exit_code == 1
    assert f"{path}:53:2: 'x' is no number." in done.stdout
    problems = json.loads(run("cross-impact", path, "--json").stdout)["problems"]
    assert [each["where"] for each in problems] == [f"{path}:53:2"]


def test_wrong_usage_ends_with_2() -> None:
    assert run("cross-impact", GLOBAL, "--tolerance", "-1").exit_code == 2
    assert run("cross-impact", "nowhere.scw").exit_code == 2


# --- The others -------------------------------------------------------------------------------


def test_smic_prints_net_probabilities_and_intervals(tmp_path: Path) -> None:
    path = written(tmp_path, SMIC)
    found = document("smic", path)
    assert found["net"] == pytest.approx({"A": 0.73, "B": 0.34})
    scenarios = found["scenarios"]
    assert isinstance(scenarios, list)
    assert scenarios[0]["events"] == {"A": True, "B": True}
    assert [each["max_entropy"] for each in scenarios] == pytest.approx([0.31, 0.42, 0.03, 0.24])
    assert "not coherent" in run("smic", path).stdout


def test_gordon_hayward_prints_shifts(tmp_path: Path) -> None:
    path = written(tmp_path, ODDS)
    events = document("gordon-hayward", path)["events"]
    assert isinstance(events, dict)
    assert events["B"]["low"] < 0.625 < events["B"]["high"]
    assert "drawn first" in run("gordon-hayward", path).stdout


def test_morphology_prints_what_is_possible(tmp_path: Path) -> None:
    path = written(tmp_path, FIELD)
    assert document("morphology", path) == {
        "combinations": 2,
        "possible": 1,
        "conflict": [],
        "kept": [{"options": [1, 1], "score": 2}],
        "complete": True,
    }
    closed = written(tmp_path, FIELD.replace("2", "-2"))
    assert document("morphology", closed)["conflict"] == [["X: a", "Y: c"], ["X: b", "Y: c"]]
    assert "X: b with Y: c" in run("morphology", closed).stdout


def test_trend_impact_prints_a_fan(tmp_path: Path) -> None:
    path = written(tmp_path, TREND)
    found = document("trend-impact", path)
    assert found["expected"] == pytest.approx([90, 180])
    quantiles = found["quantiles"]
    assert isinstance(quantiles, dict)
    assert quantiles["0.05"] == pytest.approx([80, 160])
    assert "expected" in run("trend-impact", path).stdout


@pytest.mark.parametrize(
    ("method", "text", "told"),
    [
        ("smic", SMIC.replace("0.9", "1.9"), ":2:4: 1.9 is no probability."),
        ("smic", SMIC.replace("0.9", ""), ":2:4: Nothing stands here."),
        ("smic", SMIC.replace("if not B", "B"), ":1: The column if not B is missing."),
        ("gordon-hayward", ODDS.replace("3", "0"), ":2:4: 0 cannot stand here."),
        ("gordon-hayward", ODDS.replace("0.5", "x"), ":3:2: 'x' is no number."),
        ("gordon-hayward", ODDS.replace(",A,B", ",B,A"), ":1: The header is not"),
        ("morphology", FIELD.replace("-1", ""), ":3:4: Nothing stands here."),
        ("morphology", FIELD.replace(",2,,", ",5,,"), ":2:4: The cell across"),
        ("morphology", FIELD.replace("X: b", "b"), ":3:1: 'b' names no option."),
        ("morphology", FIELD.replace("option,X: a,X: b", "option,X: b,X: a"), "same order"),
        ("trend-impact", TREND.replace("100", ""), ":2:2: Nothing stands here."),
        ("trend-impact", TREND.replace("-0.2,", ",1"), ":4:2: Nothing stands here."),
        ("trend-impact", TREND.replace("impact: fire", "impact: flood"), "has one row"),
        ("trend-impact", TREND.replace("baseline", "base"), ":2:1: The row 'base' is none"),
        ("trend-impact", TREND.replace("0.5", "1.5"), "from 0 to 1"),
    ],
)
def test_a_broken_table_is_told_with_its_place(
    tmp_path: Path, method: str, text: str, told: str
) -> None:
    done = run(method, written(tmp_path, text))
    assert done.exit_code == 1
    assert told in done.stdout + done.stderr


def test_options_of_a_dimension_stand_together(tmp_path: Path) -> None:
    text = "o,X: a,Y: c,X: b\nX: a,,1,\nY: c,1,,1\nX: b,,1,\n"
    done = run("morphology", written(tmp_path, text))
    assert (done.exit_code, "The options of X stand apart" in done.stdout) == (1, True)
