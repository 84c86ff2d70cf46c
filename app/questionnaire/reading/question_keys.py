"""Which keys each kind of question takes."""

from collections.abc import Mapping
from typing import Final

from app.questionnaire.model import GEO_KINDS, UPLOAD_KINDS, QuestionKind

ALWAYS: Final = frozenset({"code", "type", "text", "easy", "hint", "show_if", "option"})
ALWAYS_MORE: Final = ALWAYS | {"appearance", "media"}
GIVEN: Final = frozenset({"default", "default_rule", "calculate", "triggers"})
ANSWERED: Final = (
    ALWAYS_MORE
    | GIVEN
    | {"required", "required_text", "read_only", "sensitivity", "constraint", "constraint_text"}
    | {"warning", "warning_text", "prefill"}
)
UNANSWERED: Final = (
    ALWAYS_MORE
    | GIVEN
    | {"required", "required_text", "read_only", "sensitivity", "constraint", "constraint_text"}
)
"""Rules of what nobody answers are for `survey evaluate`: no page can tell of them."""
LISTED: Final = ANSWERED | {"choices", "choice_filter", "first", "shuffle", "shuffle_seed"}
LONG: Final = LISTED | {"families", "none", "folded"}
BOUNDED: Final = ANSWERED | {"min", "max", "step"}
COUNTED: Final = frozenset({"min_selected", "max_selected"})
INSIDE: Final = ALWAYS_MORE | {"read_only", "grid", "questions"}

KEYS_BY_KIND: Final[Mapping[QuestionKind, frozenset[str]]] = {
    QuestionKind.CONSENT: ALWAYS | {"required"},
    QuestionKind.MUNICIPALITY: ANSWERED | {"outside", "multiple"},
    QuestionKind.SINGLE: LONG,
    QuestionKind.SCALE: LISTED | {"reversed"},
    QuestionKind.MULTIPLE: LONG | COUNTED,
    QuestionKind.INTEGER: BOUNDED,
    QuestionKind.DECIMAL: BOUNDED,
    QuestionKind.TEXT: ANSWERED | {"max_characters", "long"},
    QuestionKind.CALCULATE: UNANSWERED | {"choices"},
    QuestionKind.ROSTER: ALWAYS_MORE | {"over", "fields", "max_items", "sensitivity", "grid"},
    QuestionKind.CONTACT: ALWAYS | {"required", "sensitivity"},
    QuestionKind.NOTE: UNANSWERED,
    QuestionKind.DATE: ANSWERED,
    QuestionKind.TIME: ANSWERED,
    QuestionKind.DATE_TIME: ANSWERED,
    QuestionKind.RANKING: LISTED | COUNTED,
    QuestionKind.RANGE: BOUNDED,
    QuestionKind.RATING: BOUNDED,
    QuestionKind.CONSTANT_SUM: ALWAYS_MORE
    | {"choices", "choice_filter", "required", "sensitivity", "total", "step"},
    QuestionKind.YES_NO: LISTED - {"choice_filter", "first", "shuffle", "shuffle_seed"},
    QuestionKind.ACKNOWLEDGE: ANSWERED,
    QuestionKind.HIDDEN: UNANSWERED | {"prefill"},
    QuestionKind.BARCODE: ANSWERED | {"max_characters"},
    QuestionKind.GROUP: INSIDE,
    QuestionKind.REPEAT: INSIDE | {"over", "count", "min_items", "max_items", "sensitivity"},
    **dict.fromkeys(UPLOAD_KINDS | GEO_KINDS, ANSWERED),
}
ALL_KEYS: Final = frozenset().union(*KEYS_BY_KIND.values())
FIELD_KINDS: Final = frozenset(QuestionKind) - {
    QuestionKind.CONSENT,
    QuestionKind.MUNICIPALITY,
    QuestionKind.CONTACT,
}
"""What may lie in a repeat: consent and contact are given once, and so is where one lives."""
PREFILLS: Final = frozenset({"token.lau", "frame.nace", "frame.employment"})
TEXTLESS: Final = frozenset({QuestionKind.HIDDEN, QuestionKind.CALCULATE, QuestionKind.GROUP})
