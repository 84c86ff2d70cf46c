"""Whether the easy version is whole: half of it would not be offered anywhere."""

from collections.abc import Mapping

from app.questionnaire.easy import lacking
from app.questionnaire.model import Questionnaire
from app.questionnaire.reading.places import Place
from app.questionnaire.reading.source_file import SourceFile


def check_easy(
    questionnaire: Questionnaire, source: SourceFile, places: Mapping[str, Place]
) -> None:
    for each in lacking(questionnaire):
        place = places.get(each.code)
        if place is not None:
            message = f"Question {each.code} has no easy text, and others have one."
            mend = "Write easy beside its text, or remove it from all: the version is whole or not."
            source.problem(place.node, "missing-easy", message=message, mend=mend)
