"""What other programs that run such rules would take otherwise, or not at all: no fault here."""

from collections.abc import Iterator

from app.questionnaire.expression.portability import portability
from app.questionnaire.model import Questionnaire
from app.questionnaire.soundness.fault import Fault
from app.questionnaire.soundness.placed import placed_rules


def elsewhere(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Of each rule, for whoever takes the questionnaire to ODK Collect, Web Forms or Enketo."""
    for placed in placed_rules(questionnaire):
        for found in portability(placed.rule.tree):
            yield Fault(
                at=placed.at,
                code=found.code,
                message=found.cause,
                mend=found.mend,
                offset=found.position,
            )
