"""How many responses hold an answer to each question and choice, in the codes of a version."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.questionnaire.asked import OPEN, is_empty, key_of, parts_of
from app.questionnaire.changing.placed import Placed
from app.questionnaire.changing.recoding import Recoding, targets
from app.questionnaire.model import Answers, QuestionKind, Value

Chosen = tuple[str, str]
"""Key of a question, code of a choice."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Number of responses: by key, by key and choice. Only what somebody answered is there."""

    questions: Mapping[str, int] = field(default_factory=dict)
    choices: Mapping[Chosen, int] = field(default_factory=dict)

    def plus(self, other: "Answered") -> "Answered":
        questions = Counter(self.questions) + Counter(other.questions)
        return Answered(questions, Counter(self.choices) + Counter(other.choices))


@dataclass(frozen=True, slots=True)
class Counts:
    """What an answer under one path counts for. keys: its own, and those of the repeats around it.

    codes: choices that the answer may hold. share: the choice that the path itself stands for.
    """

    keys: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()
    share: tuple[Chosen, ...] = ()


def answered(questions: Mapping[str, Placed], rows: Iterable[Answers]) -> Answered:
    """Reads every row once; a question shown and passed was not answered."""
    keys: Counter[str] = Counter()
    chosen: Counter[Chosen] = Counter()
    known: dict[str, Counts] = {}
    for row in rows:
        given: set[str] = set()
        taken: set[Chosen] = set()
        for path, value in row.items():
            if path not in known:
                known[path] = _counts(path, questions)
            found = known[path]
            if found.keys and not is_empty(value):
                given.update(found.keys)
                taken.update(_chosen(value, found))
        keys.update(given)
        chosen.update(taken)
    return Answered(keys, chosen)


def carried(before: Answered, old: Mapping[str, Placed], recoding: Recoding) -> Answered:
    """The same in the codes of the next version, without what was dropped."""
    aims = targets(old, recoding)
    keys: Counter[str] = Counter()
    chosen: Counter[Chosen] = Counter()
    for key, number in before.questions.items():
        if key in aims:
            keys[aims[key]] += number
    for (key, code), number in before.choices.items():
        now = recoding.choice(key, code)
        if key in aims and now is not None:
            chosen[aims[key], now] += number
    return Answered(keys, chosen)


def _counts(path: str, questions: Mapping[str, Placed]) -> Counts:
    """Of a path that the questionnaire lacks: nothing."""
    is_text = path.endswith(OPEN) and key_of(path) not in questions
    key = key_of(path.removesuffix(OPEN) if is_text else path)
    if key not in questions:
        return Counts()
    each = questions[key]
    codes = frozenset(choice.code for choice in each.question.all_choices)
    return Counts(
        keys=tuple(_with_repeats(key, questions)),
        codes=frozenset() if is_text else codes,
        share=tuple(_share(each, path, questions)),
    )


def _with_repeats(key: str, questions: Mapping[str, Placed]) -> Iterator[str]:
    while key:
        yield key
        key = questions[key].around


def _share(each: Placed, path: str, questions: Mapping[str, Placed]) -> Iterator[Chosen]:
    if each.around and questions[each.around].question.kind is QuestionKind.CONSTANT_SUM:
        yield each.around, str(parts_of(path)[1])


def _chosen(value: Value, found: Counts) -> Iterator[Chosen]:
    yield from found.share
    codes = value if isinstance(value, tuple) else (value,)
    for code in codes:
        if isinstance(code, str) and code in found.codes:
            yield found.keys[0], code
