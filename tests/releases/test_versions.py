"""A release counts answers to several versions under the newest codes, or says why it does not."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.errors import InvalidError
from app.estimation.tables import Answer
from app.questionnaire.changing.recoding import NOTHING, Recoding
from app.questionnaire.model import Question, Questionnaire
from app.releases import actions
from app.store import campaigns, changes, questionnaires, releases
from app.store.campaigns import NewCampaign
from app.store.database import db, transaction
from app.store.responses import Response
from tests.releases import made_answers
from tests.releases.conftest import CODES, NOW, WAVE, questionnaire, response

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("store", "computed_once")]
LATE = "firms-late"
Change = Callable[[Question], Question]


def changed(change: Change) -> Questionnaire:
    """The firms' questionnaire with every question changed, as another version."""
    found = questionnaire("firms")
    pages = (
        replace(page, questions=tuple(change(each) for each in page.questions))
        for page in found.pages
    )
    return replace(found, version="next", pages=tuple(pages))


def called(old: str, new: str) -> Change:
    return lambda each: replace(each, code=new) if each.code == old else each


def ask_later(
    asked: Questionnaire, answers: Mapping[str, Answer], recoding: Recoding = NOTHING
) -> None:
    """A campaign on a new version, with the answers of twenty firms and these beside."""
    firms, _ = made_answers.network(seed=3, firms=10, residents=0, trainers=0)
    with transaction():
        version = questionnaires.save(asked)
        changes.keep(version, recoding)
        late = campaigns.add(
            NewCampaign(
                code=LATE,
                questionnaire_id=version.id,
                wave=WAVE,
                territories=made_answers.TERRITORIES,
                opens_on=NOW.date(),
                closes_on=NOW.date(),
                is_synthetic=True,
            )
        )
        for number, each in enumerate(firms, start=7000):
            added = response(late, each, number)
            added.answers = {**added.answers, **answers}
            db.session.add(added)


def counted_in(number: int, path: str) -> int:
    copies = [each.answers or {} for each in releases.counted(number)]
    return sum(path in each for each in copies)


def test_answers_under_a_mapped_code_count_with_those_under_the_newest() -> None:
    with transaction():
        asked = sa.select(Response).where(Response.campaign_id == campaigns.by_code(CODES[0]).id)
        for each in db.session.scalars(asked):
            each.answers = {**each.answers, "F_SPECTXT": "p"}
    renamed = changed(called("F_SPECTXT", "F_KNOWHOW"))
    ask_later(renamed, {"F_KNOWHOW": "m"}, Recoding(questions={"F_SPECTXT": "F_KNOWHOW"}))
    number = actions.make([*CODES, LATE])
    assert counted_in(number, "F_SPECTXT") == 0
    assert counted_in(number, "F_KNOWHOW") == 2 * 40 + 2 * 10
    assert releases.by_number(number).questionnaires["firms"] == questionnaires.latest("firms").id
    assert actions.verify(number).is_sound


def test_a_release_of_the_newest_version_alone_is_as_it_was() -> None:
    renamed = changed(called("F_SPECTXT", "F_KNOWHOW"))
    ask_later(renamed, {"F_KNOWHOW": "m"}, Recoding(questions={"F_SPECTXT": "F_KNOWHOW"}))
    assert counted_in(actions.make([LATE]), "F_KNOWHOW") == 2 * 10


def test_a_code_that_indicators_read_cannot_be_called_otherwise() -> None:
    renamed = changed(called("F_ACT30", "F_OUTLOOK"))
    ask_later(renamed, {"F_OUTLOOK": "m"}, Recoding(questions={"F_ACT30": "F_OUTLOOK"}))
    with pytest.raises(InvalidError, match="calls F_ACT30 F_OUTLOOK, but the indicators read"):
        actions.make([LATE])


def test_nor_can_a_choice_of_such_a_question() -> None:
    def renamed(each: Question) -> Question:
        if each.code != "F_ACT30":
            return each
        first, *others = each.choices
        return replace(each, choices=(replace(first, code="much_less"), *others), list_name=None)

    first = next(each for each in questionnaire("firms").questions() if each.code == "F_ACT30")
    old = first.choices[0].code
    recoding = Recoding(choices={"F_ACT30": {old: "much_less"}})
    ask_later(changed(renamed), {"F_ACT30": "much_less"}, recoding)
    with pytest.raises(InvalidError, match=rf"calls F_ACT30\.{old} F_ACT30\.much_less"):
        actions.make([LATE])


def test_versions_that_do_not_ask_the_same_are_not_counted_together() -> None:
    def shorter(each: Question) -> Question:
        return replace(each, choices=each.choices[1:]) if each.code == "F_EMP30" else each

    ask_later(changed(shorter), {})
    with pytest.raises(InvalidError, match=r"differs from version next in F_EMP30, .* apart"):
        actions.make([*CODES, LATE])
    assert actions.make([LATE])


def test_two_questionnaires_of_one_audience_are_not_counted_together() -> None:
    ask_later(replace(questionnaire("firms"), code="other_firms"), {})
    with pytest.raises(InvalidError, match="with the questionnaire other_firms"):
        actions.make([*CODES, LATE])
