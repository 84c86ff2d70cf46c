"""Entries of the survey sheet as questions, groups and repeats of the model."""

from dataclasses import dataclass, replace
from typing import Final

from app.formats.xlsform.choosing import FROM_FILE, ChoiceReader
from app.formats.xlsform.entries import Entry
from app.formats.xlsform.faults import Faults
from app.formats.xlsform.kinds import CONSTRAINTS, DEFAULTS, FILE_TABLES, KINDS, UNKNOWN_HERE
from app.formats.xlsform.languages import Languages
from app.formats.xlsform.lists import media_of
from app.formats.xlsform.other import specified
from app.formats.xlsform.rules import RuleReader, number, parameters_of
from app.formats.xlsform.tables import Row
from app.questionnaire.expression.rule import Rule
from app.questionnaire.model import Question, QuestionKind, Text

GRIDS: Final = frozenset({"table-list", "list-nolabel", "label"})
CARRIED_PARAMETERS: Final = frozenset({"start", "end", "step", "randomize", "seed"})
RANGE_DEFAULTS: Final = {"start": "1", "end": "10", "step": "1"}


@dataclass(frozen=True, slots=True)
class QuestionReader:
    rules: RuleReader
    languages: Languages
    choices: ChoiceReader
    faults: Faults

    def questions(self, entries: list[Entry]) -> tuple[Question, ...]:
        found: list[Question] = []
        for entry in entries:
            if entry.of != "question":
                found.append(self.structure(entry))
            elif entry.type.name not in FILE_TABLES:
                question = self.question(entry)
                found.append(question)
                if entry.type.has_other:
                    found.append(specified(question, entry.name, self.languages))
        return tuple(found)

    def structure(self, entry: Entry) -> Question:
        """A group or a repeat, with what lies inside."""
        row, is_repeat = entry.row, entry.of == "repeat"
        count = self.rules.rule(row, "repeat_count") if is_repeat else None
        appearance = self.appearance(row)
        return Question(
            code=entry.code,
            kind=QuestionKind.REPEAT if is_repeat else QuestionKind.GROUP,
            text=self.label(row),
            hint=self.text(row, "hint"),
            show_if=self.rules.rule(row, "relevant"),
            read_only_if=self.rules.yes_or_rule(row, "read_only")[1],
            is_read_only=self.rules.yes_or_rule(row, "read_only")[0],
            fields=self.questions(entry.inside),
            count=count,
            is_grid=not GRIDS.isdisjoint(appearance),
            appearance=appearance,
            media=media_of(row, self.languages),
        )

    def question(self, entry: Entry) -> Question:
        row, kind = entry.row, self.kind(entry)
        is_required, required_if = self.rules.yes_or_rule(row, "required")
        is_read_only, read_only_if = self.rules.yes_or_rule(row, "read_only")
        default, default_rule = self.rules.default(row, kind)
        found = Question(
            code=entry.code,
            kind=kind,
            text=self.label(row),
            hint=self.hint(row),
            is_required=is_required,
            required_if=required_if,
            required_text=self.text(row, "required_message"),
            show_if=self.rules.rule(row, "relevant"),
            is_read_only=is_read_only,
            read_only_if=read_only_if,
            constraint=self.constraint(entry),
            constraint_text=self.text(row, "constraint_message"),
            calculate=self.calculation(entry, kind),
            triggers=self.rules.triggers(row),
            default=default,
            default_rule=default_rule or self.known_at_start(entry),
            is_long="multiline" in row.text("appearance").split(),
            appearance=self.appearance(row),
            media=media_of(row, self.languages),
        )
        self.note_unknown(entry)
        return self.chosen(self.ranged(found, row), entry)

    def kind(self, entry: Entry) -> QuestionKind:
        kind = KINDS[entry.type.name]
        looks = entry.row.text("appearance").split()
        if kind is QuestionKind.SINGLE and "likert" in looks:
            return QuestionKind.SCALE
        if kind is QuestionKind.RANGE and "rating" in looks:
            return QuestionKind.RATING
        if kind is QuestionKind.HIDDEN and entry.row.text("calculation"):
            return QuestionKind.CALCULATE
        return kind

    def chosen(self, question: Question, entry: Entry) -> Question:
        """With its choices, where it has some."""
        if not question.has_choices:
            return question
        parameters = parameters_of(entry.row.text("parameters"))
        name, choices = self.choices.of(entry)
        file = f"file={entry.type.listed}" if entry.type.name in FROM_FILE else ""
        return replace(
            question,
            appearance=(*question.appearance, *([file] if file else [])),
            choices=choices,
            list_name=name,
            choice_filter=self.rules.rule(entry.row, "choice_filter"),
            is_shuffled=parameters.get("randomize") == "true",
            shuffle_seed=self.rules.of_parameter(entry.row, parameters.get("seed")),
        )

    def ranged(self, question: Question, row: Row) -> Question:
        if question.kind not in {QuestionKind.RANGE, QuestionKind.RATING}:
            return question
        written = {**RANGE_DEFAULTS, **parameters_of(row.text("parameters"))}
        low, high, step = (self.bound(row, written[key]) for key in RANGE_DEFAULTS)
        if step <= 0 or low > high:
            message = f"The range from {low:g} to {high:g} in steps of {step:g} has no value."
            mend = "Write start below end, and a step above 0: start=0 end=10 step=1."
            self.faults.problem(row.place("parameters"), "range", message=message, mend=mend)
        return replace(question, minimum=low, maximum=high, step=step)

    def bound(self, row: Row, written: str) -> float:
        found = number(written, None)
        if isinstance(found, int | float):
            return found
        message = f"{written!r} is no number."
        mend = "Write numbers: start=0 end=10 step=1."
        self.faults.problem(row.place("parameters"), "range", message=message, mend=mend)
        return 1

    def constraint(self, entry: Entry) -> Rule | None:
        own = entry.row.text("constraint")
        brought = CONSTRAINTS.get(entry.type.name)
        if brought is None or not own:
            return self.rules.rule(entry.row, "constraint") if own else parsed(brought)
        return self.rules.parsed(f"({brought}) and ({own})", entry.row, "constraint")

    def calculation(self, entry: Entry, kind: QuestionKind) -> Rule | None:
        row = entry.row
        is_missing = not row.text("calculation") and not row.text("default")
        if kind is QuestionKind.CALCULATE and is_missing:
            message = f"{entry.name} is calculated, but nothing says how."
            mend = "Write a rule under calculation, such as ${a} + ${b}."
            place = row.place("calculation")
            self.faults.problem(place, "no-calculation", message=message, mend=mend)
        return self.rules.rule(row, "calculation")

    def known_at_start(self, entry: Entry) -> Rule | None:
        return parsed(DEFAULTS.get(entry.type.name))

    def note_unknown(self, entry: Entry) -> None:
        reason = UNKNOWN_HERE.get(entry.type.name)
        if reason:
            message = f"{entry.name} ({entry.type.name}) stays empty: {reason}."
            mend = "Nothing needs to be done, unless a rule uses it."
            place = entry.row.place("type")
            self.faults.note(place, "not-carried", message=message, mend=mend)

    def appearance(self, row: Row) -> tuple[str, ...]:
        """Words for the looks; parameters without a meaning here are kept as name=value."""
        kept = {
            name: value
            for name, value in parameters_of(row.text("parameters")).items()
            if name not in CARRIED_PARAMETERS
        }
        words = row.text("appearance").split()
        return (*words, *(f"{name}={value}" for name, value in kept.items()))

    def label(self, row: Row) -> Text:
        empty = Text(self.languages.source, {self.languages.source: ""})
        return self.text(row, "label") or empty

    def text(self, row: Row, key: str) -> Text | None:
        texts = row.texts(key)
        for language, text in texts.items():
            self.rules.check_text(text, row, key, language)
        return self.languages.text_of(texts)

    def hint(self, row: Row) -> Text | None:
        """The guidance for interviewers stands below the hint."""
        hint, guidance = self.text(row, "hint"), self.text(row, "guidance_hint")
        if hint is None or guidance is None:
            return hint or guidance
        codes = dict.fromkeys([*hint.texts, *guidance.texts])
        joined = {
            each: f"{hint.in_language(each)}\n\n{guidance.in_language(each)}" for each in codes
        }
        return Text(hint.source, joined)


def parsed(source: str | None) -> Rule | None:
    return None if source is None else Rule.parse(source)
