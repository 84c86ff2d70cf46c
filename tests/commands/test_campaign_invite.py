"""campaign invite: a link for each row, once, in a file of its owner's alone."""

import csv
import stat
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from app.commands.campaign import campaign
from app.commands.survey import survey
from app.commands.territory import territory
from app.store import campaigns, invitations, keys
from app.store.database import db
from app.store.invitations import Invitation

ROOT = Path(__file__).resolve().parents[2]
ROWS = (
    "reference,stratum,municipality,frame.nace,frame.employment\n"
    "F0001,z0,09902,55.10,0\n"
    "F0002,z1_4,09903,0150Z,4\n"
    "F0003,z1_4,,,\n"
)


@pytest.fixture(autouse=True)
def _opened(app: Flask) -> None:
    runner = app.test_cli_runner()
    runner.invoke(survey, ["import", str(ROOT / "surveys" / "firms.yaml")])
    runner.invoke(territory, ["load", str(ROOT / "docs" / "example_territory")])
    opened = runner.invoke(campaign, [
        "open", "c-firms", "--questionnaire", "firms", "--wave", "w2026",
        "--territory", "orlense", "--from", "2026-03-02", "--to", "2999-12-31",
    ])  # fmt: skip
    assert opened.exit_code == 0, opened.output


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "firms.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def links(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["reference"]: row["link"] for row in csv.DictReader(file)}


def test_each_row_gets_a_link_that_only_the_file_holds(
    app: Flask, runner: FlaskCliRunner, rows: Path, tmp_path: Path
) -> None:
    out = tmp_path / "links.csv"
    done = runner.invoke(campaign, ["invite", "c-firms", str(rows), "--out", str(out)])
    assert (done.exit_code, done.stdout) == (0, f"3 personal links of c-firms: {out}\n")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    found = links(out)
    assert list(found) == ["F0001", "F0002", "F0003"]
    with app.app_context():
        for reference, link in found.items():
            assert link.startswith("http://localhost/i/")
            token = link.rpartition("/")[2]
            kept = invitations.by_token_hash(keys.hashed(token), lock=False)
            written = [str(getattr(kept, column.name)) for column in Invitation.__table__.columns]
            assert not [each for each in written if token in each or reference in each]
        second = invitations.by_token_hash(
            keys.hashed(found["F0002"].rpartition("/")[2]), lock=False
        )
        assert (second.stratum, second.municipality_code) == ("z1_4", "09903")
        assert second.prefill == {
            "frame.nace": "01.50",
            "frame.employment": 4,
            "token.lau": "09903",
        }


def test_the_owner_of_several_firms_is_told_by_the_file_or_the_frame(
    app: Flask, runner: FlaskCliRunner, rows: Path, tmp_path: Path
) -> None:
    """F0060 and F0287 are of H1 and H2 in the frame of the example; the file says otherwise of one,
    and of a firm that the frame does not know."""
    rows.write_text("reference,holding\nF0060,\nF0287,H1\nF9999,H1\nF0001,\n", encoding="utf-8")
    done = runner.invoke(
        campaign, ["invite", "c-firms", str(rows), "--out", str(tmp_path / "o.csv")]
    )
    assert done.exit_code == 0, done.output
    with app.app_context():
        kept = db.session.query(Invitation).order_by(Invitation.id).all()
        one = keys.holding_hash("H1")
        assert [each.holding_hash for each in kept] == [one, one, one, None]
        assert "H1" not in one


def test_who_was_invited_gets_no_second_link_unless_asked(
    app: Flask, runner: FlaskCliRunner, rows: Path, tmp_path: Path
) -> None:
    first, second, third = (tmp_path / f"{number}.csv" for number in range(3))
    invite = ["invite", "c-firms", str(rows), "--out"]
    runner.invoke(campaign, [*invite, str(first)])
    rows.write_text(f"{ROWS}F0004,z0,,,\n", encoding="utf-8")
    again = runner.invoke(campaign, [*invite, str(second)])
    assert "3 were invited before and left out" in again.stdout
    assert list(links(second)) == ["F0004"]
    runner.invoke(campaign, [*invite, str(third), "--again"])
    assert len(links(third)) == 4
    assert not set(links(third).values()) & set(links(first).values())
    with app.app_context():
        assert db.session.query(Invitation).count() == 4
        old = keys.hashed(links(first)["F0001"].rpartition("/")[2])
        with pytest.raises(invitations.NotFoundError):
            invitations.by_token_hash(old, lock=False)


@pytest.mark.parametrize(
    ("before", "after", "where", "code"),
    [
        ("F0002,z1_4", "F0001,z1_4", ":3:1", "repeated"),
        ("F0002,z1_4", ",z1_4", ":3:1", "empty"),
        ("09903", "9903", ":3:3", "lost-zeros"),
        ("09903", "31000", ":3:3", "unknown-code"),
        ("0150Z", "1.50", ":3:4", "no-answer"),
        ("0150Z,4", "0150Z,6000", ":3:5", "no-answer"),
        ("0150Z,4", "0150Z,2.5", ":3:5", "no-answer"),
        ("0150Z,4", "0150Z,four", ":3:5", "number"),
        ("frame.nace", "frame.nance", ":1:4", "unknown-column"),
        ("reference", "id", ":1", "missing-column"),
    ],
)
def test_a_row_at_fault_is_named_and_nobody_is_invited(  # noqa: PLR0913 -- a fault and its place
    app: Flask, rows: Path, tmp_path: Path, before: str, after: str, where: str, code: str
) -> None:
    rows.write_text(ROWS.replace(before, after, 1), encoding="utf-8")
    out = tmp_path / "links.csv"
    done = app.test_cli_runner().invoke(
        campaign, ["invite", "c-firms", str(rows), "--out", str(out)]
    )
    assert done.exit_code == 1
    assert f"{rows}{where}: " in done.stdout
    assert f"[{code}]" in done.stdout
    assert not out.exists()
    with app.app_context():
        assert db.session.query(Invitation).count() == 0


def test_a_file_of_links_is_never_overwritten(
    runner: FlaskCliRunner, rows: Path, tmp_path: Path
) -> None:
    out = tmp_path / "links.csv"
    out.write_text("precious", encoding="utf-8")
    done = runner.invoke(campaign, ["invite", "c-firms", str(rows), "--out", str(out)])
    assert (done.exit_code, out.read_text(encoding="utf-8")) == (1, "precious")
    assert "name a new file" in done.stderr


def test_where_no_file_can_be_written_nobody_is_invited(
    app: Flask, runner: FlaskCliRunner, rows: Path, tmp_path: Path
) -> None:
    out = tmp_path / "none" / "links.csv"
    done = runner.invoke(campaign, ["invite", "c-firms", str(rows), "--out", str(out)])
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr
    with app.app_context():
        assert db.session.query(Invitation).count() == 0


def test_a_closed_or_unknown_campaign_invites_nobody(
    runner: FlaskCliRunner, rows: Path, tmp_path: Path
) -> None:
    out = str(tmp_path / "links.csv")
    assert runner.invoke(campaign, ["invite", "none", str(rows), "--out", out]).exit_code == 1
    runner.invoke(campaign, ["close", "c-firms"])
    done = runner.invoke(campaign, ["invite", "c-firms", str(rows), "--out", out])
    assert (done.exit_code, "is closed" in done.stderr) == (1, True)


def test_links_need_the_address_that_they_begin_with(
    app: Flask, rows: Path, tmp_path: Path
) -> None:
    app.config["BASE_URL"] = None
    out = str(tmp_path / "links.csv")
    done = app.test_cli_runner().invoke(campaign, ["invite", "c-firms", str(rows), "--out", out])
    assert (done.exit_code, "FORETERRE_BASE_URL" in done.stderr) == (1, True)


def test_links_for_tests_are_counted_apart(
    app: Flask, runner: FlaskCliRunner, rows: Path, tmp_path: Path
) -> None:
    out = tmp_path / "links.csv"
    runner.invoke(campaign, ["invite", "c-firms", str(rows), "--out", str(out), "--test"])
    with app.app_context():
        assert invitations.counts(campaigns.by_code("c-firms")) == ()


def test_a_test_link_and_a_real_link_of_one_reference_live_apart(
    app: Flask, runner: FlaskCliRunner, rows: Path, tmp_path: Path
) -> None:
    outs = [tmp_path / f"{number}.csv" for number in range(4)]
    for out, flags in zip(outs, (["--test"], [], ["--test", "--again"], ["--again"]), strict=True):
        done = runner.invoke(campaign, ["invite", "c-firms", str(rows), "--out", str(out), *flags])
        assert (done.exit_code, len(links(out))) == (0, 3), done.output
    with app.app_context():
        kept = {each.token_hash: each.is_test for each in db.session.query(Invitation)}
        alive = [
            [kept.get(keys.hashed(link.rpartition("/")[2])) for link in links(out).values()]
            for out in outs
        ]
        assert alive == [[None] * 3, [None] * 3, [True] * 3, [False] * 3]
