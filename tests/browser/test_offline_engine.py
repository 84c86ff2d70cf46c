"""A browser alone asks what the server would ask: on random answers to each questionnaire, given,
changed and taken back."""

import json
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from app.questionnaire.asked import OPEN, Asked
from app.questionnaire.counting import NUMBERS
from app.questionnaire.model import Answers, QuestionKind, Questionnaire, Value
from app.questionnaire.outline import outline_of
from app.questionnaire.reading import read_questionnaire
from app.questionnaire.setting import Place, Setting
from app.questionnaire.sheet import Sheet
from app.respond.offline.everything import everything
from app.respond.offline.fitting import fits
from app.respond.offline.rules import rules_sent
from app.web.assets import _FILES
from app.web.headers import STRICT
from app.web.packed import packed
from tests.programs import ROOT

pytestmark = pytest.mark.browser
ADDRESS = "http://localhost:9/"  # a secure context, so that digests may be computed
SMALL = ROOT / "tests" / "pages" / "respond" / "small"
FILES = {
    "firms": (ROOT / "surveys" / "firms.yaml", ROOT / "translations"),
    "residents": (ROOT / "surveys" / "residents.yaml", ROOT / "translations"),
    "trainers": (ROOT / "surveys" / "trainers.yaml", ROOT / "translations"),
    "small": (SMALL / "small.yaml", SMALL / "translations"),
}
PLACES = tuple(Place(f"L{number}", f"Town {number}", "t_one", "Sierra Alta") for number in range(3))
RESPONSES = 25  # of each questionnaire
ROUNDS = 4  # in which answers are given, changed and taken back
DECIDED = """async ([whole, jobs, today]) => {
  const { Chance, Pass } = await import("/offline.js");
  return Promise.all(jobs.map(async ({ seed, answers }) => {
    const chance = await Chance.of(whole, { seed });
    const pass = new Pass(whole, chance, today, (path) => answers[path] ?? "");
    return {
      asked: pass.asked.map(({ path, step, isRequired, choices }) =>
        [path, step, isRequired, choices && [...choices].sort()]),
      values: Object.fromEntries(pass.values),
      firsts: pass.asked.map((each) => [...pass.firstOf(each)].sort()),
    };
  }));
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """Under the policy of the product's own pages; a secure context, as the real ones are."""
    page = chromium.new_page()
    headers = {"Content-Security-Policy": STRICT}
    script = packed(*_FILES["offline.js"]).content.decode()
    page.route(ADDRESS, lambda route: route.fulfill(content_type="text/html", headers=headers))
    page.route(
        f"{ADDRESS}offline.js",
        lambda route: route.fulfill(body=script, content_type="text/javascript"),
    )
    page.goto(ADDRESS)
    yield page
    page.close()


def setting(seed: int | None) -> Setting:
    return Setting(
        today=datetime.now(UTC).date(),
        language="en",
        seed=seed,
        places=PLACES,
        options=frozenset({"health"}),
    )


def given_by_chance(chance: random.Random, asked: Asked) -> Value:
    kind, codes = asked.question.kind, [each.code for each in asked.choices]
    if kind is QuestionKind.CONSENT:
        return True
    if kind is QuestionKind.CONTACT:
        return "given"
    if kind is QuestionKind.MULTIPLE or asked.question.is_multiple:
        return tuple(each for each in codes if chance.random() < 0.3)
    if codes:
        return chance.choice(codes)
    if kind in NUMBERS:
        return chance.choice((0, 1, 2, 7, 12, 60, 300))
    return chance.choice(("", "words", "more words"))


def answers_of(
    questionnaire: Questionnaire, chance: random.Random, seed: int
) -> Iterator[dict[str, Value]]:
    """As they stand after each round; what is not asked any more stays among them."""
    answers: dict[str, Value] = {}
    for _round in range(ROUNDS):
        for _pass in range(3):
            sheet = Sheet.of(questionnaire, answers, setting(seed))
            for each in sheet.asked:
                is_new = each.path not in answers and chance.random() < 0.85
                if each.is_answered and (is_new or chance.random() < 0.05):
                    answers[each.path] = given_by_chance(chance, each)
                if each.open_choice is not None and chance.random() < 0.3:
                    answers[each.path + OPEN] = "another"
        yield dict(answers)


def told(sheet: Sheet) -> dict[str, object]:
    values = {path: list(v) if isinstance(v, tuple) else v for path, v in sheet.values.items()}
    return {
        "asked": [[each.path, each.step, each.is_required, codes_of(each)] for each in sheet.asked],
        "values": {path: value for path, value in values.items() if value not in ("", None)},
    }


def codes_of(asked: Asked) -> list[str] | None:
    return sorted(each.code for each in asked.choices) if asked.choices else None


def sent(answers: Answers) -> dict[str, object]:
    """As fields hold them: a selection of nothing is nothing."""
    given = {path: value for path, value in answers.items() if value != ()}
    return {path: list(v) if isinstance(v, tuple) else v for path, v in given.items()}


@pytest.mark.parametrize("name", FILES)
def test_random_answers_lead_the_same_way(page: Page, product: Flask, name: str) -> None:
    file, folder = FILES[name]
    questionnaire = read_questionnaire(Path(file), Path(folder))
    assert fits(questionnaire)
    with product.test_request_context("/en/"):
        outline = outline_of(questionnaire)
        whole = rules_sent(outline, everything(outline, setting(None)))
    chance = random.Random(f"offline {name}")  # noqa: S311 -- no secret
    jobs: list[tuple[int, dict[str, Value]]] = []
    for _response in range(RESPONSES):
        seed = chance.getrandbits(31)
        jobs += [(seed, answers) for answers in answers_of(questionnaire, chance, seed)]
    sheets = [Sheet.of(questionnaire, answers, setting(seed)) for seed, answers in jobs]
    today = datetime.now(UTC).date().isoformat()
    posted = [{"seed": seed, "answers": sent(answers)} for seed, answers in jobs]
    found = page.evaluate(DECIDED, json.loads(json.dumps([whole, posted, today])))
    for sheet, theirs in zip(sheets, found, strict=True):
        ours = told(sheet)
        assert theirs["asked"] == ours["asked"]
        assert theirs["values"] == ours["values"]
    assert_firsts(sheets, found)
    assert len({len(each.asked) for each in sheets}) > 3


def assert_firsts(sheets: Sequence[Sheet], found: Sequence[dict[str, list[list[str]]]]) -> None:
    """What is put before the others stands before them in the server's order."""
    for sheet, theirs in zip(sheets, found, strict=True):
        for asked, firsts in zip(sheet.asked, theirs["firsts"], strict=True):
            moving = [each.code for each in asked.choices if not each.stays_last]
            assert set(moving[: len(firsts)]) == set(firsts) or not firsts
