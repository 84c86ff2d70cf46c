"""What the codes of a cell are called: texts of the questionnaires, and our own."""

from collections.abc import Mapping

from app.dashboards.book import Labels
from app.dashboards.indicators.foresight_words import panel_names, practice_names
from app.dashboards.indicators.groups import group_names
from app.dashboards.indicators.measures import measure_names
from app.reference.cells import Cell
from app.web.texts import _

AUDIENCES = {"F": "firms", "R": "residents", "T": "trainers", "E": "experts"}
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "activity": ("F_ACT", "R_WANT30"),
    "age": ("R_AGE",),
    "condition": ("F_LC", "R_NEED"),
    "driver": ("F_DRIVER",),
    "form": ("R_FORM30",),
    "group": ("E_GROUP",),
    "happened": ("R_PAST",),
    "help": ("T_INCL",),
    "hired": ("F_OPEN",),
    "job": ("F_JOBS",),
    "job_change": ("R_CHANGE",),
    "late": ("F_HRLATE",),
    "lever": ("E_LEVER",),
    "mode": ("F_TMODE", "R_TMODE", "T_MODES"),
    "obstacle": ("F_TBAR", "R_TBAR", "T_BAR"),
    "ready": ("F_CODESIGN",),
    "reason": ("F_WHYHARD",),
    "service": ("F_WANT",),
    "size": ("F_SIZE",),
    "skill": ("F_SK", "R_CAN", "T_NOW"),
    "slow": ("T_SLOW",),
    "start": ("R_START",),
    "lacking": ("R_STARTBAR",),
    "value": ("R_VALUE",),
}  # dimension to the questions whose choices its codes are
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "IND05": ("R_WANT30",),
    "IND06": ("F_ACT30",),
    "IND07": ("F_EMP30",),
    "IND20": ("R_WANT30",),
    "IND22": ("R_TRAINED",),
    "IND23": ("T_LEAD", "F_TLEAD"),
    "IND28": ("R_STAY",),
}  # indicator to those that its answers are given to


def label_of(labels: Labels, cell: Cell, dimension: str) -> str:
    """The code of one dimension in words; the code itself where nobody gave it any."""
    code = cell.dimensions[dimension]
    if dimension in ("question", "statement"):
        return labels.of_question(cell.audience, code)
    own = _own_names().get((dimension, code)) or measure_names().get((cell.indicator, code))
    return own or _of_question(labels, cell, dimension, code)


def _of_question(labels: Labels, cell: Cell, dimension: str, code: str) -> str:
    if dimension == "family":
        asked = labels.families("firms", "F_SK") or labels.families("residents", "R_CAN")
        return dict(asked or labels.families("trainers", "T_NOW")).get(code, code)
    asked_in = ANSWERS.get(cell.indicator, ()) if dimension == "answer" else ()
    for question in asked_in or QUESTIONS.get(dimension, ()):
        audience = AUDIENCES[question[0]]
        if any(each.code == code for each in labels.choices(audience, question)):
            return labels.of_choice(audience, question, code)
    return code


def question_of(labels: Labels, read: str) -> str:
    """The text of a question that an indicator reads; of a field of a roster that of the roster's
    own list is its name."""
    audience = AUDIENCES.get(read[0], "")
    text = labels.of_question(audience, read.partition(".")[0])
    return "" if text == read or text.startswith("${") else text


def audience_name(audience: str) -> str:
    names = {
        "firms": _("Firms"),
        "residents": _("Residents"),
        "trainers": _("Trainers"),
        "experts": _("Experts"),
        "practices": _("Practices"),
    }
    return names.get(audience, audience)


def row_names() -> Mapping[str, str]:
    """Of the dimensions that tell the rows of a table apart."""
    return {
        **_division_names(),
        "activity": _("by activity"),
        "condition": _("conditions of living here"),
        "criterion": _("by criterion"),
        "driver": _("what changes work"),
        "family": _("by family of skills"),
        "form": _("forms of work"),
        "group": _("groups beside the rest, at equal ages"),
        "happened": _("what happened in five years"),
        "help": _("what is offered to help people come"),
        "hired": _("whom they took on in three years"),
        "job": _("by single job"),
        "job_change": _("change wanted"),
        "job_group": _("by group of jobs"),
        "lacking": _("what it takes to start"),
        "late": _("what is put off"),
        "mode": _("forms of training"),
        "obstacle": _("what stops learning"),
        "question": _("by question"),
        "ready": _("what they are ready for"),
        "reason": _("reasons"),
        "service": _("by service"),
        "statement": _("by statement"),
        "skill": _("by skill"),
        "slow": _("what takes time"),
        "start": _("starting an activity"),
        "value": _("what matters in work"),
    }


def _division_names() -> Mapping[str, str]:
    """Of those that say into what a whole is divided."""
    return {
        "age": _("by age"),
        "against": _("set side by side"),
        "answer": _("by answer"),
        "cause": _("by cause"),
        "distance": _("near to a town and far"),
        "horizon": _("at both dates"),
        "kind": _("what the hires are for"),
        "level": _("by level of the main courses"),
        "margin": _("by group of the population"),
        "outcome": _("by outcome"),
        "size": _("by size"),
        "state": _("by state"),
        "step": _("by step"),
        "weight": _("counted in two ways"),
    }


def _own_names() -> Mapping[tuple[str, str], str]:
    """Codes of dimensions that no question holds."""
    return {
        **group_names(),
        **practice_names(),
        **panel_names(),
        ("horizon", "h2030"): _("By 2030"),
        ("horizon", "h2035"): _("By 2035"),
        ("weight", "firms"): _("Each firm counts once"),
        ("weight", "jobs"): _("Firms count by their jobs"),
        ("job_group", "isco13"): _("Managers, professionals, technicians"),
        ("job_group", "isco45"): _("Clerks, service and sales workers"),
        ("job_group", "isco6"): _("Farmers, foresters, fishers"),
        ("job_group", "isco78"): _("Trades, machine operators, drivers"),
        ("job_group", "isco9"): _("Cleaners, labourers, helpers"),
        ("kind", "replace"): _("To replace somebody"),
        ("kind", "grow"): _("To grow"),
        ("kind", "season"): _("To cover a season"),
        ("distance", "near"): _("Near to a town"),
        ("distance", "far"): _("Far from a town"),
        ("cause", "skills"): _("For lack of skills"),
        ("cause", "conditions"): _("Only for pay, hours, housing or transport"),
        ("view", "need"): _("Firms need it by 2030"),
        ("view", "can"): _("Residents can do it"),
        ("view", "use"): _("Residents wish to use it"),
        ("view", "learn"): _("Residents wish to learn it"),
        ("view", "now"): _("Taught now"),
        ("view", "soon"): _("Taught within twelve months"),
        ("view", "experts"): _("Experts expect the need"),
        ("against", "firms"): _("Compared with firms"),
        ("against", "residents"): _("Compared with residents"),
        ("against", "trainers"): _("Compared with trainers"),
        ("margin", "size"): _("Size of firms"),
        ("margin", "activity"): _("Activity of firms"),
        ("margin", "age_sex"): _("Age and sex"),
        ("margin", "education"): _("Schooling"),
        ("margin", "newcomer"): _("Year of arrival"),
    }
