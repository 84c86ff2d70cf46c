"""The questions that indicators and weights read, by the codes that they know them by."""

from typing import Final

READ: Final = frozenset(
    {
        "F_ACT",
        "F_ACT30",
        "F_ACT35",
        "F_AGE55",
        "F_EMP",
        "F_HIRE",
        "F_HRLATE",
        "F_HRTIME",
        "F_ISO1",
        "F_ISO2",
        "F_ISO3",
        "F_JOB_LOOP",
        "F_NEWACT",
        "F_PLACE",
        "F_SIZE",
        "F_SK",
        "F_SKNEW",
        "F_SK_LOOP",
        "F_TLEAD",
        "F_TMAX",
        "F_WHYHARD",
        "R_AGE",
        "R_CAN",
        "R_EDU",
        "R_HELP",
        "R_LEARN",
        "R_LONG",
        "R_PLACE",
        "R_SEX",
        "R_STAY",
        "R_USE",
        "R_WANT30",
        "T_CAN12",
        "T_LEAD",
        "T_LOOP",
        "T_NOW",
    }
)
