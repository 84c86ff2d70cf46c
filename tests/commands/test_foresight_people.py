"""foresight structural, actors, balance, project-population: what they print, what they refuse."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.commands.foresight.group import foresight

FIVE = ",A,B,C,D,E\nA,0,1,3,1,3\nB,3,,3,2,1\nC,2,3,0,1,3\nD,3,1,3,0,3\nE,3,3,3,2,0\n"
MDI = "actor,A,B,C,D\nA,0,2,1,3\nB,1,0,0,2\nC,2,1,0,1\nD,0,1,1,0\n"
MAO = "actor,X,Y,Z\nA,2,-1,3\nB,1,2,0\nC,-2,-1,1\nD,3,0,-1\n"
HEAD = "skill,need,need_low,need_high,stock,stock_low,stock_high,offer,offer_low,offer_high"
WOMEN_WHO_LEAVE = (
    "age,count,person_years,fertility,leave,come_back\n0,1,480000,0,0,0\n5,1,480000,0,0.7,0.6\n"
)
WOMEN = "age,count,person_years,fertility\n0,100,490000,0\n5,120,480000,0.08\n10,200,900000,0\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(foresight, list(arguments))


def written(folder: Path, text: str, name: str = "file.csv") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def by_name(*numbers: float) -> dict[str, float]:
    return dict(zip("ABCDE", numbers, strict=False))


def test_structural_prints_exactly_the_promised_json(tmp_path: Path) -> None:
    done = run("structural", written(tmp_path, FIVE), "--json")
    assert done.exit_code == 0
    assert json.loads(done.output) == {
        "direct": {
            "influence": by_name(8, 9, 9, 10, 11),
            "dependence": by_name(11, 8, 12, 6, 10),
        },
        "indirect": {
            "influence": by_name(79, 82, 86, 93, 98),
            "dependence": by_name(96, 83, 105, 59, 95),
        },
        "stable": True,
        "power": 2,
    }


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        (",A,B,C\nA,0,2,0\nB,0,0,1\nC,1,0,0\n", "cyclic", "every 3 steps"),
        (",A,B,C,D\nA,0,1,0,0\nB,0,0,1,0\nC,0,0,0,1\nD,0,0,0,0\n", "nilpotent", "power 4 is zero"),
        (",A,B,C,D,E\nA,0,3,3,0,0\nB,3,0,3,0,0\nC,3,3,0,0,0\nD,0,0,0,0,2\nE,0,0,0,1,0\n",
         "aperiodic", "within 120 powers"),
    ],
)  # fmt: skip
def test_structural_says_why_there_is_no_stable_order(
    tmp_path: Path, text: str, kind: str, said: str
) -> None:
    file = written(tmp_path, text)
    found = json.loads(run("structural", file, "--json").output)
    assert (found["indirect"], found["stable"], found["power"]) == (None, False, None)
    assert json.loads(run("structural", file, "--json", "--details").output)["kind"] == kind
    assert said in run("structural", file).output


def test_structural_details_hold_corners_limit_and_intervals(tmp_path: Path) -> None:
    files = [written(tmp_path, FIVE, "1.csv"), written(tmp_path, FIVE.replace("3", "2"), "2.csv")]
    found = json.loads(run("structural", *files, "--json", "--details").output)
    assert found["cut"]["at"] == "mean"
    assert set(found["quadrants"]) == set("ABCDE")
    assert sum(found["limit"]["influence"].values()) == pytest.approx(1)
    assert set(found["rank_intervals"]) == {"direct", "indirect"}
    low, high = found["rank_intervals"]["direct"]["influence"]["A"]
    assert 1 <= low <= high <= 5
    assert "[" in run("structural", *files).output


def test_structural_adds_potential_influences(tmp_path: Path) -> None:
    direct = written(tmp_path, ",A,B\nA,0,1\nB,0,0\n", "now.csv")
    potential = written(tmp_path, ",A,B\nA,0,0\nB,3,0\n", "later.csv")
    found = json.loads(run("structural", direct, "--potential", potential, "--json").output)
    assert found["direct"]["influence"] == {"A": 1, "B": 3}
    refused = run("structural", direct, "--potential", direct)
    assert refused.exit_code == 1
    assert "row 1, column 2 is a direct and a potential influence" in refused.output.lower()


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        (",A,B\nA,0,1\n", "not-square", ":1"),
        (",A,B\nA,0,1\nC,1,0\n", "name-mismatch", ":3:1"),
        (",A,B\nA,0,-1\nB,1,0\n", "negative", ":2:3"),
        (",A,B\nA,0,1\nB,1,2\n", "diagonal", ":3:3"),
        (",A,B\nA,0,\nB,1,0\n", "empty", ":2:3"),
        (",A,B\nA,0,x\nB,1,0\n", "number", ":2:3"),
        ("", "empty-file", ""),
    ],
)
def test_a_broken_matrix_is_told_by_line_and_column(
    tmp_path: Path, text: str, code: str, where: str
) -> None:
    file = written(tmp_path, text)
    done = run("structural", file, "--json")
    assert done.exit_code == 1
    problems = json.loads(done.output)["problems"]
    assert [(each["code"], each["where"]) for each in problems] == [(code, f"{file}{where}")]


def test_experts_have_to_rate_the_same_variables(tmp_path: Path) -> None:
    one, two = written(tmp_path, FIVE, "1.csv"), written(tmp_path, MDI, "2.csv")
    done = run("structural", one, two)
    assert done.exit_code == 1
    assert f"{two}:1" in done.output


def test_actors_names_its_variant(tmp_path: Path) -> None:
    files = written(tmp_path, MDI, "mdi.csv"), written(tmp_path, MAO, "mao.csv")
    found = json.loads(run("actors", *files, "--json").output)
    assert found["variant"] == "diagonal-excluded"
    assert found["strength"] == pytest.approx(by_name(1.6665, 0.4687, 1.5754, 0.2893), abs=1e-4)
    assert found["convergence"]["3"]["A"]["C"] == pytest.approx(4.9085, abs=1e-4)
    assert found["objectives"]["mobilisation"]["X"] == pytest.approx(7.8206, abs=1e-4)
    other = run("actors", *files, "--variant", "diagonal-in-second-factor", "--json")
    assert json.loads(other.output)["strength"]["A"] == pytest.approx(1.6267, abs=1e-4)


def test_an_undefined_ambivalence_is_null(tmp_path: Path) -> None:
    influences = written(tmp_path, ",A,B\nA,0,1\nB,1,0\n", "mdi.csv")
    positions = written(tmp_path, ",X\nA,0\nB,0\n", "mao.csv")
    found = json.loads(run("actors", influences, positions, "--json").output)
    assert found["ambivalence"]["1"] == {"A": None, "B": None}
    assert "Strongest convergence: none" in run("actors", influences, positions).output


@pytest.mark.parametrize(
    ("influences", "positions", "where"),
    [
        (MDI, MAO.replace("B,", "Q,"), "mao.csv:3:1"),
        (MDI, MAO + "E,1,1,1\n", "mao.csv:6:1"),
        (MDI, MAO.removesuffix("D,3,0,-1\n"), "mao.csv:4:1"),
        (MDI, MAO.replace("-1,3", "-1,5"), "mao.csv:2:4"),
        (MDI.replace("1,3", "1,7"), MAO, "mdi.csv:2:5"),
    ],
)
def test_broken_files_of_actors_are_told_by_place(
    tmp_path: Path, influences: str, positions: str, where: str
) -> None:
    files = written(tmp_path, influences, "mdi.csv"), written(tmp_path, positions, "mao.csv")
    done = run("actors", *files)
    assert done.exit_code == 1
    assert f"{where}: " in done.output


def test_balance_prints_each_skill_in_each_scenario(tmp_path: Path) -> None:
    text = f"{HEAD},scenario a,scenario b\nCare,120,90,160,60,45,80,20,20,20,1,2\n"
    found = json.loads(run("balance", written(tmp_path, text), "--json").output)["gaps"]
    assert [(each["scenario"], each["value"], each["verdict"]) for each in found] == [
        ("a", 40, "short"),
        ("b", 160, "short"),
    ]
    assert found[0]["low"] == pytest.approx(40 - 1300**0.5)


def test_balance_without_scenarios_takes_needs_as_given(tmp_path: Path) -> None:
    text = f"{HEAD},need_n,limit\nCare,120,90,160,60,45,80,20,20,20,9,\nA,1,1,1,1,1,1,0,0,0,4,5\n"
    found = json.loads(run("balance", written(tmp_path, text), "--json").output)["gaps"]
    assert [each["scenario"] for each in found] == ["as given", "as given"]
    assert (found[1]["verdict"], found[1]["value"]) == ("hidden", None)
    assert "hidden, under 5 answers" in run("balance", written(tmp_path, text)).output


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("skill,need\nA,1\n", ":1: Missing"),
        (f"{HEAD},other\nA,1,1,1,1,1,1,1,1,1,1\n", ":1:11: No column"),
        (f"{HEAD},scenario \nA,1,1,1,1,1,1,1,1,1,1\n", ":1:11: No column"),
        (f"{HEAD}\nA,1,2,3,1,1,1,1,1,1\n", ":2:2: "),
        (f"{HEAD}\nA,1,1,1,1,1,,1,1,1\n", ":2:7: Nothing"),
        (f"{HEAD},scenario a\nA,1,1,1,1,1,1,1,1,1,-1\n", ":2:11: The multiplier"),
        (f"{HEAD},limit\nA,1,1,1,1,1,1,1,1,1,-1\n", ":2:11: The limit"),
    ],
)
def test_a_broken_balance_is_told_by_place(tmp_path: Path, text: str, where: str) -> None:
    done = run("balance", written(tmp_path, text))
    assert done.exit_code == 1
    assert f"file.csv{where}" in done.output


def test_a_projection_by_cohorts(tmp_path: Path) -> None:
    found = json.loads(run("project-population", written(tmp_path, WOMEN), "--json").output)
    assert (found["method"], found["groups"]) == ("cohort-component", ["0", "5", "10"])
    people = found["scenarios"]["as given"]["people"]
    assert people[0] == [100, 120, 200]
    assert people[1][1] == pytest.approx(100 * 48 / 49)
    assert found["low"] is None


def test_intentions_make_a_scenario_each(tmp_path: Path) -> None:
    text = "\n".join(
        f"{line},{'leave' if place == 0 else 0.4}"
        for place, line in enumerate(WOMEN.strip().splitlines())
    )
    file = written(tmp_path, text)
    done = run("project-population", file, "--realised", "0", "--realised", "0.5", "--json")
    found = json.loads(done.output)["scenarios"]
    assert set(found) == {"realised 0", "realised 0.5"}
    assert found["realised 0"]["totals"][1] > found["realised 0.5"]["totals"][1]


def test_a_projection_from_two_counts_with_its_range(tmp_path: Path) -> None:
    text = "age,earlier,later,region_earlier,region_later\n0,50,45,900,800\n5,52,49,910,890\n"
    file = written(tmp_path, text + "10,150,149,2000,2400\n")
    done = run("project-population", file, "--child-bearing", "5", "10", "--steps", "2", "--json")
    found = json.loads(done.output)
    assert found["method"] == "hamilton-perry"
    totals = found["scenarios"]["as between the counts"]["totals"]
    assert found["low"]["totals"][2] < totals[2] < found["high"]["totals"][2]
    assert done.output == run(
        "project-population", file, "--child-bearing", "5", "10", "--steps", "2", "--json"
    ).output  # fmt: skip


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        ("age,count\n0,1\n", (), "file.csv:1: Missing: person_years, fertility"),
        (WOMEN.replace("490000", ""), (), "file.csv:2:3: Nothing"),
        (WOMEN.replace("490000", "-1"), (), "file.csv:2:3: -1 cannot stand here"),
        ("age,earlier,later\n0,1,1\n5,-2,1\n", ("--child-bearing", "5", "5"), "file.csv:3:2: -2"),
        (
            WOMEN_WHO_LEAVE,
            (),
            "file.csv:3:5: leave and come_back are 1.3 together",
        ),
        ("age,earlier,later\n0,1,1\n5,1,1\n", (), "--child-bearing"),
        ("age,earlier,later\n0,1,1\n5,1,1\n", ("--child-bearing", "5", "9"), "'9'"),
        ("age,earlier,later,region_later\n0,1,1,1\n5,1,1,1\n", ("--child-bearing", "5", "5"),
         "Missing: region_earlier"),
    ],
)  # fmt: skip
def test_a_broken_projection_is_explained(
    tmp_path: Path, text: str, more: tuple[str, ...], said: str
) -> None:
    done = run("project-population", written(tmp_path, text), *more)
    assert done.exit_code == 1
    assert said in done.output
