"""The small questionnaire in the field, answered through the actions that pages call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import Flask

from app.questionnaire.model import Value
from app.questionnaire.reading import read_questionnaire
from app.respond import actions
from app.respond.beginning import Manner
from app.store import campaigns, keys, questionnaires, responses
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from tests import made_store
from tests.programs import ROOT

SMALL = ROOT / "tests" / "pages" / "respond" / "small"
HERE = "127.0.0.1"  # whence codes and receipts are given
PAGES: Mapping[str, Mapping[str, Value]] = {
    "p0": {"S_CONSENT": True, "S_PLACE": "demo_fr01"},
    "p1": {
        "S_STAFF": 12,
        "S_AREA": 2.5,
        "S_WORDS": "=1+1; 'é'\n",
        "S_WORK": "other",
        "S_WORK.other": "'=x",
    },
    "p2": {"S_OLD": 3, "S_HIRE": "yes"},
    "p2-2": {"S_JOBS": ("cook", "driver")},
    "p2-3": {"S_LOOP[cook]/n": 2},
    "p3": {"S_A": "-"},
    "p4": {"S_B": "'t"},
    "p_offer": {"S_OFFER": "no"},
    "p9": {},
}


@dataclass(slots=True)
class Promised:
    """What a person was told is kept. receipt: once it was sent. is_erased: once it is gone."""

    key: str
    answers: dict[str, Value] = field(default_factory=dict)
    receipt: str = ""
    is_erased: bool = False


def fill(app: Flask) -> None:
    """Campaigns of the small questionnaire in two territories: real, other and made-up."""
    with app.app_context(), transaction():
        made_store.territories()
        found = read_questionnaire(SMALL / "small.yaml", SMALL / "translations")
        version = questionnaires.save(found)
        for code in ("real", "other", "made-up"):
            campaigns.add(
                NewCampaign(
                    code=code,
                    questionnaire_id=version.id,
                    wave="w2026",
                    territories=("demo_fr", "demo_es"),
                    opens_on=date(2026, 1, 1),
                    closes_on=date.max,
                    is_synthetic=code == "made-up",
                )
            )


def answer(
    pages: int = len(PAGES), note: Callable[[Promised], None] = lambda _promised: None
) -> Promised:
    """Answers so many pages, and sends when that was all; inside an application context.

    note: told after each thing that was acknowledged.
    """
    promised = Promised(actions.start("real", actions.new_entry("real"), Manner(language="fr")))
    note(promised)
    step = "p0"
    for _ in range(pages):
        seen = responses.seen(keys.hashed(promised.key))
        answered = actions.answer_page(seen, step, PAGES[step])
        assert not answered.outcome.violations
        promised.answers |= PAGES[step]
        note(promised)
        if answered.turn_to is None:
            seen = responses.seen(keys.hashed(promised.key))
            promised.receipt = actions.send(seen, promised.key)
            note(promised)
            break
        step = answered.turn_to.code
    return promised
