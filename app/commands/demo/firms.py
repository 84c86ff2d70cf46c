"""The full population of firms of a territory, and what each would answer.

Roles and transfers are invented, plausible orders of size.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from app.commands.demo.chance import one_of, one_of_by
from app.commands.demo.columns import Column, Number, Same, Single
from app.commands.demo.firm_frame import FirmFrame, Setting, draw_firm_frame
from app.commands.demo.firm_views import view_answers
from app.commands.demo.firm_work import work_answers
from app.commands.demo.languages import draw_languages
from app.commands.demo.network import DemoTerritory
from app.commands.demo.own_words import KNOW_HOW, good_ways, own_words
from app.commands.demo.population import Population
from app.reference.audiences import Audience

ROLES = {
    "z0": {"owner": 0.99, "manager": 0.0, "hr": 0.0, "other": 0.01},
    "z1_4": {"owner": 0.92, "manager": 0.04, "hr": 0.03, "other": 0.01},
    "z5_9": {"owner": 0.80, "manager": 0.10, "hr": 0.08, "other": 0.02},
    "z10_49": {"owner": 0.58, "manager": 0.20, "hr": 0.20, "other": 0.02},
    "z50_249": {"owner": 0.25, "manager": 0.30, "hr": 0.43, "other": 0.02},
    "z250": {"owner": 0.06, "manager": 0.30, "hr": 0.62, "other": 0.02},
}
TRANSFER = {"t2": 0.14, "t5": 0.19, "t10": 0.34, "close": 0.13, "dk": 0.20}
HANDOVER = ("t2", "t5")  # as indicator IND29 counts them
AGED_55_SHARE = 0.24
MORE = {"more": 0.62, "stop": 0.38}
OFFER = {"yes": 0.45, "no": 0.55}


def draw_firms(setting: Setting, territory: DemoTerritory) -> Population:
    """Every firm of the territory's frame."""
    frame = draw_firm_frame(setting, territory)
    rng = frame.stream("person")
    languages = draw_languages(rng, territory, frame.size)
    answers = dict(_profile(frame, rng))
    answers |= dict(work_answers(frame)) | dict(view_answers(frame))
    answers["F_SPECTXT"] = own_words(rng, KNOW_HOW, territory, frame.size, share=0.6)
    answers["F_PRACT"] = own_words(rng, good_ways(setting), territory, frame.size, share=0.9)
    return Population(
        audience=Audience.FIRMS,
        territory=territory.code,
        size=frame.size,
        attributes={
            "municipality": frame.place,
            "activity": frame.activity,
            "size": frame.size_class,
            "language": languages,
            "mode": one_of(rng, setting.network.modes, frame.size),
        },
        answers=answers,
    )


def handovers(answers: Mapping[str, Column]) -> int:
    """Firms whose owner plans to hand over within five years."""
    role, transfer = answers["F_ROLE"], answers["F_TRANSFER"]
    if not (isinstance(role, Single) and isinstance(transfer, Single)):
        raise TypeError("F_ROLE and F_TRANSFER take one choice.")
    return int((role.among("owner") & transfer.among(*HANDOVER)).sum())


def _profile(frame: FirmFrame, rng: np.random.Generator) -> Iterator[tuple[str, Column]]:
    size, sensitive = frame.size, frame.setting.network.missing["skip_sensitive"]
    yield "F_CONSENT", Same(True)  # noqa: FBT003 - a value, not a switch
    yield "F_PLACE", frame.place
    yield "F_ACT", frame.activity
    yield "F_EMP", Number(frame.employment)
    older = rng.binomial(frame.employment, AGED_55_SHARE)
    yield "F_AGE55", Number(np.where(rng.random(size) < sensitive, -1, older))
    yield "F_ROLE", one_of_by(rng, ROLES, frame.size_class)
    yield "F_TRANSFER", one_of(rng, TRANSFER, size).passed_where(rng.random(size) < sensitive)
    yield "F_MORE", one_of(rng, MORE, size)
    yield "F_OFFER", one_of(rng, OFFER, size)
