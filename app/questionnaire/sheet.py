"""A questionnaire as it stands for one response's answers: everything decided at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.questionnaire.asked import Asked
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.filling import Filling, dropped
from app.questionnaire.model import (
    Answers,
    Choice,
    Question,
    QuestionKind,
    Questionnaire,
    Text,
    Value,
)
from app.questionnaire.outline import Outline, outline_of
from app.questionnaire.setting import Setting
from app.questionnaire.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """asked: relevant questions in asking order, fields of rosters once an item.

    values: what counts, by path: relevant answers, calculated and drawn ones; nothing empty.
    relevant: of every known path. dropped: given, and not counted, or not whole, any more.
    known: what was worked out of the sheet; see once().
    """

    questionnaire: Questionnaire
    answers: Answers
    setting: Setting
    outline: Outline = field(compare=False, repr=False)
    drawn: str | None
    asked: tuple[Asked, ...]
    by_path: Mapping[str, Asked]
    values: Mapping[str, Value]
    items: Mapping[str, tuple[str, ...]]
    item_choices: Mapping[tuple[str, str], Choice | None]
    relevant: Mapping[str, bool]
    dropped: tuple[str, ...]
    scope: AnswerScope = field(compare=False, repr=False)
    filling: Filling = field(compare=False, repr=False)
    known: dict[object, object] = field(init=False, default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(
        cls,
        questionnaire: Questionnaire,
        answers: Answers,
        setting: Setting,
        *,
        before: "Sheet | None" = None,
    ) -> "Sheet":
        """A function of the first three alone. A list of codes is taken as a tuple.

        before: a sheet of other answers, which spares deciding again what stayed the same.
        """
        outline = outline_of(questionnaire)
        kept = {
            path: tuple(value) if isinstance(value, list) else value
            for path, value in answers.items()
        }
        filling = Filling(outline, kept, setting)
        filling.run(before.filling if before and before.is_of(questionnaire, setting) else None)
        asked = filling.in_asking_order()
        return cls(
            questionnaire=questionnaire,
            answers=kept,
            setting=setting,
            outline=outline,
            drawn=filling.drawn,
            asked=asked,
            by_path={each.path: each for each in asked},
            values=filling.values,
            items=filling.items,
            item_choices=filling.item_choices,
            relevant=filling.relevant,
            dropped=tuple(dropped(kept, filling.values, outline)),
            scope=filling.scope,
            filling=filling,
        )

    def is_of(self, questionnaire: Questionnaire, setting: Setting) -> bool:
        return self.questionnaire is questionnaire and self.setting == setting

    def question(self, path: str) -> Question | None:
        """The question behind a path, relevant or not."""
        return self.outline.question_at(path)

    def is_passed(self, asked: Asked) -> bool:
        """Shown and gone on from, answered or not."""
        return not asked.is_answered or asked.path in self.answers

    def text(self, text: Text, item: str | None = None, inside: str = "") -> str:
        """In the setting's language, answers put in; plain text, not escaped.

        item: of the repeat at the path `inside`; without a path, of any.
        """
        return self.wording.text(text, item, inside)

    def item_label(self, item: str) -> str:
        """What an item of a repeat is called; its number where it stands for no choice."""
        return self.wording.item_label(item)

    def label(self, path: str) -> str:
        """What was answered, in words; '' where nothing was. Contacts are never shown."""
        return self.wording.label(path)

    @property
    def wording(self) -> Wording:
        return Wording(self.outline, self.setting, self.answers, self.values, self.item_choices)

    def is_contact(self, path: str) -> bool:
        question = self.question(path)
        return question is not None and question.kind is QuestionKind.CONTACT
