"""Random, valid-looking values for the fields of a page."""

import random

from tests.robot.reading import Field, Form

TEXTS = ("Été à l'atelier", "Wood & stone <b>", "Ni idea", "x")
AFTER_A_REFUSAL = (1, 2, 0)
Pairs = list[tuple[str, str]]


def filled(form: Form, chance: random.Random, refusals: int) -> Pairs:
    """Name and value of what this respondent sends; careful and complete after a refusal."""
    groups: dict[tuple[str, str], list[Field]] = {}
    for each in form.fields:
        groups.setdefault((each.kind, each.name), []).append(each)
    pairs: Pairs = []
    for (kind, name), fields in groups.items():
        if kind not in {"submit", "file", "button", "image"} and name != "go":
            pairs += _group(kind, fields, chance, refusals)
    return pairs


def _group(kind: str, fields: list[Field], chance: random.Random, refusals: int) -> Pairs:
    first = fields[0]
    is_answered = first.is_needed or refusals > 0 or chance.random() < 0.85
    if kind == "hidden" or "readonly" in first.marks:
        return [(first.name, each.value) for each in fields]
    if kind == "radio":
        return [(first.name, chance.choice(fields).value)] if is_answered else []
    if kind == "checkbox":
        return _ticked(fields, chance, refusals) if is_answered else []
    return [(first.name, _value(kind, first, chance, refusals) if is_answered else "")]


def _ticked(fields: list[Field], chance: random.Random, refusals: int) -> Pairs:
    most = 1 if refusals or len(fields) == 1 else min(3, len(fields))
    chosen = chance.sample(fields, chance.randint(1, most))
    return [(each.name, each.value) for each in chosen]


def _value(kind: str, asked: Field, chance: random.Random, refusals: int) -> str:
    if kind == "select":
        options = [option for option in asked.options if option]
        return chance.choice(options) if options else ""
    if asked.is_numeric:
        return _number(asked, chance, refusals)
    if kind == "email":
        return f"somebody{chance.randint(1, 9999)}@example.org" if chance.random() < 0.2 else ""
    if kind == "tel":
        return ""
    return (
        chance.choice(TEXTS) if asked.is_needed or (not refusals and chance.random() < 0.7) else ""
    )


def _number(asked: Field, chance: random.Random, refusals: int) -> str:
    low = float(asked.marks.get("data-min") or 0)
    high = float(asked.marks.get("data-max") or low + 20)
    if refusals:
        return str(int(max(low, min(high, AFTER_A_REFUSAL[refusals % 3]))))
    return str(chance.randint(int(low), int(min(high, low + 20))))
