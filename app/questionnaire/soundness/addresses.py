"""Pages that nobody would come to, since their address leads elsewhere."""

from collections.abc import Iterator

from app.questionnaire.addresses import OTHER_PAGES, free_code
from app.questionnaire.model import Questionnaire
from app.questionnaire.soundness.fault import Fault


def address_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    codes = [each.code for each in questionnaire.pages]
    for code in codes:
        if code in OTHER_PAGES:
            yield Fault(
                at=code,
                code="reserved-code",
                message=f"The address of page {code} is that of another page of every survey.",
                mend=f"Give the page another code, such as {free_code(code, codes)}.",
            )
