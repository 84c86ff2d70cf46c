"""flask demo, as people run it: seeds once, releases once, says where to look."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.reference.languages import LANGUAGES
from tests.programs import run

pytestmark = pytest.mark.slow

FLASK = str(Path(sys.executable).parent / "flask")
SIZE = 0.02  # 8 firms, 40 residents, 2 trainers, and those who break off


def flask(settings: Mapping[str, str], *words: str) -> str:
    done = run(FLASK, "--app", "wsgi", *words, settings=settings)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    folder = tmp_path_factory.mktemp("demo")
    return {
        "FORETERRE_DEMO": "1",
        "FORETERRE_DATA_DIR": str(folder),
        "FORETERRE_DATABASE_URL": "",
        "FORETERRE_BASE_URL": "http://127.0.0.1:5099",
    }


@pytest.fixture(scope="module")
def said(settings: Mapping[str, str]) -> str:
    return flask(settings, "demo", "--size", str(SIZE))


def campaigns(settings: Mapping[str, str]) -> dict[str, dict[str, object]]:
    return {
        each["code"]: each for each in json.loads(flask(settings, "campaign", "list", "--json"))
    }


def test_it_says_where_to_look_and_that_all_is_synthetic(said: str) -> None:
    assert "http://127.0.0.1:5099/s/demo-firms" in said
    assert "synthetic" in said


def test_three_campaigns_are_answered_in_two_waves_and_three_are_open(
    said: str, settings: Mapping[str, str]
) -> None:
    assert said
    listed = campaigns(settings)
    assert set(listed) == {
        f"{kind}-{audience}"
        for kind in ("w2026", "w2027", "demo")
        for audience in ("firms", "residents", "trainers")
    }
    assert listed["w2026-residents"]["sent"] == 40  # 2 % of 2,000
    assert listed["w2027-residents"]["sent"] == 10  # a quarter of these
    assert listed["w2026-residents"]["started"] > listed["w2026-residents"]["sent"]
    assert (listed["demo-firms"]["started"], listed["demo-firms"]["sent"]) == (0, 0)
    assert listed["demo-firms"]["languages"] == ["en", *sorted(set(LANGUAGES) - {"en"})]


def test_answers_date_from_the_days_of_the_wave(
    said: str, settings: Mapping[str, str], tmp_path: Path
) -> None:
    assert said
    out = tmp_path / "residents.jsonl"
    flask(settings, "responses", "export", "w2026-residents", "--to", "jsonl", str(out))
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(rows) >= 40
    assert all("2026-03-02" <= row["started"][:10] <= "2026-05-15" for row in rows)


def test_release_2_is_of_the_later_wave_beside_the_first(
    said: str, settings: Mapping[str, str]
) -> None:
    assert said
    release = json.loads(flask(settings, "release", "show", "2", "--json"))
    assert (release["published"], release["wave"]) == (True, "w2027")
    assert any(each["by"].get("change") == "w2026" for each in release["cells"])


def test_words_are_taken_out_only_by_somebody_for_a_reason(
    said: str, settings: Mapping[str, str], tmp_path: Path
) -> None:
    assert said
    out, words = tmp_path / "words.csv", ("responses", "verbatims", "w2026-trainers")
    assert run(FLASK, "--app", "wsgi", *words, str(out), settings=settings).returncode == 2
    flask(settings, *words, str(out), "--by", "A. Reader", "--reason", "a codebook")
    lines = out.read_text("utf-8").splitlines()
    assert lines[0] == "synthetic,question,territory,language,codes,text"
    log = json.loads(flask(settings, "responses", "verbatims-log", "--json"))
    assert [(each["taken_by"], each["reason"], each["texts"]) for each in log] == [
        ("A. Reader", "a codebook", len(lines) - 1)
    ]
    counted = json.loads(flask(settings, "responses", "open-codes", "w2026-trainers", "--json"))
    assert all(each["answers"] is None or each["answers"] >= 5 for each in counted)


def test_release_1_is_published(said: str, settings: Mapping[str, str]) -> None:
    assert said
    release = json.loads(flask(settings, "release", "show", "1", "--json"))
    assert release["published"]
    assert len(release["cells"]) > 100


def test_running_it_again_adds_nothing(said: str, settings: Mapping[str, str]) -> None:
    assert said
    before = campaigns(settings)
    again = flask(settings, "demo", "--size", str(SIZE))
    assert "nothing to seed" in again
    assert "Release 1 is published already" in again
    assert campaigns(settings) == before


def test_a_size_of_nothing_is_wrong_usage(settings: Mapping[str, str]) -> None:
    assert run(FLASK, "--app", "wsgi", "demo", "--size", "0", settings=settings).returncode == 2
