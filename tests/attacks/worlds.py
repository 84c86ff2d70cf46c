"""Small networks made so that one rule of release alone stands between a reader and a person."""

from collections.abc import Mapping
from functools import cache

from app.estimation.protections import Protections
from app.estimation.tables import Answer
from app.reference.cells import Cell, Key
from app.releases.computing import Drafts, estimated, released
from app.releases.sampling import NetworkMargins
from tests.releases.made_answers import LISTS, Response, network

Counted = tuple[Response, ...]
SEED = 7


@cache
def drafts(world: str) -> Drafts:
    """The exact cells of a world, before what looks at several of them."""
    counted, margins = WORLDS[world]()
    return estimated(counted, margins, SEED, LISTS)


@cache
def told(world: str, protections: Protections | None = None) -> Mapping[Key, Cell]:
    """What a release of a world tells."""
    found = released(drafts(world), protections or Protections())
    return {each.key: each for each in found.cells}


def usual() -> tuple[Counted, NetworkMargins]:
    return network(firms=60, residents=60, trainers=12)


def five_in_the_south() -> tuple[Counted, NetworkMargins]:
    """So few that the network, less the north, is they."""
    counted, margins = network(firms=40, residents=60, trainers=12)
    south = [each for each in counted if (each.audience, each.territory) == ("residents", "south")]
    gone = {id(each) for each in south[5:]}
    return tuple(each for each in counted if id(each) not in gone), margins


def eleven() -> tuple[Counted, NetworkMargins]:
    """Eleven residents, ten of them of one age."""
    ages = ["g15"] * 10 + ["g65"]
    return _residents(
        [
            {"R_AGE": age, "R_STAY": "mv_stay" if place % 2 else "mv_leave"}
            for place, age in enumerate(ages)
        ]
    )


def twelve_alike() -> tuple[Counted, NetworkMargins]:
    """Twelve firms, all of which plan to hire; one hires nearly all of them."""
    return _firms([_hiring(1000 if place == 0 else 5) for place in range(12)])


def nobody_old() -> tuple[Counted, NetworkMargins]:
    return _residents(_thirty(0))


def four_old() -> tuple[Counted, NetworkMargins]:
    return _residents(_thirty(4))


def _thirty(old: int) -> list[dict[str, Answer]]:
    some: list[dict[str, Answer]] = [
        {"R_AGE": "g30" if place % 2 else "g45", "R_STAY": "mv_stay" if place % 3 else "mv_leave"}
        for place in range(60)
    ]
    return [*some, *({"R_AGE": "g65", "R_STAY": "mv_stay"} for _ in range(old))]


def _hiring(people: int) -> dict[str, Answer]:
    return {
        "F_SIZE": "z1_4",
        "F_EMP": 2,
        "F_ACT": "a_agri",
        "F_HIRE": "yes",
        "F_JOB_LOOP[j_cook]/n": people,
        "F_JOB_LOOP[j_cook]/hard": "yes",
    }


def _residents(answers: list[dict[str, Answer]]) -> tuple[Counted, NetworkMargins]:
    whole = float(len(answers))
    known = {
        "age_sex": {"g15:f": whole},
        "education": {"e02": whole},
        "newcomer": {"no": whole},
    }
    counted = tuple(Response("residents", "north", {"R_SEX": "f", **each}) for each in answers)
    return counted, {"north": {"residents": known}}


def _firms(answers: list[dict[str, Answer]]) -> tuple[Counted, NetworkMargins]:
    whole = float(len(answers))
    known = {"size": {"z1_4": whole}, "activity": {"a_agri": whole}}
    counted = tuple(Response("firms", "north", each) for each in answers)
    return counted, {"north": {"firms": known}}


WORLDS = {
    each.__name__: each
    for each in (usual, five_in_the_south, eleven, twelve_alike, nobody_old, four_old)
}
