"""flask responses load: checked row by row with the engine, all or nothing, each row once."""

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.commands.erase import erase
from app.commands.responses import responses
from app.settings import Settings
from app.store import answer_tables, campaigns, keys
from app.store.database import db, transaction
from app.store.responses import Response
from app.wiring import create_app
from tests import databases, small_survey

PAPER = {
    "S_CONSENT": True, "S_PLACE": "demo_fr01", "S_STAFF": 12, "S_HIRE": "no", "S_MODULE": "A",
}  # fmt: skip


@pytest.fixture(autouse=True)
def filled(app: Flask) -> None:
    small_survey.fill(app)


@contextmanager
def elsewhere(settings: Settings, template: Path, tmp_path: Path) -> Iterator[Flask]:
    """Another store with the same keys and the same campaigns."""
    path = tmp_path / "elsewhere.sqlite"
    path.write_bytes(template.read_bytes())
    app = create_app(replace(settings, database_url=f"sqlite:///{path}"))
    small_survey.fill(app)
    yield app
    databases.disconnect(app)


def answer(app: Flask, *, pages: int = 99) -> str:
    """Answers on the pages themselves; the receipt, when all of them were answered."""
    with app.app_context():
        return small_survey.answer(pages).receipt


def run(app: Flask, *words: str | Path) -> Result:
    return app.test_cli_runner().invoke(responses, [str(word) for word in words])


def export(app: Flask, out: Path, campaign: str = "real") -> list[str]:
    done = run(app, "export", campaign, "--to", out.suffix[1:], out)
    assert done.exit_code == 0, done.output
    return out.read_text().splitlines(keepends=True)


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def paper(**changes: object) -> dict[str, object]:
    answers = {path: value for path, value in (PAPER | changes).items() if value is not None}
    return {"language": "fr", "sent": "2026-03-04", "answers": answers}


def number_of_responses(app: Flask) -> int:
    with app.app_context():
        return sum(started for started, _ in campaigns.counts().values())


def test_an_export_loaded_elsewhere_is_exported_the_same(
    app: Flask, settings: Settings, sqlite_template: Path, tmp_path: Path
) -> None:
    receipts = [answer(app), answer(app), answer(app)]
    answer(app, pages=3)
    rows = export(app, tmp_path / "first.jsonl")
    with elsewhere(settings, sqlite_template, tmp_path) as other:
        loaded = run(other, "load", "real", tmp_path / "first.jsonl")
        assert (loaded.exit_code, loaded.output) == (0, "4 responses loaded into real.\n")
        assert export(other, tmp_path / "second.jsonl") == rows
        assert export(other, tmp_path / "second.csv") == export(app, tmp_path / "first.csv")
        with other.app_context():
            counted = list(answer_tables.counted(["real"]))
            assert [each.territory for each in counted] == ["demo_fr"] * 3
        erased = other.test_cli_runner().invoke(erase, [receipts[0]])
        assert erased.exit_code == 0, erased.output
        again = run(other, "load", "real", tmp_path / "first.jsonl")
        assert "0 responses loaded" in again.output
        assert "3 were here already; 1 stay out, erased at their request" in again.output
        assert number_of_responses(other) == 3


def test_a_csv_of_sent_responses_is_exported_the_same(
    app: Flask, settings: Settings, sqlite_template: Path, tmp_path: Path
) -> None:
    answer(app)
    answer(app)
    rows = export(app, tmp_path / "first.csv")
    with elsewhere(settings, sqlite_template, tmp_path) as other:
        loaded = run(other, "load", "real", tmp_path / "first.csv")
        assert loaded.exit_code == 0, loaded.output
        assert export(other, tmp_path / "second.csv") == rows
        assert export(other, tmp_path / "second.jsonl") == export(app, tmp_path / "first.jsonl")


def test_its_own_export_adds_nothing(app: Flask, tmp_path: Path) -> None:
    answer(app)
    export(app, tmp_path / "first.jsonl")
    assert (
        "0 responses loaded into real; 1 were here already"
        in run(app, "load", "real", tmp_path / "first.jsonl").output
    )
    claimed = run(app, "load", "other", tmp_path / "first.jsonl")
    assert claimed.exit_code == 1
    assert "row 1, receipt_hash: is of campaign 'real'" in claimed.output


def test_rows_from_paper_count_and_are_loaded_once(app: Flask, tmp_path: Path) -> None:
    file = written(tmp_path / "paper.jsonl", paper(), paper(), paper(S_STAFF=3))
    for expected in ("3 responses loaded into real.", "0 responses loaded"):
        out = tmp_path / f"{expected[0]}.csv"
        done = run(app, "load", "real", file, "--mode", "paper", "--receipts", out)
        assert done.exit_code == 0, done.output
        assert expected in done.output
    longer = written(tmp_path / "longer.jsonl", paper(S_STAFF=4), paper(), paper())
    assert "1 responses loaded into real; 2 were" in run(app, "load", "real", longer).output
    with app.app_context():
        found = list(db.session.scalars(db.select(Response).where(Response.mode == "paper")))
        assert len(found) == 3
        assert len(list(answer_tables.counted(["real"]))) == 4
        for each in found:
            receipt = keys.receipt_of(keys.unseal_key(each.key_sealed))
            assert each.receipt_hash == keys.hashed(receipt)


def test_who_answered_on_paper_can_have_the_answers_erased(app: Flask, tmp_path: Path) -> None:
    begun = {**paper(), "sent": None, "started": "2026-03-04"}
    file = written(tmp_path / "paper.jsonl", paper(), begun, paper(S_STAFF=3))
    out = tmp_path / "receipts.csv"
    done = run(app, "load", "real", file, "--mode", "paper", "--receipts", out)
    assert (done.exit_code, out.stat().st_mode & 0o777) == (0, 0o600), done.output
    with out.open(newline="") as opened:
        receipts = {row["row"]: row["receipt"] for row in csv.DictReader(opened)}
    assert list(receipts) == ["1", "3"]
    assert app.test_cli_runner().invoke(erase, [receipts["3"]]).exit_code == 0
    with app.app_context():
        assert [each.answers["S_STAFF"] for each in db.session.scalars(db.select(Response))] == [
            12
        ] * 2


@pytest.mark.parametrize("mode", ["paper", "phone", "assisted"])
def test_answers_of_whom_nobody_has_a_receipt_are_not_loaded(
    app: Flask, tmp_path: Path, mode: str
) -> None:
    file, out = written(tmp_path / "paper.jsonl", paper()), tmp_path / "receipts.csv"
    load = ("load", "real", file, "--mode", mode)
    refused = run(app, *load)
    assert (refused.exit_code, "needs --receipts" in refused.output) == (2, True)
    assert run(app, *load, "--check").exit_code == 0
    out.write_text("precious")
    assert run(app, *load, "--receipts", out).exit_code == 1
    assert run(app, *load, "--receipts", tmp_path / "none" / "receipts.csv").exit_code == 1
    assert out.read_text() == "precious"
    assert number_of_responses(app) == 0


WRONG = {
    "S_STAFF": (-1, "range", "0 at least"),
    "S_AREA": ("wide", "type", "2.5"),
    "S_WORK": ("frm", "choice", "did you mean farm"),
    "S_OLD": (40, "constraint", "give no more"),
    "S_HIRE": (None, "required", "one of yes, no"),
    "S_JOBS": (["cook"], "relevance", "leave it empty"),
    "S_LOOP[cook]/n": (2, "relevance", "leave it empty"),
    "S_WORDS": ("x" * 21, "length", "shorten it to 20"),
    "S_CONSENT": (None, "required", "true"),
    "S_MODULE": ("C", "choice", "one of A, B"),
    "S_CONTACT.email": ("ada@example.org", "contact", "leave the column out"),
    "S_STAF": (3, "unknown", "did you mean S_STAFF"),
    "S_PLACE": ("demo_pt01", "choice", "demo_fr01"),
}


@pytest.mark.parametrize("path", WRONG)
def test_a_wrong_answer_is_named_with_its_mend(app: Flask, tmp_path: Path, path: str) -> None:
    value, code, mend = WRONG[path]
    file = written(tmp_path / "paper.jsonl", paper(), paper(**{path: value}))
    done = run(app, "load", "real", file, "--json")
    found = json.loads(done.output)
    named = [each for each in found["problems"] if each["column"] == path]
    assert (done.exit_code, found["ok"], found["loaded"]) == (1, False, 0)
    assert [(each["row"], each["code"]) for each in named] == [(2, code)]
    assert mend in named[0]["mend"]
    assert number_of_responses(app) == 0


def test_all_that_is_wrong_is_named_in_one_run(app: Flask, tmp_path: Path) -> None:
    rows = [paper(**{path: value}) for path, (value, _, _) in WRONG.items()]
    done = run(app, "load", "real", written(tmp_path / "paper.jsonl", *rows), "--json")
    problems = json.loads(done.output)["problems"]
    assert {each["row"] for each in problems} == set(range(1, len(WRONG) + 1))


ROW_FAULTS = {
    "{": "not JSON",
    '{"answers": {"S_STAFF": NaN}}': "no number",
    '{"sent": "2026-03-04"}': "holds no answers",
    '{"answers": {}, "sendt": "2026-03-04"}': "has no place here",
    '{"answers": {}, "language": "fr", "sent": "4/3/2026"}': "no day",
    '{"answers": {}, "language": "fr", "sent": "2126-03-04"}': "a day to come",
    '{"answers": {}, "language": "fr"}': "started: is missing",
    '{"answers": {}, "language": "xx", "sent": "2026-03-04"}': "one of en, fr",
    '{"answers": {}, "language": "fr", "started": "2026-03-05", "sent": "2026-03-04"}': "before",
    '{"answers": {}, "language": "fr", "sent": "2026-03-04", "receipt_hash": "x"}': "no hash",
    '{"answers": {}, "language": "fr", "sent": "2026-03-04", "synthetic": true}': "synthetic",
}


@pytest.mark.parametrize("line", ROW_FAULTS)
def test_what_stands_beside_the_answers_is_checked(app: Flask, tmp_path: Path, line: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(line + "\n")
    done = run(app, "load", "real", file)
    assert done.exit_code == 1
    assert "rows.jsonl:row 1" in done.output
    assert ROW_FAULTS[line] in done.output
    assert "nothing was loaded" in done.output


@pytest.mark.parametrize(
    ("days", "column", "mend"),
    [
        ({"started": "2025-12-31", "sent": "2026-01-02"}, "started", "correct the day."),
        ({"sent": "2026-03-04"}, "sent", "`campaign extend real --to DAY`"),
    ],
)
def test_days_outside_the_campaign_are_refused_with_its_days(
    app: Flask, tmp_path: Path, days: dict[str, str], column: str, mend: str
) -> None:
    with app.app_context(), transaction():
        campaigns.close(campaigns.by_code("real"), datetime(2026, 3, 3, 9, tzinfo=UTC))
    on_the_last = {**paper(), "sent": "2026-03-03"}
    file = written(tmp_path / "paper.jsonl", on_the_last, {**paper(), **days})
    [found] = json.loads(run(app, "load", "real", file, "--json").output)["problems"]
    assert (found["row"], found["column"], found["code"]) == (2, column, "range")
    assert "none of the days of real, 2026-01-01 to 2026-03-03" in found["message"]
    assert mend in found["mend"]
    assert number_of_responses(app) == 0


def test_synthetic_rows_keep_their_label(app: Flask, tmp_path: Path) -> None:
    file = written(tmp_path / "made.jsonl", {**paper(), "synthetic": True})
    assert run(app, "load", "real", file).exit_code == 1
    assert "1 SYNTHETIC responses loaded" in run(app, "load", "made-up", file).output
    assert '"synthetic": true' in "".join(export(app, tmp_path / "out.jsonl", "made-up"))


def test_the_same_receipt_twice_is_refused(app: Flask, tmp_path: Path) -> None:
    row = {**paper(), "receipt_hash": "a" * 64}
    done = run(app, "load", "real", written(tmp_path / "twice.jsonl", row, row))
    assert done.exit_code == 1
    assert "row 2, receipt_hash: stands in a row before" in done.output


@pytest.mark.parametrize(("delimiter", "number"), [(",", "2.5"), (";", "2,5"), ("\t", "2.5")])
def test_a_table_of_a_spreadsheet_is_read(
    app: Flask, tmp_path: Path, delimiter: str, number: str
) -> None:
    file = tmp_path / "excel.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        table = csv.writer(out, delimiter=delimiter)
        table.writerow(["language", "sent", *PAPER, "S_AREA", "S_JOBS", "", ""])
        table.writerow(["fr", "2026-03-04", "TRUE", *list(PAPER.values())[1:3], "yes", "A", number,
                        "cook driver"])  # fmt: skip
        table.writerow([""] * 11)
    done = run(app, "load", "real", file)
    assert done.exit_code == 0, done.output
    with app.app_context():
        found = db.session.scalars(db.select(Response)).one().answers
    assert (found["S_AREA"], found["S_JOBS"]) == (2.5, ("cook", "driver"))


HEADERS = {
    "language,sent,S_STAFF,S_STAFF": "stands 2 times",
    "language,sent,S_STAF": "did you mean S_STAFF",
    "language,sent": "names no question",
    "language,sent,S_CONTACT.phone": "leave the column out",
}


@pytest.mark.parametrize("header", HEADERS)
def test_a_wrong_header_is_named_once(app: Flask, tmp_path: Path, header: str) -> None:
    file = tmp_path / "head.csv"
    file.write_text(f"{header}\n" + "fr,2026-03-04\n" * 3)
    done = run(app, "load", "real", file)
    assert done.exit_code == 1
    assert HEADERS[header] in done.output
    assert "1 problems" in done.output


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"language,sent,S_WORDS\nfr,2026-03-04,caf\xe9\n", "CSV UTF-8"),
        (b'language,sent,S_WORDS\nfr,2026-03-04,"caf\n', "quotation mark"),
        (b"language,sent,S_WORDS\nfr,2026-03-04,a,b\n", "quotation marks"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(
    app: Flask, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(content)
    done = run(app, "load", "real", file)
    assert done.exit_code == 1
    assert said in done.output


def test_a_check_loads_nothing(app: Flask, tmp_path: Path) -> None:
    file = written(tmp_path / "paper.jsonl", paper())
    done = run(app, "load", "real", file, "--check")
    assert (done.exit_code, done.output) == (0, "1 rows are right; nothing was loaded.\n")
    assert number_of_responses(app) == 0


def test_wrong_usage_ends_with_two_and_wrong_names_with_one(app: Flask, tmp_path: Path) -> None:
    file = written(tmp_path / "paper.jsonl", paper())
    assert run(app, "load", "real", tmp_path / "none.jsonl").exit_code == 2
    assert run(app, "load", "real", file, "--mode", "test").exit_code == 2
    assert run(app, "load", "none", file).exit_code == 1
    other = tmp_path / "paper.xlsx"
    other.write_bytes(b"PK")
    done = run(app, "load", "real", other)
    assert done.exit_code == 1
    assert "neither .jsonl nor .csv" in done.output
