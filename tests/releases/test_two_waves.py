"""A release of two waves is made, holds what it was compared with, and is verified from that."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import InvalidError
from app.questionnaire.model import Questionnaire
from app.reference.cells import CHANGE, WAVE, Hidden
from app.reference.open_codes import OpenCode, OpenCodes
from app.releases import actions
from app.releases.waves.former import former_in
from app.store import campaigns, invitations, keys, network, questionnaires, releases, responses
from app.store.campaigns import NewCampaign
from app.store.database import db, transaction
from app.store.invitations import Invitation
from app.store.network import Margin
from app.store.responses import Response
from tests.releases import made_answers
from tests.releases.conftest import CODES, questionnaire, response
from tests.releases.conftest import WAVE as FIRST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.estimation.tables import Answer

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("store")]
SECOND, LATER = "w2027", "residents-w2027"
CODED = OpenCodes((OpenCode("share", {"en": "Shares"}, {"fr": ("partag*",)}),))


def ask_again(asked: Questionnaire | None = None, panel: int = 0) -> None:
    """Residents a year later; panel: so many of them have a personal link of both waves."""
    counted, _ = made_answers.network(seed=9, firms=0, residents=60, trainers=0)
    with transaction():
        version = questionnaires.save(asked or questionnaire("residents"))
        later = campaigns.add(
            NewCampaign(
                code=LATER,
                questionnaire_id=version.id,
                wave=SECOND,
                territories=made_answers.TERRITORIES,
                opens_on=date(2027, 3, 1),
                closes_on=date(2027, 5, 14),
                is_synthetic=True,
            )
        )
        for each in made_answers.TERRITORIES:
            known = network.margins_of(each, {FIRST})
            network.add_margins(
                Margin(territory_code=each, wave=SECOND, audience=m.audience, name=m.name,
                       level=m.level, total=m.total) for m in known
            )  # fmt: skip
        made = [response(later, each, number) for number, each in enumerate(counted, start=8000)]
        db.session.add_all(made)
        db.session.flush()
        link(made[:panel])


def link(again: list[Response]) -> None:
    """The first residents of a territory, who answered in both waves."""
    before = [
        each
        for each in db.session.query(Response).order_by(Response.id)
        if each.campaign_code == CODES[1] and each.territory_code == "north"
    ]
    for number, pair in enumerate(zip(before, again, strict=False)):
        for each in pair:
            invitations.add_all([invitation(each, f"person {number}")])


def invitation(answered: Response, reference: str) -> Invitation:
    return Invitation(
        campaign_id=answered.campaign_id,
        token_hash=keys.hashed(keys.new_key()),
        reference_hash=keys.reference_hash(answered.campaign_id, reference),
        panel_hash=keys.panel_hash("residents", reference),
        response_id=answered.id,
        invited_on=date(2026, 3, 2),
    )


def test_it_is_of_the_later_wave_and_verifies_from_what_it_holds() -> None:
    ask_again(panel=20)
    number = actions.make([CODES[1], LATER], seed=7, codes=CODED)
    made = releases.by_number(number)
    former = former_in(made.margins)
    assert made.wave == SECOND
    assert former is not None
    assert (former.wave, former.campaigns, former.broken) == (FIRST, (CODES[1],), frozenset())
    cells = releases.cells(number)
    changes = [each for each in cells if each.dimensions.get(CHANGE) == FIRST]
    assert any(each.value is not None and each.indicator == "IND28" for each in changes)
    panel = [each for each in changes if each.dimensions.get("measure") == "panel"]
    assert {each.territory: each.value for each in panel} == {
        "north": 20.0, "south": None, "network": 20.0
    }  # fmt: skip
    found = actions.verify(number)
    assert found.is_sound
    assert found.reproduced == len(cells)


def test_what_is_said_of_the_earlier_wave_is_what_its_own_release_says() -> None:
    ask_again()
    alone = {each.key: each for each in releases.cells(actions.make([CODES[1]], seed=7))}
    both = releases.cells(actions.make([LATER, CODES[1]], seed=7))
    was = [each for each in both if WAVE in each.dimensions]
    assert was
    for each in was:
        by = tuple(pair for pair in each.by if pair[0] != WAVE)
        before = alone[replace(each, by=by).key]
        assert (each.value, each.low, each.high) == (before.value, before.low, before.high)


def test_a_published_number_of_the_earlier_wave_stays_when_more_answered_it() -> None:
    ask_again()
    first = actions.make([CODES[1]], seed=7)
    actions.publish(first)
    alone = {each.key: each for each in releases.cells(first)}
    more, _ = made_answers.network(seed=11, firms=0, residents=30, trainers=0)
    with transaction():
        asked = campaigns.by_code(CODES[1])
        db.session.add_all(
            response(asked, each, number) for number, each in enumerate(more, start=9000)
        )
    number = actions.make([LATER, CODES[1]], seed=7)
    was = [each for each in releases.cells(number) if WAVE in each.dimensions]
    assert was
    for each in was:
        by = tuple(pair for pair in each.by if pair[0] != WAVE)
        before = alone[replace(each, by=by).key]
        assert (each.value, each.low, each.high) == (before.value, before.low, before.high)
    assert actions.verify(number).is_sound


def test_a_question_that_was_worded_anew_is_marked_as_a_break() -> None:
    asked = questionnaire("residents")
    pages = tuple(
        replace(page, questions=tuple(reworded(each) for each in page.questions))
        for page in asked.pages
    )
    ask_again(replace(asked, version="next", pages=pages))
    number = actions.make([CODES[1], LATER], seed=7)
    former = former_in(releases.by_number(number).margins)
    assert former is not None
    assert former.broken == {"R_STAY"}
    staying = [
        each for each in releases.cells(number)
        if each.indicator == "IND28" and {CHANGE, WAVE} & each.dimensions.keys()
    ]  # fmt: skip
    assert {each.hidden for each in staying} == {Hidden.BREAK}
    assert actions.verify(number).is_sound


def reworded(question: object) -> object:
    if getattr(question, "code", "") != "R_STAY":
        return question
    text = question.text  # type: ignore[attr-defined]  # a question
    words: Mapping[str, Answer] = {**text.texts, text.source: "Where will you live in 2030?"}
    return replace(question, text=replace(text, texts=words))  # type: ignore[type-var]  # the same


def test_who_answered_before_and_is_erased_leaves_the_panel() -> None:
    ask_again(panel=20)
    number = actions.make([CODES[1], LATER], seed=7)
    with transaction():
        first = db.session.query(Invitation).order_by(Invitation.id).first()
        assert first is not None
        assert first.response is not None
        responses.remove(first.response)
    found = actions.verify(number)
    assert found.differing == ()
    assert [each.audience for each in found.unrecoverable] == ["residents"]


def test_more_than_two_waves_are_refused() -> None:
    ask_again()
    with transaction():
        for response_ in campaigns.by_code(LATER), campaigns.by_code(CODES[0]):
            response_.wave = response_.wave if response_.code == LATER else "w2025"
    with pytest.raises(InvalidError, match="at most two together"):
        actions.make([*CODES, LATER])
