"""Questions that wait for one another: none of them could ever be decided."""

from app.questionnaire.expression.graphs import Graph, Way, circles
from app.questionnaire.leading import Leading
from app.questionnaire.model import Questionnaire
from app.questionnaire.planning import Read, Stop, Unit, in_order_of_need, needs_of, units_of
from app.questionnaire.steps import spots
from app.questionnaire.structuring import structure_of


def cycles(questionnaire: Questionnaire) -> tuple[Way, ...]:
    """Each cycle once, from its first question in the file round to it again: A, B, A.

    A question in a repeat goes by R/S/code. Choices are offered whatever decides on them, so a
    circle through a choice_filter is none; nor is a repeat that counts what is in it, which grows
    step by step.
    """
    return circles(waiting(questionnaire))


def waiting(questionnaire: Questionnaire) -> Graph:
    """Key of each question that is never decided to those of such questions that it needs."""
    stops = [Stop(page, spots(page, {})) for page in questionnaire.pages]
    read = Leading(structure_of(questionnaire)).decided_by
    units = units_of(stops, read)
    needs = needs_of(units)
    own = {place for place, unit in enumerate(units) if reads_itself(unit, read)}
    stuck = own.union(in_order_of_need(needs).circle)
    return {
        units[place].key: tuple(
            units[each].key for each in sorted((needs[place] & stuck) | ({place} & own))
        )
        for place in sorted(stuck)
    }


def reads_itself(unit: Unit, read: Read) -> bool:
    """In a repeat it may read what was decided for another item."""
    question = unit.question
    return not unit.around and question.code in read(question)
