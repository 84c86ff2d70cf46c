"""Which keys each kind of question takes."""

from typing import Final

from app.questionnaire.model import QuestionKind

ALWAYS: Final = frozenset({"code", "type", "text", "hint", "show_if", "option"})
ANSWERED: Final = ALWAYS | {"required", "sensitivity", "constraint", "constraint_text", "prefill"}
LISTED: Final = ANSWERED | {"choices", "choice_filter", "first", "shuffle"}
LONG: Final = LISTED | {"families", "none", "folded"}
BOUNDED: Final = ANSWERED | {"min", "max"}

KEYS_BY_KIND: Final = {
    QuestionKind.CONSENT: ALWAYS | {"required"},
    QuestionKind.MUNICIPALITY: ANSWERED | {"outside", "multiple"},
    QuestionKind.SINGLE: LONG,
    QuestionKind.SCALE: LISTED | {"reversed"},
    QuestionKind.MULTIPLE: LONG | {"min_selected", "max_selected"},
    QuestionKind.INTEGER: BOUNDED,
    QuestionKind.DECIMAL: BOUNDED,
    QuestionKind.TEXT: ANSWERED | {"max_characters"},
    QuestionKind.CALCULATE: ALWAYS | {"calculate", "choices", "sensitivity"},
    QuestionKind.ROSTER: ALWAYS | {"over", "fields", "max_items", "sensitivity"},
    QuestionKind.CONTACT: ALWAYS | {"required", "sensitivity"},
    QuestionKind.NOTE: ALWAYS,
}
ALL_KEYS: Final = frozenset().union(*KEYS_BY_KIND.values())
FIELD_KINDS: Final = frozenset(
    {
        QuestionKind.SINGLE,
        QuestionKind.SCALE,
        QuestionKind.MULTIPLE,
        QuestionKind.INTEGER,
        QuestionKind.DECIMAL,
        QuestionKind.TEXT,
        QuestionKind.CALCULATE,
    }
)
PREFILLS: Final = frozenset({"token.lau", "frame.nace", "frame.employment"})
