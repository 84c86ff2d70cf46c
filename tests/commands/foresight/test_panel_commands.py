"""flask foresight kendall, delphi, opinion-groups, roadmap: JSON, and faults by line and column."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.commands.foresight.group import foresight

ROUND = "expert,S1,S2\nanna,4,9\nben,4,1\ncarla,4,1\ndan,5,5\neva,4,5\n"
VOTES = "voter,a,b,c\n" + "".join(f"u{n},1,1,-1\nw{n},-1,,1\n" for n in range(7)).replace(
    ",,", ",1,"
)
ACTIONS = "action,lead_years,needed_by,X,Y\nweight,,,3,1\ncourse,2,2030,1,1\nhouse,,,1,\n"


def run(folder: Path, command: str, text: str, *options: str) -> Result:
    path = folder / "file.csv"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(foresight, [command, str(path), *options])


def found(folder: Path, command: str, text: str, *options: str) -> dict[str, object]:
    done = run(folder, command, text, *options, "--json")
    assert done.exit_code == 0, done.output
    return dict(json.loads(done.output))


def test_kendall_prints_the_five_numbers(tmp_path: Path) -> None:
    document = found(tmp_path, "kendall", "a,b,c\n1,2,3\n2,1,3\n1,2,\n")
    assert document == {
        "w": 0.75,
        "chi2": 3.0,
        "df": 2,
        "p": pytest.approx(0.2231301601),
        "rank_sums": [3.0, 3.0, 6.0],
    }


def test_kendall_says_null_where_w_is_not_defined(tmp_path: Path) -> None:
    document = found(tmp_path, "kendall", "a,b\n1,1\n2,2\n")
    assert (document["w"], document["chi2"], document["p"]) == (None, None, None)
    assert "not defined" in run(tmp_path, "kendall", "a,b\n1,1\n2,2\n").output


def test_kendall_reads_semicolons_and_decimal_commas(tmp_path: Path) -> None:
    assert found(tmp_path, "kendall", "a;b\n1,5;2,5\n0,5;3\n")["w"] == 1


@pytest.mark.parametrize(
    ("command", "text", "where", "code"),
    [
        ("kendall", "a,b\n1,x\n", "2:2", "number"),
        ("kendall", "a,b\n1,2\n1\n", "3", "row-length"),
        ("delphi", "expert,S1\nanna,4\nben,7\n", "3:2", "scale"),
        ("delphi", "expert,S1\nanna,4\nanna,4\n", "3:1", "repeated-row"),
        ("delphi", "expert,S1\nanna,2.5\n", "2:2", "scale"),
        ("opinion-groups", "voter,a,b\nu,1,2\n", "2:3", "vote"),
        ("opinion-groups", "voter,a,b\nu,1,yes\n", "2:3", "number"),
        ("roadmap", "action,lead,needed_by,X\nc,1,2030,1\n", "1", "columns"),
        ("roadmap", "action,lead_years,needed_by\nc,1,2030\n", "1", "columns"),
        ("roadmap", "action,lead_years,needed_by,X\nc,-1,2030,1\n", "2:2", "lead"),
        ("roadmap", "action,lead_years,needed_by,X\nweight,,,-1\n", "2:4", "weight"),
        ("roadmap", "action,lead_years,needed_by,X\nweight,,,\n", "2:4", "weight"),
    ],
)
def test_a_broken_file_is_told_by_line_and_column(
    tmp_path: Path, command: str, text: str, where: str, code: str
) -> None:
    done = run(tmp_path, command, text, "--json")
    document = json.loads(done.output)
    told = [(each["where"], each["code"]) for each in document["problems"]]
    assert (done.exit_code, document["ok"]) == (1, False)
    assert told == [(f"{tmp_path / 'file.csv'}:{where}", code)]
    plain = run(tmp_path, command, text)
    assert (plain.exit_code, f":{where}: " in plain.output) == (1, True)


def test_every_answer_off_the_scale_is_listed(tmp_path: Path) -> None:
    done = run(tmp_path, "delphi", ROUND.replace("5", "8"), "--json")
    places = [each["where"].rsplit("file.csv:")[1] for each in json.loads(done.output)["problems"]]
    assert places == ["2:3", "5:2", "5:3", "6:3"]


def test_delphi_tells_every_statement(tmp_path: Path) -> None:
    document = found(tmp_path, "delphi", ROUND, "--dont-know", "9")
    first, second = document["statements"]["S1"], document["statements"]["S2"]
    assert (first["median"], first["consensus"]["status"]) == (4, "consensus")
    assert (second["n"], second["dont_know"], second["consensus"]["status"]) == (4, 1, "too few")
    assert (first["stability"], first["drop_out"], first["expertise"]) == (None, None, None)
    assert (document["experts"], document["kendall"]["experts"]) == (5, 4)


def test_delphi_matches_the_round_before_and_expertise_by_name(tmp_path: Path) -> None:
    before, ratings = tmp_path / "before.csv", tmp_path / "ratings.csv"
    before.write_text("expert,S1\neva,4\ndan,5\ncarla,4\nben,4\nanna,3\nzoe,1\n")
    ratings.write_text("expert,S1\ndan,5\nanna,0\n")
    document = found(
        tmp_path, "delphi", ROUND, "--dont-know", "9",
        "--before", str(before), "--expertise", str(ratings),
    )  # fmt: skip
    first, second = document["statements"]["S1"], document["statements"]["S2"]
    assert (first["stability"]["n"], first["stability"]["only_before"]) == (5, 1)
    assert (first["stability"]["net_change"], first["stability"]["status"]) == (
        pytest.approx(0.2),
        "moving",
    )
    assert (first["drop_out"]["stayers"], first["drop_out"]["leavers"]) == (5, 1)
    assert first["expertise"]["weighted"]["median"] == 5
    assert first["expertise"]["unweighted"]["median"] == 4
    assert second["stability"] is None


@pytest.mark.parametrize("options", [["--scale", "1"], ["--scale", "5:1"], ["--scale", "1:5:3"]])
def test_a_scale_that_is_none_is_wrong_usage(tmp_path: Path, options: list[str]) -> None:
    assert run(tmp_path, "delphi", ROUND, *options).exit_code == 2


def test_a_rule_that_decides_nothing_says_how_to_mend_it(tmp_path: Path) -> None:
    done = run(tmp_path, "delphi", ROUND, "--dont-know", "9", "--end-share", "75", "--json")
    assert done.exit_code == 1
    assert json.loads(done.output) == {
        "ok": False,
        "problems": [
            {
                "where": str(tmp_path / "file.csv"),
                "code": "input",
                "message": "A share of the rule is not between 0 and 1.",
                "mend": "Write 0.75 for 75 %.",
            }
        ],
    }


def test_delphi_takes_any_number_where_the_scale_has_no_steps(tmp_path: Path) -> None:
    document = found(tmp_path, "delphi", "e,S\na,12.5\nb,80\n", "--scale", "0:100:any")
    assert (document["statements"]["S"]["median"], document["statements"]["S"]["eijk"]) == (
        46.25,
        None,
    )


def test_opinion_groups_print_each_grouping(tmp_path: Path) -> None:
    document = found(tmp_path, "opinion-groups", VOTES)
    assert (document["voters"], document["take_part"], document["suggested"]) == (14, 14, 2)
    [grouping] = document["groupings"]
    assert (grouping["k"], grouping["sizes"], grouping["too_small"]) == (2, [7, 7], [])
    assert grouping["groups"]["u0"] != grouping["groups"]["w0"]
    assert grouping["consensus"] == {
        "a": pytest.approx(8 / 81),
        "b": pytest.approx(64 / 81),
        "c": pytest.approx(8 / 81),
    }
    assert {each["statement"] for each in grouping["representative"][0]} == {"a", "c"}
    turned = found(tmp_path, "opinion-groups", VOTES, "--agree", "-1")
    assert turned["groupings"][0]["rejection"] == grouping["consensus"]


def test_opinion_groups_flag_and_leave_out_one_way_voters(tmp_path: Path) -> None:
    text = VOTES + "yes,1,1,1\n"
    assert found(tmp_path, "opinion-groups", text)["one_way"] == {"yes": "agree"}
    without = found(tmp_path, "opinion-groups", text, "--without-one-way")
    assert (without["take_part"], without["voters"]) == (14, 15)


def test_voters_who_do_not_differ_have_no_groups(tmp_path: Path) -> None:
    text = "voter,a,b\nu,1,-1\nv,1,-1\n"
    document = found(tmp_path, "opinion-groups", text)
    assert (document["groupings"], document["suggested"]) == ([], None)
    assert "There are no groups" in run(tmp_path, "opinion-groups", text).output


def test_roadmap_prints_kind_and_time(tmp_path: Path) -> None:
    document = found(tmp_path, "roadmap", ACTIONS, "--now", "2027.5")
    assert document == {
        "now": 2027.5,
        "scenarios": ["X", "Y"],
        "actions": [
            {
                "name": "course", "kind": "no-regret", "helps": ["X", "Y"], "harms": [],
                "unjudged": [], "share": 1.0, "latest_start": 2028.0, "slack_years": 0.5,
                "timing": "start now",
            },
            {
                "name": "house", "kind": "watch", "helps": ["X"], "harms": [], "unjudged": ["Y"],
                "share": 0.75, "latest_start": None, "slack_years": None, "timing": None,
            },
        ],
    }  # fmt: skip


def test_roadmap_plans_from_today_where_nothing_is_said(tmp_path: Path) -> None:
    year = found(tmp_path, "roadmap", ACTIONS)["now"]
    assert isinstance(year, float)
    assert year > 2025


def test_weights_of_nothing_are_refused(tmp_path: Path) -> None:
    done = run(tmp_path, "roadmap", ACTIONS.replace("3,1\n", "0,0\n", 1), "--json")
    (problem,) = json.loads(done.output)["problems"]
    assert done.exit_code == 1
    assert (problem["where"], problem["code"]) == (f"{tmp_path / 'file.csv'}:2:1", "weight")


def test_the_weighted_middle_stands_beside_the_unweighted(tmp_path: Path) -> None:
    ratings = tmp_path / "ratings.csv"
    ratings.write_text("expert,S1\nanna,1\nben,1\ncarla,5\n")
    text = "expert,S1\nanna,1\nben,2\ncarla,5\n"
    told = run(tmp_path, "delphi", text, "--expertise", str(ratings)).output.splitlines()
    row = next(line for line in told if line.startswith("S1") and line.endswith("1.8"))
    assert row.split() == ["S1", "2", "1", "5", "5", "2", "5", "1.8"]


def test_a_round_of_zeros_on_a_scale_from_zero_is_no_crash(tmp_path: Path) -> None:
    before = tmp_path / "before.csv"
    before.write_text("expert,S1\nanna,0\nben,0\ncarla,0\n")
    now = "expert,S1\nanna,0\nben,4\ncarla,2\n"
    options = ("--scale", "0:10", "--before", str(before))
    statement = found(tmp_path, "delphi", now, *options)["statements"]["S1"]
    assert statement["stability"]["cv_change"] is None
