"""What the panel is asked about: the skills and activities that lead in the populations."""

from collections.abc import Mapping

import numpy as np

from app.commands.demo.chance import Floats
from app.commands.demo.columns import Multiple
from app.commands.demo.firm_work import needed_by_2030
from app.commands.demo.populations import Populations
from app.questionnaire.panel import Panel
from app.reference.audiences import Audience

GROWTH = {"mm": -1.0, "m": -0.5, "e": 0.0, "p": 0.5, "pp": 1.0}  # of activity by 2030


def picked(panel: Panel, populations: Populations) -> Mapping[str, tuple[str, ...]]:
    """Template to the codes that lead, pick after pick, each code once."""
    found = {}
    for template in panel.templates:
        codes = tuple(each.code for each in panel.lists[template.over] if not each.is_open)
        chosen: list[str] = []
        for pick in template.picks:
            values = MEASURES[pick.by](populations, codes)
            order = [codes[place] for place in np.argsort(-values, kind="stable").tolist()]
            chosen += [code for code in order if code not in chosen][: pick.most]
        found[template.code] = tuple(chosen)
    return found


def firm_need(populations: Populations, codes: tuple[str, ...]) -> Floats:
    """Share of firms that will need each skill by 2030, a mean of the territories."""
    shares = [needed_by_2030(each.answers, codes) for each in populations.of[Audience.FIRMS]]
    found: Floats = np.mean(shares, axis=0)
    return found


def dialogue_gap(populations: Populations, codes: tuple[str, ...]) -> Floats:
    """How far apart, in points of index, firms' needs and residents' wishes are."""
    needs, wishes = firm_need(populations, codes), _named(populations, "R_USE", codes)
    found: Floats = np.abs(needs / needs.mean() - wishes / wishes.mean())
    return found


def aspirations(populations: Populations, codes: tuple[str, ...]) -> Floats:
    """Share of residents who would like to be in each activity by 2030."""
    return _named(populations, "R_WANT30", codes)


def firm_growth(populations: Populations, codes: tuple[str, ...]) -> Floats:
    """Outlook of firms by activity; 0 where there are none."""
    firms = populations.of[Audience.FIRMS]
    grown = np.concatenate([each.single("F_ACT30").values(GROWTH) for each in firms])
    known = ~np.isnan(grown)
    found = []
    for code in codes:
        here = np.concatenate([each.attributes["activity"].among(code) for each in firms]) & known
        found.append(float(grown[here].mean()) if here.any() else 0.0)
    return np.array(found)


def _named(populations: Populations, question: str, codes: tuple[str, ...]) -> Floats:
    shares = []
    for each in populations.of[Audience.RESIDENTS]:
        column = each.answers[question]
        if not isinstance(column, Multiple):
            raise TypeError(f"{question} takes several choices.")
        shares.append([float(column.has(code).mean()) for code in codes])
    found: Floats = np.mean(shares, axis=0)
    return found


MEASURES = {
    "firm_need": firm_need,
    "dialogue_gap": dialogue_gap,
    "aspirations": aspirations,
    "firm_growth": firm_growth,
}
"""By what a template of the panel's file picks."""
