"""flask responses export: every response but tests, labelled when synthetic, never half-written."""

import csv
import hashlib
import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskCliRunner

from app.commands.responses import responses
from app.store import keys
from app.store.database import db, transaction
from app.store.responses import Response
from tests import made_store

KEY = "abcdefghijklmnopqrstuvwx23"
ANSWERS = {
    "F_EMP": 3,
    "F_JOBS": ("j_cook", "j_care"),
    "F_LOOP[j_cook]/n": 2,
    "F_LOOP[j_care]/n": None,
    "F_SPEC": '=1+1, "é"\nnext',
    "F_CONSENT": True,
}


def seeded(app: Flask, *, is_synthetic: bool = False) -> None:
    with app.app_context(), transaction():
        campaign = made_store.campaign(is_synthetic=is_synthetic)
        made_store.response(campaign, ANSWERS, KEY)
        made_store.response(campaign, {"F_EMP": -1}, "b" * 26, is_sent=False)
        made_store.response(campaign, {"F_EMP": 9}).is_test = True


def test_jsonl_holds_a_row_a_response(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    seeded(app)
    out = tmp_path / "out.jsonl"
    done = runner.invoke(responses, ["export", "firms-2026", "--to", "jsonl", str(out)])
    assert done.exit_code == 0, done.output
    rows = {
        row["language"] + str(row["sent"]): row
        for row in map(json.loads, out.read_text().splitlines())
    }
    with app.app_context():
        receipt = keys.hashed(keys.receipt_of(KEY))
    assert rows == {
        "fr2026-03-02": {
            "receipt_hash": receipt,
            "language": "fr",
            "started": "2026-03-02",
            "sent": "2026-03-02",
            "answers": {**ANSWERS, "F_JOBS": ["j_cook", "j_care"]},
        },
        "frNone": {
            "receipt_hash": None,
            "language": "fr",
            "started": "2026-03-02",
            "sent": None,
            "answers": {"F_EMP": -1},
        },
    }


def test_csv_holds_a_column_a_path_in_the_order_of_the_questionnaire(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    seeded(app)
    out = tmp_path / "out.csv"
    done = runner.invoke(responses, ["export", "firms-2026", "--to", "csv", str(out)])
    assert done.exit_code == 0, done.output
    with out.open(newline="") as file:
        header, *lines = csv.reader(file)
    assert header == [
        "receipt_hash", "language", "started", "sent",
        "consent_notice", "consent_language", "consented", "words", "assisted",
        "F_EMP", "F_JOBS", "F_LOOP[j_care]/n", "F_LOOP[j_cook]/n", "F_SPEC", "F_CONSENT",
    ]  # fmt: skip
    answers = sorted(line[9:] for line in lines)
    assert answers == [
        ["-1", "", "", "", "", ""],
        ["3", "j_cook j_care", "", "2", '\'=1+1, "é"\nnext', "true"],
    ]


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_consent_stands_beside_the_answers_and_comes_back_with_them(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, kind: str
) -> None:
    notice = hashlib.sha256(b"Nothing leaves (fr)").hexdigest()
    with app.app_context(), transaction():
        campaign = made_store.campaign()
        agreed = made_store.response(campaign, {"F_EMP": 3}, KEY)
        agreed.consent_notice, agreed.consent_language = notice, "fr"
        agreed.consented_at = made_store.BEGUN
    out = tmp_path / f"out.{kind}"
    export = ["export", "firms-2026", "--to", kind, str(out)]
    assert runner.invoke(responses, export).exit_code == 0
    written = out.read_text()
    assert notice in written
    assert "2026-03-02" in written
    assert "21:14" not in written
    with app.app_context(), transaction() as session:
        session.execute(sa.delete(Response))
    done = runner.invoke(responses, ["load", "firms-2026", str(out)])
    assert done.exit_code == 0, done.output
    with app.app_context():
        (found,) = db.session.scalars(sa.select(Response))
        assert (found.consent_notice, found.consent_language) == (notice, "fr")
        assert found.consented_at is not None
        assert found.consented_at.date() == made_store.BEGUN.date()


def test_a_consent_that_cannot_be_one_is_named(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    seeded(app)
    path = tmp_path / "rows.jsonl"
    row = {
        "language": "fr",
        "started": "2026-03-02",
        "consent_notice": "yes",
        "consent_language": "xx",
        "consented": "soon",
        "answers": {"F_EMP": 3},
    }
    path.write_text(json.dumps(row))
    done = runner.invoke(responses, ["load", "firms-2026", str(path)])
    assert done.exit_code == 1
    assert all(name in done.output for name in ("consent_notice", "consent_language", "consented"))


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_synthetic_answers_are_labelled_in_every_row(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, kind: str
) -> None:
    seeded(app, is_synthetic=True)
    out = tmp_path / "out"
    done = runner.invoke(responses, ["export", "firms-2026", "--to", kind, str(out)])
    assert "SYNTHETIC" in done.stdout
    if kind == "jsonl":
        rows = [json.loads(line) for line in out.read_text().splitlines()]
    else:
        rows = list(csv.DictReader(out.read_text().splitlines(keepends=True)))
    assert [str(row["synthetic"]).lower() for row in rows] == ["true", "true"]
    assert {next(iter(row)) for row in rows} == {"synthetic"}


def test_an_unknown_campaign_leaves_the_file_as_it_was(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before")
    done = runner.invoke(responses, ["export", "none", "--to", "csv", str(out)])
    assert done.exit_code == 1
    assert "campaign list" in done.stderr
    assert [(each.name, each.read_text()) for each in tmp_path.glob("out*")] == [
        ("out.csv", "before")
    ]


def test_a_folder_that_is_not_there_is_named(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    seeded(app)
    out = tmp_path / "none" / "out.csv"
    done = runner.invoke(responses, ["export", "firms-2026", "--to", "csv", str(out)])
    assert done.exit_code == 1
    assert str(out) in done.stderr


@pytest.mark.parametrize("kind", ["xlsx", "sav", "dta", "parquet", "odt"])
def test_other_formats_are_wrong_usage(runner: FlaskCliRunner, tmp_path: Path, kind: str) -> None:
    done = runner.invoke(responses, ["export", "x", "--to", kind, str(tmp_path / "out")])
    assert done.exit_code == 2
    assert kind in done.stderr
