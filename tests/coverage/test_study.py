"""The coverage study in small, and what it rests on."""

import shutil

import numpy as np
import pytest
import yaml

from app.commands.demo.chance import stream
from app.commands.demo.columns import Multiple
from app.commands.demo.population import Population
from app.commands.demo.sampling import Sampled, draw_sample
from app.questionnaire.answering import answer_step, sent_answers
from app.questionnaire.drawing import system_answers
from app.questionnaire.model import Answers
from app.questionnaire.path import first_open
from app.questionnaire.setting import Setting
from app.questionnaire.sheet import Sheet
from app.reference.audiences import Audience
from app.reference.cells import NETWORK, Key
from tests.coverage.answering import TODAY, Asking
from tests.coverage.report import report
from tests.coverage.scoring import Outcome, audience_of, outcome, scores
from tests.coverage.study import SURVEYS, Study, Truth

pytestmark = pytest.mark.slow

PERSONS, FIRMS = 800, 300  # of each territory, instead of those of the file
SAMPLES, SIZE = 3, 0.7
SKILLS = 32


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The demo's network with far smaller populations."""
    folder = tmp_path_factory.mktemp("network")
    network = yaml.safe_load((SURVEYS / "demo_network.yaml").read_text("utf-8"))
    for territory in network["territories"]:
        territory |= {"population": PERSONS, "firms_frame": FIRMS}
    (folder / "demo_network.yaml").write_text(yaml.safe_dump(network), "utf-8")
    shutil.copy(SURVEYS / "vocabulary.yaml", folder)
    return Study.of(network=folder)


@pytest.fixture(scope="module")
def truths(study: Study) -> dict[Key, Truth]:
    return dict(study.truth())


@pytest.fixture(scope="module")
def outcomes(study: Study, truths: dict[Key, Truth]) -> list[Outcome]:
    return [outcome(study, truths, SIZE, seed) for seed in range(SAMPLES)]


def page_by_page(asking: Asking, sampled: Sampled, rng: np.random.Generator) -> Answers | None:
    """As a person answers: each page a post of its own; None before the end of the core."""
    given = asking.given(sampled, rng)
    seed = int(rng.integers(2**31))
    answers = dict(system_answers(asking.questionnaire, seed))
    setting = Setting(today=TODAY, language="en", seed=seed)
    sheet, pages = Sheet.of(asking.questionnaire, answers, setting), 0
    while (step := first_open(sheet)) is not None and pages != sampled.breaks_after:
        offered = {
            asked.path: on_offer(given[asked.path], [each.code for each in asked.choices])
            for asked in step.asked
            if asked.path in given
        }
        found = answer_step(
            Sheet.of(asking.questionnaire, sheet.answers, setting), step.code, offered
        )
        assert not found.violations
        sheet, pages = found.sheet, pages + 1
    return sent_answers(sheet) if sampled.breaks_after is None else sheet.answers


def on_offer(value: object, codes: list[str]) -> object:
    if not isinstance(value, tuple) or not codes:
        return value
    return tuple(code for code in value if code in codes)


@pytest.mark.parametrize("audience", list(Audience))
def test_one_pass_of_the_engine_stores_what_answering_page_by_page_does(
    study: Study, audience: Audience
) -> None:
    asking = study.asking[audience]
    for place, sampled in enumerate(draw_sample(study.populations, audience, 0.05)):
        counted = asking.sampled(sampled, stream(1, str(place)))
        paged = page_by_page(asking, sampled, stream(1, str(place)))
        if counted is not None:
            assert {
                path: value for path, value in counted.answers.items() if value is not None
            } == {path: value for path, value in (paged or {}).items() if value is not None}


def test_the_truth_is_what_counting_the_population_by_hand_gives(
    study: Study, truths: dict[Key, Truth]
) -> None:
    firms, residents = (study.populations.of[each] for each in (Audience.FIRMS, Audience.RESIDENTS))
    found = {
        ("IND01", "demo_fr", "firms", ()): firms[0].single("F_HIRE").among("yes").mean(),
        ("IND28", "demo_es", "residents", (("age", "g65"), ("answer", "stays"))): staying(
            residents[1], "g65"
        ),
        ("IND06", NETWORK, "firms", (("horizon", "h2035"), ("weight", "firms"))): outlook(firms),
        ("IND13", NETWORK, "residents", (("skill", "s_care"), ("view", "use"))): index(
            residents, "R_USE", "s_care"
        ),
    }
    for key, value in found.items():
        assert truths[key].value == pytest.approx(value), key


def staying(population: Population, age: str) -> float:
    answer = population.single("R_STAY")
    known = population.attributes["age"].among(age) & ~answer.among("mv_dk")
    return float((answer.among("mv_stay", "mv_multi") & known).sum() / known.sum())


def outlook(firms: tuple[Population, ...]) -> float:
    scores_of = {"mm": -100.0, "m": -50.0, "e": 0.0, "p": 50.0, "pp": 100.0}
    columns = [each.single("F_ACT35").values(scores_of) for each in firms]
    return float(np.nanmean(np.concatenate(columns)))


def index(populations: tuple[Population, ...], path: str, skill: str) -> float:
    columns = [each.answers[path] for each in populations]
    assert all(isinstance(each, Multiple) for each in columns)
    shares = np.concatenate([each.chosen[:, :SKILLS] for each in columns]).mean(axis=0)
    return float(100 * shares[columns[0].codes.index(skill)] / shares.mean())


def test_a_census_leaves_nothing_to_chance(truths: dict[Key, Truth]) -> None:
    assert len(truths) > 2000
    assert all(np.isfinite(each.value) for each in truths.values())


def test_published_intervals_hold_the_truth_about_as_often_as_they_say(
    outcomes: list[Outcome],
) -> None:
    """Wide limits for few samples; `make coverage` has the narrow ones."""
    found = scores([each.weighted for each in outcomes], audience_of)
    assert {name: 0.9 <= score.coverage <= 1 for name, score in found.items()} == dict.fromkeys(
        ("firms", "residents", "trainers"), True
    )


def test_without_weighting_they_hold_what_hangs_on_size_less_often(
    truths: dict[Key, Truth], outcomes: list[Outcome]
) -> None:
    """Hires: large firms answer more often than small ones, and plan more."""

    def kind_of(key: Key) -> tuple[str, str]:
        return key[2], str(truths[key].kind)

    weighted = scores([each.weighted for each in outcomes], kind_of)
    plain = scores([each.alike for each in outcomes], kind_of)
    assert plain["firms", "count"].coverage < weighted["firms", "count"].coverage


def test_the_report_names_each_audience_territory_and_kind(
    study: Study, truths: dict[Key, Truth], outcomes: list[Outcome]
) -> None:
    text = "\n".join(report(study, truths, outcomes))
    for name in ("firms, network", "residents, demo_fi (800)", "firms, gap", "trainers, index"):
        assert name in text
    assert "Left out: IND35" in text
