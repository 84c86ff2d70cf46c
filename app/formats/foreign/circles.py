"""Questions whose rules wait for one another, which other programs decide over and over."""

from collections.abc import Callable

from app.formats.xlsform.faults import Faults, Place
from app.questionnaire.model import Questionnaire
from app.questionnaire.reading.cycles import cycles


def note_circles(
    questionnaire: Questionnaire, faults: Faults, place_of: Callable[[str], Place]
) -> None:
    """place_of: where a question stands, by its code."""
    for circle in cycles(questionnaire):
        message = f"These questions wait for one another: {' -> '.join(circle)}."
        message += " Here each is decided once, in their order, after the answers so far."
        mend = "Write one of their rules without the next."
        faults.note(place_of(circle[0]), "carried-otherwise", message=message, mend=mend)
