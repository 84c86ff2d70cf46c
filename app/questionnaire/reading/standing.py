"""Where in a questionnaire a rule or a text stands, and so what it may use."""

from dataclasses import dataclass, replace

from app.questionnaire.model import Question

RULES = {
    "show_if": "show_if",
    "required": "required_if",
    "read_only": "read_only_if",
    "constraint": "constraint",
    "warning": "warning",
    "calculate": "calculate",
    "default_rule": "default_rule",
    "choice_filter": "choice_filter",
    "first": "first_if",
    "shuffle_seed": "shuffle_seed",
    "over": "over",
    "count": "count",
}
CHOICE_RULES = frozenset({"choice_filter", "first"})
CHOICE_WORDS = frozenset({"name"})
OWN_ANSWER = frozenset({"constraint", "constraint_text", "warning", "warning_text"})
TEXTS = {
    "text": "text",
    "hint": "hint",
    "required_text": "required_text",
    "constraint_text": "constraint_text",
    "warning_text": "warning_text",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a rule or text stands: what it may use is what was asked before.

    index: of its question in the file; own: it may use its own answer; fields: codes of the
    questions asked before in the repeats around it; calculated: its question, where that is
    calculated. words: bare words that stand for the choice, where a rule is about one.
    """

    context: str
    index: int
    key: str = ""
    module: str | None = None
    roster: Question | None = None
    fields: frozenset[str] = frozenset()
    own: bool = False
    calculated: str | None = None
    words: frozenset[str] = CHOICE_WORDS

    def under(self, key: str) -> "Standing":
        """At one key of its question: in its constraint it may use its own answer."""
        own = key in OWN_ANSWER
        fields = self.fields
        if own and self.roster:
            fields = fields | {self.context.rpartition(".")[2]}
        return replace(self, key=key, own=own, fields=fields)

    @property
    def at(self) -> str:
        return f"{self.context}#{self.key}"
