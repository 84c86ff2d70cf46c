"""Survey files to frozen values; every problem is listed with its place and its mend."""

from app.questionnaire.reading.checking import check_files, notes_on
from app.questionnaire.reading.problems import Position, Problem, UnreadableError
from app.questionnaire.reading.questionnaires import Reading, read_questionnaire, reading_of
from app.questionnaire.reading.vocabulary import Vocabulary, read_vocabulary

__all__ = [
    "Position",
    "Problem",
    "Reading",
    "UnreadableError",
    "Vocabulary",
    "check_files",
    "notes_on",
    "read_questionnaire",
    "read_vocabulary",
    "reading_of",
]
