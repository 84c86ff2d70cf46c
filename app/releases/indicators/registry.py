"""All indicators: the functions that compute each. A release walks them, in this order."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.reference.audiences import Audience
from app.reference.cells import Cell
from app.releases.indicators import (
    agility,
    asked_for,
    aspirations,
    chances,
    consensus,
    dialogue,
    drivers,
    emerging,
    four_views,
    handovers,
    hiring,
    inclusion,
    isolation,
    life_courses,
    obstacles,
    outlook,
    participation,
    peers,
    people_time,
    planned_hires,
    practice_funnel,
    quality,
    reach,
    replacement,
    retention,
    skill_needs,
    specific,
    staying,
    tension,
    training,
    wishes,
)
from app.releases.indicators.grounds import Cells, Grounds, of_asked, of_samples, with_seed

FIRMS, RESIDENTS, TRAINERS = Audience.FIRMS, Audience.RESIDENTS, Audience.TRAINERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One function of this folder, and the one indicator that its cells belong to.

    beside: the few of its cells that territories are set beside each other by; they take time.
    """

    indicator: str
    cells: Cells
    beside: Cells | None = None


def _all_beside(indicator: str, cells: Cells) -> Subject:
    return Subject(indicator=indicator, cells=cells, beside=cells)


SUBJECTS = (
    _all_beside("IND01", of_asked(FIRMS, "F_HIRE", hiring.plans)),
    Subject(indicator="IND01", cells=of_asked(FIRMS, "F_HIRE", peers.plans)),
    Subject(indicator="IND02", cells=of_asked(FIRMS, "F_JOBS", planned_hires.cells)),
    _all_beside("IND03", of_asked(FIRMS, "F_WHYHARD", hiring.hard)),
    Subject(indicator="IND03", cells=of_asked(FIRMS, "F_JOB_LOOP", peers.hard)),
    Subject(indicator="IND04", cells=of_asked(FIRMS, "F_AGE55", replacement.cells)),
    Subject(indicator="IND05", cells=of_samples(wishes.cells)),
    Subject(
        indicator="IND06",
        cells=of_asked(FIRMS, "F_ACT30", outlook.ACTIVITY_2030.cells),
        beside=of_asked(FIRMS, "F_ACT30", outlook.ACTIVITY_2030.balances),
    ),
    Subject(indicator="IND06", cells=of_asked(FIRMS, "F_ACT35", outlook.ACTIVITY_2035.cells)),
    Subject(indicator="IND07", cells=of_asked(FIRMS, "F_EMP30", outlook.EMPLOYMENT_2030.cells)),
    Subject(indicator="IND08", cells=of_samples(emerging.cells)),
    Subject(indicator="IND09", cells=of_asked(FIRMS, "F_DRIVER", drivers.changing_work)),
    Subject(indicator="IND10", cells=with_seed(tension.cells)),
    Subject(indicator="IND11", cells=of_samples(drivers.conditions)),
    Subject(indicator="IND12", cells=of_asked(FIRMS, "F_SK_LOOP", skill_needs.needs)),
    Subject(indicator="IND13", cells=of_samples(dialogue.matrix)),
    Subject(indicator="IND13", cells=with_seed(chances.expected)),
    Subject(
        indicator="IND14", cells=with_seed(dialogue.gaps), beside=with_seed(dialogue.agreement)
    ),
    Subject(indicator="IND15", cells=of_asked(FIRMS, "F_SK_LOOP", asked_for.lacked)),
    Subject(indicator="IND15", cells=of_asked(FIRMS, "F_SK_LOOP", skill_needs.severity)),
    Subject(indicator="IND16", cells=of_samples(training.coverage)),
    _all_beside("IND17", of_asked(FIRMS, "F_ISO1", isolation.cells)),
    _all_beside("IND18", of_asked(FIRMS, "F_HRTIME", people_time.cells)),
    Subject(indicator="IND19", cells=of_asked(FIRMS, "F_WANT", asked_for.services)),
    Subject(
        indicator="IND20", cells=with_seed(aspirations.cells), beside=with_seed(aspirations.of_all)
    ),
    Subject(indicator="IND21", cells=specific.cells),
    Subject(indicator="IND22", cells=of_asked(FIRMS, "F_TRAINED", peers.trained)),
    Subject(indicator="IND22", cells=of_samples(participation.cells)),
    Subject(indicator="IND23", cells=of_samples(training.times)),
    Subject(indicator="IND24", cells=of_samples(agility.cells)),
    Subject(indicator="IND25", cells=of_samples(obstacles.cells)),
    Subject(indicator="IND26", cells=of_samples(reach.cells)),
    Subject(indicator="IND27", cells=of_samples(inclusion.cells)),
    _all_beside("IND28", of_asked(RESIDENTS, "R_STAY", staying.cells)),
    Subject(indicator="IND28", cells=of_samples(retention.cells)),
    Subject(indicator="IND29", cells=of_samples(handovers.cells)),
    Subject(indicator="IND30", cells=of_samples(life_courses.cells)),
    Subject(indicator="IND31", cells=of_samples(practice_funnel.cells)),
    Subject(indicator="IND31", cells=of_asked(FIRMS, "F_WANT", practice_funnel.coverage)),
    Subject(indicator="IND31", cells=of_asked(FIRMS, "F_PRACT", practice_funnel.leads_of_firms)),
    Subject(
        indicator="IND31", cells=of_asked(TRAINERS, "T_PRACT", practice_funnel.leads_of_trainers)
    ),
    Subject(indicator="IND32", cells=with_seed(consensus.cells)),
    Subject(indicator="IND33", cells=with_seed(chances.probabilities)),
    Subject(indicator="IND34", cells=with_seed(chances.agenda)),
    Subject(indicator="IND35", cells=quality.cells),
    Subject(indicator="IND36", cells=with_seed(four_views.cells)),
)


def cells_of(grounds: Grounds) -> Iterator[Cell]:
    """Every cell of one place."""
    for subject in SUBJECTS:
        yield from subject.cells(grounds)


def headlines_of(grounds: Grounds) -> Iterator[Cell]:
    """The cells that a territory is set beside these by."""
    for subject in SUBJECTS:
        if subject.beside is not None:
            yield from subject.beside(grounds)
