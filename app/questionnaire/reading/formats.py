"""The formats of survey files: each file names its own in its first key."""

from app.questionnaire.nearest import nearest
from app.questionnaire.reading.section import Section

QUESTIONNAIRE = "foreterre-questionnaire/1"
VOCABULARY = "foreterre-vocabulary/1"
NETWORK = "foreterre-network/1"
INDICATORS = "foreterre-indicators/1"
OPEN_CODES = "foreterre-open-codes/1"
PANEL = "foreterre-panel/1"
PRACTICES = "foreterre-practices/1"
FORMATS = frozenset({QUESTIONNAIRE, VOCABULARY, NETWORK, INDICATORS, OPEN_CODES, PANEL, PRACTICES})


def check_format(section: Section, expected: str) -> None:
    found = section.text("format", is_required=True)
    if found is not None and found != expected:
        message = f"The format is {found!r}, here {expected!r} was expected."
        mend = nearest(found, {expected}, otherwise=f'Write format: "{expected}".')
        section.problem("format", "unknown-format", message=message, mend=mend)
