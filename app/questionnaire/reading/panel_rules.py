"""The rules of consensus and stability of a panel's file."""

from collections.abc import Collection

from app.questionnaire.model import CHOICE_KINDS, Question, Questionnaire
from app.questionnaire.nearest import nearest
from app.questionnaire.panel import PanelRule
from app.questionnaire.reading.section import Section

KEYS = ("question", "scale", "consensus", "stability")
LEAST_LEVELS = 4  # for shares at the ends


def read_rules(panel: Section, questionnaire: Questionnaire) -> tuple[PanelRule, ...]:
    """Each question once; its answers as numbers lie on the scale of its rule."""
    asked = {each.code: each for each in questionnaire.questions()}
    seen: set[str] = set()
    found = []
    for node in panel.nodes("rules", is_required=True):
        rule = Section.of(node, panel.source, known=KEYS, what="A rule")
        code = rule.text("question", is_required=True)
        if code is None or not _is_new(rule, code, asked, seen):
            continue
        rule.what = f"The rule of {code}"
        seen.add(code)
        read = _rule(rule, asked[code])
        if read is not None:
            found.append(read)
    return tuple(found)


def _is_new(rule: Section, code: str, asked: Collection[str], seen: set[str]) -> bool:
    if code not in asked:
        message = f"A rule is about {code}, which the panel does not ask."
        rule.problem("question", "unknown-question", message=message, mend=nearest(code, asked))
    elif code in seen:
        message = f"{code} has two rules."
        rule.problem("question", "repeated-code", message=message, mend="Remove one.")
    return code in asked and code not in seen


def _rule(rule: Section, question: Question) -> PanelRule | None:
    scale = _numbers(rule, "scale", ("low", "high", "step"))
    consensus = _numbers(rule, "consensus", ("iqr",), optional=("end_share",))
    stability = _numbers(rule, "stability", ("median_change", "p", "kappa"))
    if scale is None or consensus is None or stability is None:
        return None
    found = PanelRule(
        question=question.code,
        low=scale["low"],
        high=scale["high"],
        step=scale["step"],
        iqr=consensus["iqr"],
        end_share=consensus.get("end_share"),
        median_change=stability["median_change"],
        p=stability["p"],
        kappa=stability["kappa"],
    )
    return found if _is_sound(rule, found, question) else None


def _numbers(
    rule: Section, key: str, needed: tuple[str, ...], *, optional: tuple[str, ...] = ()
) -> dict[str, float] | None:
    if key not in rule:
        rule.missing(key)
        return None
    known = (*needed, *optional)
    inside = Section.of(rule.values[key], rule.source, known=known, what=f"{rule.what}, {key}")
    found = {name: inside.number(name) for name in known if name in inside}
    for name in needed:
        if name not in inside:
            inside.missing(name)
    whole = {name: float(number) for name, number in found.items() if number is not None}
    return whole if set(needed) <= set(whole) else None


def _is_sound(rule: Section, found: PanelRule, question: Question) -> bool:
    steps = (found.high - found.low) / found.step if found.step > 0 else 0.0
    if steps < 1 or abs(steps - round(steps)) > 1e-9:
        message = f"{rule.what}: steps of {found.step:g} do not lead from low to high."
        rule.problem("scale", "limit", message=message, mend="Choose a step that fits.")
        return False
    if found.end_share is not None and (steps + 1 < LEAST_LEVELS or not 0 < found.end_share <= 1):
        message = f"{rule.what}: end_share is a share, of a scale of four levels or more."
        rule.problem("consensus", "limit", message=message, mend="Write 0.75 for 75 %.")
        return False
    return _is_on_scale(rule, found, question)


def _is_on_scale(rule: Section, found: PanelRule, question: Question) -> bool:
    if question.kind in CHOICE_KINDS:
        ends = [each.score for each in question.choices]
    else:
        ends = [question.minimum, question.maximum]
    if all(each is not None and found.low <= each <= found.high for each in ends):
        return True
    message = f"{rule.what}: what may be answered is not on its scale, or has no score."
    rule.problem("scale", "limit", message=message, mend="Correct the scale or the scores.")
    return False
