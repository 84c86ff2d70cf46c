"""Bounds of a question that contradict one another."""

from app.questionnaire.model import Question, QuestionKind
from app.questionnaire.reading.section import Section

LONGEST_TEXT = 10_000


def check_limits(section: Section, question: Question) -> None:
    check_order(section, "min", "max", (question.minimum, question.maximum))
    selected = (question.min_selected, question.max_selected)
    check_order(section, "min_selected", "max_selected", selected)
    for key, value in (
        ("max_selected", question.max_selected),
        ("max_characters", question.max_characters),
        ("max_items", question.max_items),
    ):
        if value is not None and value < 1:
            message = f"{section.what}: {key} is {value}, so no answer could be given."
            section.problem(key, "limit", message=message, mend="Write 1 or more.")
    if question.min_selected is not None and question.min_selected < 0:
        message = f"{section.what}: min_selected is negative."
        section.problem("min_selected", "limit", message=message, mend="Write 0 or more.")
    check_whole_bounds(section, question)
    check_steps(section, question)
    check_order(section, "min_items", "max_items", (question.min_items, question.max_items))
    if question.max_characters is not None and question.max_characters > LONGEST_TEXT:
        message = f"{section.what}: max_characters is over {LONGEST_TEXT}."
        mend = f"Write {LONGEST_TEXT} or less."
        section.problem("max_characters", "limit", message=message, mend=mend)


def check_steps(section: Section, question: Question) -> None:
    """A range is a line between two ends; steps lead along it."""
    if question.step is not None and question.step <= 0:
        message = f"{section.what}: step is {question.step}, so no answer lies on a step."
        section.problem("step", "limit", message=message, mend="Write more than 0.")
    is_open = question.minimum is None or question.maximum is None
    if question.kind is QuestionKind.RANGE and is_open:
        message = f"{section.what} is a range without two ends."
        section.problem("type", "no-range", message=message, mend="Write min and max.")


def check_order(
    section: Section, low: str, high: str, values: tuple[float | None, float | None]
) -> None:
    least, most = values
    if least is not None and most is not None and least > most:
        message = f"{section.what}: {low} {least} is more than {high} {most}."
        section.problem(low, "limit", message=message, mend="Exchange them, or correct one.")


def check_whole_bounds(section: Section, question: Question) -> None:
    if question.kind is not QuestionKind.INTEGER:
        return
    for key, value in (("min", question.minimum), ("max", question.maximum)):
        if value is not None and value != int(value):
            message = f"{section.what}: {key} {value} is not whole, but its answers are."
            section.problem(key, "limit", message=message, mend="Write a whole number.")
