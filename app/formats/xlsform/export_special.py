"""Questions that XLSForm has no type for, written with the types it has."""

from collections.abc import Mapping
from typing import Final

from app.formats.xlsform.export_rules import rule_cells
from app.formats.xlsform.export_texts import Sheets
from app.formats.xlsform.other import LABELS
from app.questionnaire.expression.tree import Reference, walk
from app.questionnaire.model import Choice, Question, QuestionKind, Text

CONTACT_PARTS: Final[Mapping[str, Mapping[str, str]]] = {
    "email": {"en": "E-mail address", "fr": "Adresse électronique"},
    "phone": {"en": "Phone number", "fr": "Numéro de téléphone"},
    "name": {"en": "Name", "fr": "Nom"},
}
SPECIFY: Final = {language: words[1] for language, words in LABELS.items()}
PLACES: Final = {
    "en": "Here stand the municipalities of the territory",
    "fr": "Ici se trouvent les communes du territoire",
}


def write_roster(question: Question, sheets: Sheets) -> str:
    """Begins a repeat over codes; gives the name of the calculate that shows the item."""
    over = question.over.source if question.over is not None else "''"
    code, item = question.code, f"{question.code}_item"
    rules = {**rule_cells(question), "repeat_count": how_many(over, question.max_items)}
    begin = {"type": "begin_repeat", "name": code, "appearance": "field-list", **rules}
    label = f"{code}_label"
    sheets.survey += [
        {**begin, **sheets.text("label", question.text, item=label)},
        calculated(item, f"selected-at({over}, position(..) - 1)"),
        calculated(label, shown_item(question, item)),
    ]
    sheets.lack(code, "items known by their code: here they are numbered, with the code in _item")
    return label


def how_many(over: str, most: int | None) -> str:
    chosen = f"count-selected({over})"
    return chosen if most is None else f"if({chosen} > {most}, {most}, {chosen})"


def calculated(name: str, calculation: str) -> dict[str, str]:
    return {"type": "calculate", "name": name, "calculation": calculation}


def shown_item(question: Question, item: str) -> str:
    """The text of the choice that an item stands for, in the first question that it may be of."""
    tree = None if question.over is None else question.over.tree
    named = [each.code for each in walk(tree) if isinstance(each, Reference)] if tree else []
    return f"jr:choice-name(${{{item}}}, '${{{named[0]}}}')" if named else f"${{{item}}}"


def write_contact(question: Question, sheets: Sheets) -> None:
    code = question.code
    cells = sheets.text("label", question.text) | sheets.text("hint", question.hint)
    rules = rule_cells(question)
    required = {key: rules.pop(key) for key in ("required",) if key in rules}
    sheets.survey.append({"type": "begin_group", "name": code, **cells, **rules})
    for part, words in CONTACT_PARTS.items():
        labels = sheets.in_all("label", words)
        needed = required if part == "email" else {}
        sheets.survey.append({"type": "text", "name": f"{code}_{part}", **labels, **needed})
    sheets.survey.append({"type": "end_group"})
    sheets.lack(code, "that a contact is kept apart from the answers, encrypted")


def write_municipality(question: Question, sheets: Sheets) -> None:
    """The list holds what the questionnaire knows; the places come with the territory."""
    name = f"{question.code}_places"
    place = Choice(code="municipality", text=Text("en", in_languages(PLACES, sheets)))
    sheets.write_list(name, [place] if question.outside is None else [place, question.outside])
    kind = "select_multiple" if question.is_multiple else "select_one"
    cells = sheets.text("label", question.text) | sheets.text("hint", question.hint)
    cells |= sheets.text("constraint_message", question.constraint_text)
    row = {"type": f"{kind} {name}", "name": question.code, **cells, **rule_cells(question)}
    sheets.survey.append({**row, "appearance": "autocomplete"})
    sheets.lack(question.code, f"the municipalities of the territory: add them to the list {name}")


def in_languages(words: Mapping[str, str], sheets: Sheets) -> dict[str, str]:
    spoken = sheets.questionnaire.languages
    return {each: words.get(each.partition("_")[0], words["en"]) for each in spoken}


def write_constant_sum(question: Question, sheets: Sheets) -> None:
    """A number for each choice; the last one checks that they add up."""
    code = question.code
    cells = sheets.text("label", question.text) | sheets.text("hint", question.hint)
    sheets.survey.append({"type": "begin_group", "name": code, **cells, **rule_cells(question)})
    names = [f"{code}_{each.code}" for each in question.choices]
    total = " + ".join(f"coalesce(${{{each}}}, 0)" for each in names[:-1])
    for name, choice in zip(names, question.choices, strict=True):
        row = {"type": "decimal", "name": name, **sheets.text("label", choice.text)}
        if name == names[-1] and question.total is not None:
            row["constraint"] = (
                f"{total} + . = {question.total:g}" if total else f". = {question.total:g}"
            )
            row |= sheets.text("constraint_message", question.constraint_text)
        sheets.survey.append(row)
    sheets.survey.append({"type": "end_group"})


def write_open_choice(question: Question, sheets: Sheets) -> None:
    """A text to specify what was chosen; imported forms bring their own."""
    for choice in question.choices if question.kind is not QuestionKind.CALCULATE else ():
        if choice.is_open:
            sheets.survey.append(
                {
                    "type": "text",
                    "name": f"{question.code}_{choice.code}",
                    "relevant": f"selected(${{{question.code}}}, '{choice.code}')",
                    **sheets.in_all("label", SPECIFY),
                }
            )


def write_warning(question: Question, sheets: Sheets) -> None:
    """A soft check as a note that is shown where the rule does not hold."""
    if question.warning is None or question.warning_text is None:
        return
    own = f"${{{question.code}}}"
    rule = question.warning.source
    held = rule.replace(".", own, 1) if rule.startswith(". ") else rule
    sheets.survey.append(
        {
            "type": "note",
            "name": f"{question.code}_warning",
            "relevant": f"{own} != '' and not({held})",
            **sheets.text("label", question.warning_text),
        }
    )
    sheets.lack(question.code, "a warning that may be passed: here a note behind the question")
