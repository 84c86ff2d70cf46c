"""territory load: all or nothing, again and again, and nothing that answers name is taken away."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from app.commands.territory import territory
from app.store import campaigns, frame, network, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from tests import made_store

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "example_territory"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "orlense"))


def replace(folder: Path, name: str, before: str, after: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_the_documented_example_loads_as_it_is(app: Flask, runner: FlaskCliRunner) -> None:
    done = runner.invoke(territory, ["load", str(EXAMPLE)])
    assert done.exit_code == 0, done.output
    assert "Val d'Orlense (orlense) is loaded for w2026.  SYNTHETIC" in done.stdout
    with app.app_context():
        assert network.territory("orlense").label.startswith("Synthetic")
        places = network.municipalities("orlense")
        assert len(places) == 12
        assert sum(each.share for each in places) == pytest.approx(1)
        sizes = {
            each.level: each.total
            for each in network.margins("w2026", "firms")
            if each.name == "size"
        }
        assert (
            sum(sizes.values()) == sum(frame.firms_by_size_and_place(["orlense"]).values()) == 300
        )
        known = {(each.name, each.level) for each in network.margins("w2026", "residents")}
        assert ("newcomer", "yes") in known
        assert len(frame.persons_by_level_and_place(["orlense"])) == 144


def test_a_real_territory_has_no_label(app: Flask, runner: FlaskCliRunner, folder: Path) -> None:
    replace(folder, "territory.yaml", "synthetic: true", "synthetic: false")
    assert "SYNTHETIC" not in runner.invoke(territory, ["load", str(folder)]).output
    with app.app_context():
        assert network.territory("orlense").label == ""


def test_loading_again_replaces_and_says_what_changed(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    runner.invoke(territory, ["load", str(folder)])
    again = runner.invoke(territory, ["load", str(folder)])
    assert again.stdout.count(": as before") == 4
    replace(folder, "frame_firms.csv", "\nF0001,", "\nF0901,")
    replace(folder, "municipalities.csv", "Sarrevielle", "Sarrevieille")
    changed = runner.invoke(territory, ["load", str(folder)])
    assert "300 firms of the frame: 1 new, 1 removed" in changed.stdout
    assert "12 municipalities: 1 changed" in changed.stdout
    with app.app_context():
        assert {each.code for each in frame.firms("orlense")} >= {"F0901", "F0002"}
        assert len(frame.firms("orlense")) == 300


def test_faults_are_printed_and_nothing_is_half_loaded(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    replace(folder, "margins.csv", "trainers,all,all,14", "trainers,all,all,none")
    replace(folder, "frame_firms.csv", "F0003,", "F0002,")
    done = runner.invoke(territory, ["load", str(folder)])
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"{folder / 'frame_firms.csv'}:4:1: code: firm F0002 stands twice")
    assert lines[1].startswith(f"{folder / 'margins.csv'}:10:4: total: 'none' is no number.")
    assert lines[2] == "2 problems."
    with app.app_context():
        assert network.territories() == ()
    told = json.loads(runner.invoke(territory, ["load", str(folder), "--json"]).stdout)
    assert (told["ok"], [each["code"] for each in told["problems"]]) == (
        False,
        ["repeated", "number"],
    )
    assert set(told["problems"][0]) == {"where", "code", "message", "mend"}


def test_a_clean_folder_says_so_as_json(runner: FlaskCliRunner) -> None:
    done = runner.invoke(territory, ["load", str(EXAMPLE), "--json"])
    assert json.loads(done.stdout) == {"ok": True, "problems": []}


def test_a_municipality_of_another_territory_is_not_taken_over(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    runner.invoke(territory, ["load", str(folder)])
    replace(folder, "territory.yaml", '"orlense"', '"orlense2"')
    done = runner.invoke(territory, ["load", str(folder)])
    assert done.exit_code == 1
    assert f"{folder / 'municipalities.csv'}:2:1: code: 09901 is a municipality" in done.stdout
    assert "FR_09901" in done.stdout
    with app.app_context():
        assert [each.code for each in network.territories()] == ["orlense"]


def test_a_municipality_that_answers_name_stays(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    runner.invoke(territory, ["load", str(folder)])
    with app.app_context(), transaction():
        campaign = campaigns.add(
            NewCampaign(
                code="c",
                questionnaire_id=questionnaires.save(made_store.questionnaire()).id,
                wave="w2026",
                territories=("orlense",),
                opens_on=date(2026, 3, 2),
                closes_on=date(2026, 5, 15),
            )
        )
        made_store.territories()
        answered = made_store.response(campaign, {"F_PLACE": "09912"})
        answered.territory_code = "orlense"
    without_last(folder)
    done = runner.invoke(territory, ["load", str(folder)])
    assert done.exit_code == 1
    assert "09912 has no row any more, but answers or personal links name it." in done.stdout
    with app.app_context():
        assert len(network.municipalities("orlense")) == 12


def test_a_municipality_that_nothing_names_may_go(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    runner.invoke(territory, ["load", str(folder)])
    without_last(folder)
    done = runner.invoke(territory, ["load", str(folder)])
    assert done.exit_code == 0, done.output
    assert "11 municipalities: 1 changed, 1 removed" in done.stdout
    with app.app_context():
        assert len(network.municipalities("orlense")) == 11


def without_last(folder: Path) -> None:
    """Takes the last municipality out of the folder: its people and its firms go to the first."""
    places = (folder / "municipalities.csv").read_text(encoding="utf-8").splitlines()
    persons = places[-1].split(",")[2]
    first = places[1].split(",")
    first[2] = str(int(first[2]) + int(persons))
    kept = [places[0], ",".join(first), *places[2:-1]]
    (folder / "municipalities.csv").write_text("\n".join(kept), encoding="utf-8")
    replace(folder, "frame_firms.csv", ",09912,", ",09901,")
    header, *rows = (folder / "population.csv").read_text(encoding="utf-8").splitlines()
    people: dict[str, int] = {}
    for row in rows:
        group, _comma, count = row.replace("09912,", "09901,").rpartition(",")
        people[group] = people.get(group, 0) + int(count)
    lines = [header, *(f"{group},{count}" for group, count in people.items())]
    (folder / "population.csv").write_text("\n".join(lines), encoding="utf-8")


def test_a_folder_that_is_none_exits_1_and_no_folder_2(runner: FlaskCliRunner) -> None:
    done = runner.invoke(territory, ["load", "none"])
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (1, "1 problem.")
    assert runner.invoke(territory, ["load"]).exit_code == 2
