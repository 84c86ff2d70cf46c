"""Shares behind what residents would answer.

STAY (with the car), and TRAINED by education, hold the targets of surveys/demo_network.yaml;
the others are invented, plausible orders of size.
"""

STATUS = {
    "g15": {
        "emp": 0.08,
        "self": 0.01,
        "unemp": 0.04,
        "study": 0.84,
        "home": 0.01,
        "retired": 0,
        "ill": 0.01,
        "other": 0.01,
    },
    "g20": {
        "emp": 0.53,
        "self": 0.06,
        "unemp": 0.11,
        "study": 0.23,
        "home": 0.04,
        "retired": 0,
        "ill": 0.01,
        "other": 0.02,
    },
    "g30": {
        "emp": 0.66,
        "self": 0.13,
        "unemp": 0.08,
        "study": 0.02,
        "home": 0.07,
        "retired": 0,
        "ill": 0.03,
        "other": 0.01,
    },
    "g45": {
        "emp": 0.63,
        "self": 0.18,
        "unemp": 0.07,
        "study": 0.01,
        "home": 0.05,
        "retired": 0,
        "ill": 0.05,
        "other": 0.01,
    },
    "g55": {
        "emp": 0.45,
        "self": 0.17,
        "unemp": 0.06,
        "study": 0,
        "home": 0.05,
        "retired": 0.2,
        "ill": 0.06,
        "other": 0.01,
    },
    "g65": {
        "emp": 0.02,
        "self": 0.04,
        "unemp": 0,
        "study": 0,
        "home": 0.02,
        "retired": 0.9,
        "ill": 0.01,
        "other": 0.01,
    },
}
ACTIVITY_ELSEWHERE = {"a_public": 0.10, "a_edu": 0.07, "a_health": 0.07, "a_care": 0.06}
LONG = {
    "yes": {"l2": 0.45, "l5": 0.55, "l10": 0, "l11": 0, "born": 0},
    "no": {"l2": 0, "l5": 0, "l10": 0.14, "l11": 0.42, "born": 0.44},
}
CHANGE = {"c_no": 0.52, "c_job": 0.14, "c_trade": 0.12, "c_less": 0.11, "dk": 0.11}
NO_WORK = {"g15": 0.04, "g20": 0.02, "g30": 0.03, "g45": 0.05, "g55": 0.45, "g65": 0.78}
FORMS = {
    "w_emp": 0.55,
    "w_pub": 0.25,
    "w_own": 0.18,
    "w_multi": 0.14,
    "w_shared": 0.08,
    "w_remote": 0.18,
    "w_vol": 0.15,
}
STAY = {"g15": 0.47, "g20": 0.46, "g30": 0.70, "g45": 0.82, "g55": 0.89, "g65": 0.93}
STAY_WITH_CAR = 0.13  # under 30: more who stay among those who have a car
UNSURE_TO_STAY = {"g15": 0.06, "g20": 0.05, "g30": 0.06, "g45": 0.05, "g55": 0.04, "g65": 0.03}
LEAVE_AS = {"mv_leave": 0.64, "mv_return": 0.36}
CAR = {"g15": 0.22, "g20": 0.70, "g30": 0.88, "g45": 0.91, "g55": 0.90, "g65": 0.78}
MEANS = {"m_pt": 0.28, "m_bike": 0.34, "m_lift": 0.26}
REASONS_TO_LEAVE = {
    "lc_job": 0.55,
    "lc_house": 0.30,
    "lc_transp": 0.34,
    "lc_child": 0.10,
    "lc_health": 0.20,
    "lc_train": 0.36,
    "lc_net": 0.08,
    "lc_social": 0.34,
    "lc_nature": 0.03,
    "lc_cost": 0.16,
    "lc_welcome": 0.10,
}
PLACE_NEEDS = {
    "lc_job": 0.38,
    "lc_house": 0.36,
    "lc_transp": 0.40,
    "lc_child": 0.18,
    "lc_health": 0.52,
    "lc_train": 0.14,
    "lc_net": 0.20,
    "lc_social": 0.24,
    "lc_nature": 0.14,
    "lc_cost": 0.26,
    "lc_welcome": 0.10,
}
MORE = {"more": 0.66, "stop": 0.34}
TRAINED = {
    "e02": {"yes": 0.18, "wanted": 0.12, "no": 0.70},
    "e3v": {"yes": 0.30, "wanted": 0.14, "no": 0.56},
    "e3g": {"yes": 0.36, "wanted": 0.15, "no": 0.49},
    "e45": {"yes": 0.51, "wanted": 0.16, "no": 0.33},
    "e68": {"yes": 0.57, "wanted": 0.17, "no": 0.26},
    "eab": {"yes": 0.34, "wanted": 0.30, "no": 0.36},
}
LEARNING_BARS = {
    "ob_time": 0.40,
    "ob_replace": 0.10,
    "ob_cost": 0.38,
    "ob_far": 0.40,
    "ob_none": 0.22,
    "ob_sched": 0.22,
    "ob_late": 0.05,
    "ob_info": 0.26,
    "ob_level": 0.08,
    "ob_lang": 0.05,
    "ob_digi": 0.10,
    "ob_family": 0.18,
    "ob_health": 0.10,
    "ob_conf": 0.14,
}
NO_NEED_TO_LEARN = {"g15": 0.06, "g20": 0.06, "g30": 0.07, "g45": 0.10, "g55": 0.22, "g65": 0.50}
LEARNING = {
    "lm_job": 0.45,
    "lm_short": 0.34,
    "lm_long": 0.14,
    "lm_online": 0.22,
    "lm_hybrid": 0.16,
    "lm_alt": 0.10,
    "lm_peer": 0.20,
    "lm_rpl": 0.08,
}
TRAVEL = {"d15": 0.20, "d30": 0.46, "d60": 0.28, "d90": 0.06}
PAST = {
    "e_move": 0.24,
    "e_job": 0.24,
    "e_trade": 0.10,
    "e_lost": 0.08,
    "e_child": 0.10,
    "e_sep": 0.14,
    "e_ill": 0.12,
    "e_care": 0.15,
}
VALUES = {
    "v_pay": 0.42,
    "v_safe": 0.32,
    "v_near": 0.40,
    "v_time": 0.28,
    "v_sense": 0.36,
    "v_learn": 0.20,
    "v_auto": 0.30,
    "v_team": 0.34,
    "v_health": 0.26,
}
START = {
    "g15": {"s_no": 0.72, "s_maybe": 0.21, "s_yes": 0.05, "s_done": 0.02},
    "g20": {"s_no": 0.62, "s_maybe": 0.22, "s_yes": 0.10, "s_done": 0.06},
    "g30": {"s_no": 0.61, "s_maybe": 0.17, "s_yes": 0.09, "s_done": 0.13},
    "g45": {"s_no": 0.67, "s_maybe": 0.11, "s_yes": 0.05, "s_done": 0.17},
    "g55": {"s_no": 0.76, "s_maybe": 0.06, "s_yes": 0.02, "s_done": 0.16},
    "g65": {"s_no": 0.93, "s_maybe": 0.02, "s_yes": 0.01, "s_done": 0.04},
}
START_NEEDS = {
    "b_skill": 0.30,
    "b_money": 0.60,
    "b_place": 0.30,
    "b_mentor": 0.36,
    "b_net": 0.16,
    "b_safe": 0.26,
}
HEARD = {"1": 0.20, "2": 0.30, "3": 0.24, "4": 0.20, "5": 0.06}
LIMIT = {"g2": 0.06, "g1": 0.17, "g0": 0.72, "pnts": 0.05}
HELPED = {"read": 0.75, "transl": 0.25}
