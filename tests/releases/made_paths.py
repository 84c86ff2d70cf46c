"""What the made network learns, and where it moves to."""

import numpy as np

from app.estimation.tables import Answer

CHOICES = {
    "F_TBAR": ("ob_time", "ob_far", "ob_noneed"),
    "R_AGE": ("g15", "g20", "g30", "g45", "g55", "g65"),
    "R_CHANGE": ("c_no", "c_job", "c_trade"),
    "R_EDU": ("e02", "e3v", "e68"),
    "R_HEARD": ("1", "2", "3", "4", "5"),
    "R_LONG": ("l2", "l11"),
    "R_PAST": ("e_move", "e_job", "e_none"),
    "R_SEX": ("f", "m", "x"),
    "R_START": ("s_no", "s_maybe", "s_yes", "s_done"),
    "R_TRAINED": ("yes", "wanted", "no"),
    "R_VALUE": ("v_pay", "v_near", "v_time"),
    "T_LOOP.level": ("q0", "q34"),
}
KINDS = {
    "F_CODESIGN": ("c_host", "c_teach"),
    "F_OPEN": ("o_young", "o_old"),
    "F_TMODE": ("lm_short", "lm_online"),
    "R_PAST": ("e_move", "e_job"),
    "R_STARTBAR": ("b_skill", "b_money"),
    "R_TMODE": ("lm_short", "lm_online"),
    "T_COOP": ("co_local", "co_abroad"),
    "T_INCL": ("i_lang", "i_eve"),
    "T_LINK": ("k_told", "k_host"),
    "T_MODES": ("lm_short", "lm_online"),
    "T_SLOW": ("sl_fund", "sl_group"),
}
SCORES = {
    "R_TRAVEL": {"d15": 15.0, "d30": 30.0, "d60": 60.0},
    "T_LEAD": {"w4": 3.0, "w13": 9.0, "w26": 20.0, "w52": 39.0, "w104": 78.0, "w105": 130.0},
    "T_MIN": {"g1": 1.0, "g4": 3.0, "g8": 6.0},
    "T_VOL": {"n20": 10.0, "n100": 60.0},
}


def _one(random: np.random.Generator, codes: str) -> str:
    return str(random.choice(codes.split()))


def _some(random: np.random.Generator, codes: tuple[str, ...]) -> tuple[str, ...]:
    """One of them, or all."""
    return codes if random.random() < 0.5 else (str(random.choice(codes)),)


def _of_firm(random: np.random.Generator, _territory: str) -> dict[str, Answer]:
    known = random.random() < 0.6
    special = _one(random, "s_grow s_animals s_build") if known else "none"
    return {
        "F_TRANSFER": _one(random, "t2 t5 t10 close dk"),
        "F_TBAR": _some(random, CHOICES["F_TBAR"][:2]),
        "F_TMODE": _some(random, KINDS["F_TMODE"]),
        "F_CODESIGN": _some(random, KINDS["F_CODESIGN"]),
        "F_OPEN": _some(random, KINDS["F_OPEN"]),
        "F_SPEC": special,
        **{
            question: _one(random, "1 2 3 4 5")
            for question in ("F_SPEC1", "F_SPEC2", "F_SPEC3")
            if known
        },
    }


def _of_resident(random: np.random.Generator, territory: str) -> dict[str, Answer]:
    return {
        "R_PLACE": f"{territory}0{random.integers(1, 3)}",
        "R_TRAINED": _one(random, "yes wanted no"),
        "R_TBAR": (_one(random, "ob_time ob_far ob_digi"),),
        "R_TMODE": _some(random, KINDS["R_TMODE"]),
        "R_TRAVEL": _one(random, "d15 d30 d60"),
        "R_MEANS": (_one(random, "m_car m_bike"),),
        "R_PAST": _some(random, KINDS["R_PAST"]),
        "R_START": _one(random, "s_no s_maybe s_yes s_done"),
        "R_STARTBAR": _some(random, KINDS["R_STARTBAR"]),
        "R_HEARD": _one(random, "1 2 3 4 5"),
        "R_LIMIT": _one(random, "g0 g0 g1 g2 pnts"),
        "R_HOMELANG": (_one(random, "fr fr ar"),),
    }


def _of_trainer(random: np.random.Generator, territory: str) -> dict[str, Answer]:
    return {
        "T_PLACE": (f"{territory}0{random.integers(1, 3)}",),
        "T_VOL": _one(random, "n20 n100"),
        "T_MIN": _one(random, "g1 g4 g8"),
        "T_BAR": _some(random, CHOICES["F_TBAR"][:2]),
        "T_SPEC": _one(random, "s_grow none none"),
        **{
            question: _some(random, KINDS[question])
            for question in ("T_MODES", "T_LINK", "T_COOP", "T_SLOW", "T_INCL")
        },
        "T_LOOP[s_care]/level": _one(random, "q0 q34"),
    }


OF = {"firms": _of_firm, "residents": _of_resident, "trainers": _of_trainer}
