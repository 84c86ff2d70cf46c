"""sdc.export: answers that researchers may share show nobody; without the rules they would."""

import csv
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from app.commands.responses import responses
from app.commands.responses_protected import Shared, share
from app.questionnaire.model import Questionnaire, Value
from app.questionnaire.reading import read_questionnaire
from app.questionnaire.sharing import quasi_identifiers
from app.store import database, network
from app.store.exports import Exported
from app.store.network import Territory
from tests.pages.respond import given_back
from tests.programs import ROOT

VERBATIM = "Only Berthe of the mill says this"
HEALTH = ("g0", "g1", "g2")


@pytest.fixture(scope="module")
def residents() -> Questionnaire:
    return read_questionnaire(ROOT / "surveys" / "residents.yaml")


def answered(number: int, residents: Questionnaire) -> list[Exported]:
    random = np.random.default_rng(3)

    def one_of(code: str) -> str:
        question = residents.question(code)
        assert question is not None
        return str(random.choice([each.code for each in question.choices]))

    return [
        Exported(
            receipt_hash=f"receipt {place}",
            language="fr",
            started=date(2026, 3, 1 + place % 28),
            sent=date(2026, 3 + place % 2, 1 + place % 28),
            consent_notice="notice",
            consent_language="fr",
            consented=date(2026, 3, 1),
            words="usual",
            is_assisted=False,
            answers={
                **{
                    code: one_of(code) for code in ("R_AGE", "R_SEX", "R_EDU", "R_STATUS", "R_STAY")
                },
                "R_PLACE": "lau-12345",
                "R_CAN": ("s_care",),
                "R_LIMIT": HEALTH[0] if place % 7 else str(random.choice(HEALTH)),
                "R_CAN.other": VERBATIM,
            },
            territory=("north", "south")[place % 2],
        )
        for place in range(number)
    ]


def groups(shared: Shared, residents: Questionnaire) -> list[tuple[str, ...]]:
    size = 2 + len(quasi_identifiers(residents))
    return [row[1 : 1 + size] for row in shared.rows]


def alone(shared: Shared, residents: Questionnaire) -> list[tuple[str, ...]]:
    return [group for group, n in Counter(groups(shared, residents)).items() if n < 5]


def of_one_answer(shared: Shared, residents: Questionnaire) -> list[tuple[str, ...]]:
    """Groups all of whose members, as far as they say, say the same of their health or plans."""
    found = []
    for code in ("R_LIMIT", "R_STAY"):
        column, said = shared.columns.index(code), defaultdict(set)
        for group, row in zip(groups(shared, residents), shared.rows, strict=True):
            said[group].add(row[column])
        found += [group for group, answers in said.items() if len(answers - {""}) == 1]
    return found


def test_nobody_is_alone_and_no_group_says_one_thing(residents: Questionnaire) -> None:
    for number in (5, 40, 300):
        shared = share(residents, answered(number, residents))
        assert alone(shared, residents) == []
        assert of_one_answer(shared, residents) == []


def test_without_the_rules_somebody_is_alone_and_a_group_says_one_thing(
    residents: Questionnaire,
) -> None:
    sent = answered(300, residents)
    assert alone(share(residents, sent, least_alike=1), residents)
    assert of_one_answer(share(residents, sent, least_different=1), residents)


def test_no_text_place_day_or_name_of_a_row_is_shared(residents: Questionnaire) -> None:
    shared = share(residents, answered(300, residents))
    told = repr(shared)
    for gone in (VERBATIM, "lau-12345", "receipt", "notice"):
        assert gone not in told
    assert not re.search(r"2026-\d\d-\d\d", told)
    assert 0 < shared.found.unique < 1


def asked(app: Flask) -> None:
    """A campaign of firms in two territories."""
    with app.app_context():
        with database.transaction():
            for code in ("t_one", "t_two"):
                network.add_territory(
                    Territory(code=code, name=code, country="FR", nuts3="FRJ25", languages=("fr",))
                )
        given_back.campaign("firms")


PROFILE = {"F_ACT": "a_food", "F_EMP": 3, "F_SIZE": "z1_4", "F_SPECTXT": VERBATIM}


def test_the_command_shares_sent_answers_in_no_order_and_says_what_it_did(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    asked(app)
    with app.app_context():
        own: dict[str, Value] = {**PROFILE}
        for place in range(8):
            given_back.sent("firms", own={**own, "F_HIRE": "yes" if place < 4 else "no"})
    orders = set()
    for name in ("one", "two", "three", "four"):
        out = tmp_path / f"{name}.csv"
        done = runner.invoke(responses, ["export", "firms", "--protected", "--to", "csv", str(out)])
        assert done.exit_code == 0, done.output
        assert "8 responses of firms, protected" in done.output
        assert "0.0 % of them were alone" in done.output
        rows = list(csv.DictReader(out.read_text().splitlines()))
        assert {row["row"] for row in rows} == {str(each) for each in range(1, 9)}
        assert {row["territory"] for row in rows} == {"t_one"}
        assert {row["sent_month"] for row in rows} == {"2026-11"}
        assert "F_EMP" not in rows[0]
        assert VERBATIM not in out.read_text()
        orders.add(tuple(row["F_HIRE"] for row in rows))
    assert len(orders) > 1


def test_too_few_answers_are_not_shared(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    asked(app)
    with app.app_context():
        given_back.sent("firms")
    out = tmp_path / "few.csv"
    done = runner.invoke(responses, ["export", "firms", "--protected", "--to", "csv", str(out)])
    assert done.exit_code == 1
    assert "from 5 on" in done.output
    assert not out.exists()
