"""A small network made up for tests: populations, biased samples of them, and their margins."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from app.estimation.tables import Answer
from app.reference import paradata
from app.reference.cells import Cell
from app.releases.lists import Calling, Lists, Part
from app.releases.sampling import NetworkMargins
from tests.releases import made_paths
from tests.releases.made_further import further

SKILLS = """
s_grow s_animals s_build s_machine s_mech s_elec s_craft s_food
s_care s_health s_teach s_welcome s_mediate s_lang s_digibase s_digipro
s_data s_dev s_auto s_energy s_circular s_biodiv s_sell s_manage
s_hr s_admin s_start s_coop s_logist s_solve s_learn s_comm
"""
FAMILIES = {
    f"fam_{letter}": tuple(line.split())
    for letter, line in zip("abcd", SKILLS.strip().splitlines(), strict=True)
}
LISTS = Lists(
    skills=tuple(skill for skills in FAMILIES.values() for skill in skills),
    families=FAMILIES,
    changes={"mm": -1.0, "m": -0.5, "e": 0.0, "p": 0.5, "pp": 1.0},
    reasons=("wh_few", "wh_skill", "wh_qual", "wh_pay", "wh_house"),
    mobility=("mv_stay", "mv_leave", "mv_return", "mv_multi"),
    ages=("g15", "g20", "g30", "g45", "g55", "g65"),
    sexes=("f", "m", "x"),
    education=("e02", "e3v", "e68"),
    sizes=("z0", "z1_4", "z5_9", "z10_49", "z50_249", "z250"),
    activities=("a_agri", "a_build", "a_trade", "a_care", "a_other"),
    missing={"F_ACT30": ("dk",), "F_ACT35": ("dk",), "F_EMP30": ("dk",), "R_STAY": ("mv_dk",)},
    asked={
        "firms": {"F_ACT30": (), "F_TMAX": ("F_ACT35", "F_TMAX")},
        "residents": {"R_STAY": (), "R_HELP": ()},
        "trainers": {"T_LEAD": ()},
    },
    agreement={str(score): float(score) for score in range(1, 6)},
    isolation={"F_ISO1": True, "F_ISO2": False, "F_ISO3": True},
    hours={"h0": 0.0, "h2": 1.0, "h8": 5.0, "h20": 14.0, "h21": 30.0},
    put_off=("l_hire", "l_train", "l_talk", "l_plan", "l_intern"),
    services=("sv_sharedhr", "sv_group", "sv_peers"),
    callings={
        "j_cook": Calling(group="isco45", activities=("a_trade",), uses=("s_food", "s_welcome")),
        "j_farm": Calling(group="isco6", activities=("a_agri",), uses=("s_grow", "s_animals")),
        "j_build": Calling(group="isco78", activities=("a_build",), uses=("s_build", "s_elec")),
        "j_other": Calling(group="other"),
    },
    drivers=("d_digital", "d_climate", "d_none"),
    conditions=("lc_job", "lc_house", "lc_transp"),
    forms=("w_emp", "w_own", "w_take"),
    changing=("c_no", "c_job", "c_trade"),
    values=("v_pay", "v_near", "v_time"),
    choices=made_paths.CHOICES,
    kinds=made_paths.KINDS,
    scores=made_paths.SCORES,
    tongues={"north": ("fr",), "south": ("fr",)},
    minutes_to_town={"north01": 5.0, "north02": 35.0, "south01": 12.0, "south02": 48.0},
    parts={
        "firms": (
            Part(
                name="A",
                questions=frozenset({"F_ACT35", "F_TRAINED", "F_DRIVER"}),
                drawn="F_MODULE",
            ),
        )
    },
)
LISTS = replace(LISTS, further=further(LISTS.skills[:3], LISTS.activities[:3], LISTS.services))
TERRITORIES = ("north", "south")
TIMES = {  # "": passed without an answer
    "T_LEAD": ("w4", "w13", "w26", "w52", "w104", "w105", "never", ""),
    "F_TLEAD": ("w2", "w8", "w26", "w52", "w99", "never", "dk", ""),
    "F_TMAX": ("w2", "w8", "w26", "w52", ""),
    "R_HELP": ("no", "no", "no", "read", "transl", ""),
}
SIZE_PARTS = (0.38, 0.36, 0.12, 0.11, 0.025, 0.005)


@dataclass(frozen=True)
class Response:
    """A response that counts."""

    audience: str
    territory: str
    answers: Mapping[str, Answer]


def rested_on(cell: Cell) -> set[str | None]:
    """The audiences whose answers a cell rests on."""
    everybody = {"firms", "residents", "trainers"} if "over" in cell.dimensions else set()
    return {cell.audience, cell.dimensions.get("against"), cell.dimensions.get("with"), *everybody}


@cache
def network(
    seed: int = 1, *, firms: int = 60, residents: int = 200, trainers: int = 16
) -> tuple[tuple[Response, ...], NetworkMargins]:
    """Answers and margins of two territories, the numbers being those of each."""
    random, more = np.random.default_rng(seed), np.random.default_rng((seed, 1))
    counted: list[Response] = []
    margins = {}
    for territory in TERRITORIES:
        answers = {
            "firms": [_firm(random) | _alone(more, territory) for _ in range(firms)],
            "residents": [_resident(random) | _wishes(more) for _ in range(residents)],
            "trainers": [_trainer(random) for _ in range(trainers)],
        }
        counted += [
            Response(who, territory, each) for who, all_ in answers.items() for each in all_
        ]
        margins[territory] = _margins(trainers)
    later, last = np.random.default_rng(seed + 1), np.random.default_rng((seed, 2))
    more = np.random.default_rng((seed, 3))
    timed = (_with_time(later, each) for each in counted)
    seen = (_with_views(last, each) for each in timed)
    return tuple(_with_paths(more, each) for each in seen), margins


def _with_time(random: np.random.Generator, response: Response) -> Response:
    """The same with answers on time and training, and how it was given."""
    chosen = {question: str(random.choice(codes)) for question, codes in TIMES.items()}
    added: dict[str, Answer] = {
        question: code or None
        for question, code in chosen.items()
        if question[0] == response.audience[0].upper()
    }
    if "F_ACT35" not in response.answers:
        added = {question: code for question, code in added.items() if question[0] != "F"}
    if random.random() < 0.9:
        added |= {paradata.SENT: "yes", paradata.MINUTES: int(random.integers(4, 20))}
    else:
        added |= {paradata.SENT: "no"}
    return replace(response, answers={**response.answers, **added})


def _with_views(random: np.random.Generator, response: Response) -> Response:
    """The same with what firms and residents see coming, lack and wish."""
    answers = response.answers
    if response.audience == "trainers":
        return replace(response, answers={**answers, "T_ASKED": _pick(random, LISTS.skills, 3)})
    if response.audience == "residents":
        return replace(response, answers={**answers, **_path(random)})
    added: dict[str, Answer] = {
        "F_EMP30": str(random.choice(["m", "e", "p", "dk"])),
        "F_WANT": _pick(random, LISTS.services, 2),
        "F_LC": _pick(random, LISTS.conditions, 2),
        "F_GET": str(random.choice(["aw_train", "aw_hire", "aw_none"])),
    }
    if "F_ACT35" in answers:
        added["F_DRIVER"] = _pick(random, LISTS.drivers[:2], 2)
    for skill in _codes(answers["F_SK"]):
        added[f"F_SK_LOOP[{skill}]/today"] = str(random.choice(["ok", "few", "lack"]))
    return replace(response, answers={**answers, **added})


def _codes(answer: Answer) -> tuple[str, ...]:
    assert isinstance(answer, tuple)
    return answer


def _path(random: np.random.Generator) -> dict[str, Answer]:
    works = random.random() < 0.7
    needs = "R_NEED" if random.random() < 0.6 else "R_WHY"
    return {
        "R_STATUS": "emp" if works else "unemp",
        "R_ACT": str(random.choice(LISTS.activities)) if works else None,
        "R_CHANGE": str(random.choice(["c_no", "c_job", "c_trade", "dk"])),
        "R_FORM30": _pick(random, LISTS.forms, 2),
        "R_VALUE": _pick(random, LISTS.values, 2),
        needs: _pick(random, LISTS.conditions, 2),
    }


def _with_paths(random: np.random.Generator, response: Response) -> Response:
    """The same with what people learn, where and how, and where firms and people move to."""
    added = made_paths.OF[response.audience](random, response.territory)
    return replace(response, answers={**response.answers, **added})


def _margins(trainers: int) -> dict[str, dict[str, dict[str, float]]]:
    """What the draws below give on average in 1,500 firms and 9,000 people."""
    sizes = zip(LISTS.sizes, SIZE_PARTS, strict=True)
    return {
        "firms": {
            "size": {size: 1500 * part for size, part in sizes},
            "activity": dict.fromkeys(LISTS.activities[:4], 375.0),
        },
        "residents": {
            "age_sex": {
                f"{age}:{sex}": 1500 * part
                for age in LISTS.ages
                for sex, part in (("f", 0.51), ("m", 0.49))
            },
            "education": {"e02": 2850.0, "e3v": 3300.0, "e68": 2850.0},
            "newcomer": {"yes": 900.0, "no": 8100.0},
        },
        "trainers": {"all": {"all": trainers + 5.0}},
    }


def _pick(random: np.random.Generator, codes: tuple[str, ...], most: int) -> tuple[str, ...]:
    pull = np.linspace(2.0, 0.5, len(codes))
    chosen = random.choice(
        len(codes), int(random.integers(1, most + 1)), replace=False, p=pull / pull.sum()
    )
    return tuple(codes[place] for place in sorted(chosen))


def _firm(random: np.random.Generator) -> dict[str, Answer]:
    size = int(random.choice(6, p=SIZE_PARTS))
    answers: dict[str, Answer] = {
        "F_SIZE": LISTS.sizes[size],
        "F_EMP": (0, 2, 7, 25, 100, 400)[size],
        "F_ACT": str(random.choice(LISTS.activities[:4])),
        "F_ACT30": str(random.choice(["mm", "m", "e", "p", "pp", "dk"])),
        "F_HIRE": str(random.choice(["yes", "maybe", "no"])),
        "F_SK": _pick(random, LISTS.skills, 5),
        "F_SKNEW": _pick(random, LISTS.skills, 3),
    }
    answers["F_MODULE"] = "B"
    if random.random() < 0.5:
        answers["F_MODULE"] = "A"
        answers["F_ACT35"] = str(random.choice(["m", "e", "p", "dk"]))
    for skill in answers["F_SK"]:
        answers[f"F_SK_LOOP[{skill}]/chg30"] = str(random.choice(["m", "e", "p", "pp", "dk"]))
    if answers["F_HIRE"] != "no":
        _hiring(random, answers)
    return answers


def _alone(random: np.random.Generator, territory: str) -> dict[str, Answer]:
    """Where a firm is, how alone its head feels, and what there was no time for."""
    feels = int(random.integers(-1, 2))
    items = {
        item: str(np.clip(3 + (-feels if turned else feels) + random.integers(-1, 2), 1, 5))
        for item, turned in LISTS.isolation.items()
    }
    late = ("l_none",) if random.random() < 0.2 else _pick(random, LISTS.put_off, 3)
    return {
        "F_PLACE": f"{territory}0{random.integers(1, 3)}",
        "F_HRTIME": str(random.choice(list(LISTS.hours))),
        "F_HRLATE": late,
        "F_AGE55": int(random.integers(0, 3)),
        "F_NEWACT": ("none",) if random.random() < 0.7 else _pick(random, LISTS.activities[:4], 2),
        **items,
    }


def _hiring(random: np.random.Generator, answers: dict[str, Answer]) -> None:
    for job in _pick(random, ("j_cook", "j_farm", "j_build"), 2):
        answers[f"F_JOB_LOOP[{job}]/n"] = int(random.integers(1, 5))
        hard = str(random.choice(["yes", "no", "dk"], p=[0.5, 0.4, 0.1]))
        answers[f"F_JOB_LOOP[{job}]/hard"] = hard
        answers[f"F_JOB_LOOP[{job}]/kind"] = {"j_cook": "replace", "j_farm": "grow"}.get(
            job, "season"
        )
        if hard == "yes":
            answers["F_WHYHARD"] = _pick(random, LISTS.reasons, 3)


def _resident(random: np.random.Generator) -> dict[str, Answer]:
    age = int(random.integers(0, 6))
    stay = 0.4 + 0.08 * age
    return {
        "R_AGE": LISTS.ages[age],
        "R_SEX": str(random.choice(["f", "m", "x"], p=[0.5, 0.48, 0.02])),
        "R_EDU": str(random.choice(["e02", "e3v", "e68", ""], p=[0.3, 0.35, 0.3, 0.05])),
        "R_LONG": str(random.choice(["l2", "l11", ""], p=[0.1, 0.88, 0.02])),
        "R_CAN": _pick(random, LISTS.skills, 9),
        "R_USE": _pick(random, LISTS.skills, 5),
        "R_LEARN": ("none",) if random.random() < 0.1 else _pick(random, LISTS.skills, 3),
        "R_STAY": str(
            random.choice(
                ["mv_stay", "mv_leave", "mv_return", "mv_multi", "mv_dk"],
                p=[stay, (0.9 - stay) / 2, (0.9 - stay) / 2, 0.05, 0.05],
            )
        ),
    }


def _wishes(random: np.random.Generator) -> dict[str, Answer]:
    picked = _pick(random, LISTS.activities, 3)
    return {"R_WANT30": ("nowork",) if random.random() < 0.2 else picked}


def _trainer(random: np.random.Generator) -> dict[str, Answer]:
    return {
        "T_NOW": _pick(random, LISTS.skills, 6),
        "T_CAN12": ("none",) if random.random() < 0.5 else _pick(random, LISTS.skills, 3),
    }
