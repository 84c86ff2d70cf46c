"""What changed from a version of a questionnaire to the next, in words."""

from collections.abc import Iterator, Mapping, Sequence

from app.questionnaire.changing.difference import ChangeKind, Difference
from app.questionnaire.changing.placed import Placed, placed, shown
from app.questionnaire.changing.recoding import Recoding, matched
from app.questionnaire.changing.rules import changed_rules
from app.questionnaire.changing.sequence import out_of_order
from app.questionnaire.changing.wordings import changed_text, quoted
from app.questionnaire.media import named_in
from app.questionnaire.model import Choice, Question, QuestionKind, Questionnaire


def compared(old: Questionnaire, new: Questionnaire, recoding: Recoding) -> tuple[Difference, ...]:
    """In the order of the new version; what was removed comes last."""
    before, now = placed(old), placed(new)
    pairs = matched(before, now, recoding)
    origins = {target: key for key, target in pairs.items()}
    moved = _moved(before, now, pairs)
    found = [*_languages(old, new), *_media(old, new)]
    for key, each in now.items():
        if key in origins:
            former = before[origins[key]]
            found += _changed(former, each, recoding)
            found += [moved[key]] if key in moved else []
        else:
            found.append(_added(each))
    found += [_removed(each) for key, each in before.items() if key not in pairs]
    return tuple(found)


def _languages(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    for each in new.languages:
        if each not in old.languages:
            sentence = f"The language {each} is new."
            yield Difference(kind=ChangeKind.LANGUAGE_ADDED, sentence=sentence)
    for each in old.languages:
        if each not in new.languages:
            sentence = f"The language {each} is there no more."
            yield Difference(kind=ChangeKind.LANGUAGE_REMOVED, sentence=sentence)


def _media(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Of files that came with either, under the same name or another."""
    for each in named_in(new):
        before, now = old.media_files.get(each.name), new.media_files.get(each.name)
        if before != now:
            how = "is new" if before is None else "is another now" if now else "came no more"
            sentence = f"{shown(each.question)}: its {each.kind} {each.name} {how}."
            yield Difference(kind=ChangeKind.RELABELLED, code=each.question, sentence=sentence)


def _added(each: Placed) -> Difference:
    label = quoted(each.question.text)
    sentence = f"{shown(each.key)} is new on page {each.page}: {kind_of(each.question)}{label}."
    return Difference(kind=ChangeKind.ADDED, code=shown(each.key), sentence=sentence)


def _removed(each: Placed) -> Difference:
    label = quoted(each.question.text)
    sentence = f"{shown(each.key)} is removed: it was {kind_of(each.question)}{label}."
    return Difference(kind=ChangeKind.REMOVED, code=shown(each.key), sentence=sentence)


def kind_of(question: Question) -> str:
    """The type in words, as survey files spell it."""
    several = question.kind is QuestionKind.MUNICIPALITY and question.is_multiple
    return f"{question.kind.value.replace('_', ' ')}{' of several places' if several else ''}"


def _changed(old: Placed, new: Placed, recoding: Recoding) -> Iterator[Difference]:
    code = shown(new.key)
    if old.key != new.key:
        sentence = f"{shown(old.key)} is called {code} now."
        yield Difference(kind=ChangeKind.RENAMED, code=code, sentence=sentence)
    before, now = kind_of(old.question), kind_of(new.question)
    if before != now:
        sentence = f"{code} was {before} and is {now} now."
        yield Difference(kind=ChangeKind.RETYPED, code=code, sentence=sentence)
    for name in ("text", "hint", "required_text", "constraint_text", "warning_text"):
        texts = getattr(old.question, name), getattr(new.question, name)
        for told in changed_text(*texts):
            sentence = f"{code}: its {name.replace('_text', ' message')} {told}"
            yield Difference(kind=ChangeKind.RELABELLED, code=code, sentence=sentence)
    for told in changed_rules(old.question, new.question):
        sentence = f"{code}: {told}"
        yield Difference(kind=ChangeKind.RULE_CHANGED, code=code, sentence=sentence)
    yield from _choices(old, new, recoding)


def _choices(old: Placed, new: Placed, recoding: Recoding) -> Iterator[Difference]:
    code = shown(new.key)
    before = {each.code: each for each in old.question.all_choices}
    now = {each.code: each for each in new.question.all_choices}
    aims = {each: recoding.choice(old.key, each) for each in before}
    for each, target in aims.items():
        if target is None or target not in now:
            text = f"{code}: the choice {each}{quoted(before[each].text)} is removed."
            yield _of_choice(ChangeKind.CHOICE_REMOVED, code, each, text)
            continue
        yield from _choice(code, before[each], now[target])
    for each in now:
        if each not in aims.values():
            text = f"{code}: the choice {each}{quoted(now[each].text)} is new."
            yield _of_choice(ChangeKind.CHOICE_ADDED, code, each, text)


def _choice(code: str, old: Choice, new: Choice) -> Iterator[Difference]:
    if old.code != new.code:
        text = f"{code}: the choice {old.code} is called {new.code} now."
        yield _of_choice(ChangeKind.CHOICE_RENAMED, code, new.code, text)
    for told in changed_text(old.text, new.text):
        text = f"{code}: the text of the choice {new.code} {told}"
        yield _of_choice(ChangeKind.CHOICE_RELABELLED, code, new.code, text)


def _of_choice(kind: ChangeKind, code: str, choice: str, sentence: str) -> Difference:
    return Difference(kind=kind, code=code, choice=choice, sentence=sentence)


def _moved(
    before: Mapping[str, Placed], now: Mapping[str, Placed], pairs: Mapping[str, str]
) -> Mapping[str, Difference]:
    """By new key: to another page or group, or to another place among those that stayed."""
    found: dict[str, Difference] = {}
    for key, target in pairs.items():
        old, new = before[key], now[target]
        if (old.page, old.group) != (new.page, new.group):
            found[target] = _move(target, f"from {_place(old)} to {_place(new)}")
    stayed = [target for key, target in pairs.items() if target not in found]
    for target in out_of_order(stayed, [key for key in now if key in set(stayed)]):
        found[target] = _move(target, f"within {_place(now[target])}{_after(target, list(now))}")
    return found


def _move(key: str, how: str) -> Difference:
    sentence = f"{shown(key)} moved {how}."
    return Difference(kind=ChangeKind.MOVED, code=shown(key), sentence=sentence)


def _place(each: Placed) -> str:
    return f"page {each.page}, group {each.group}" if each.group else f"page {each.page}"


def _after(key: str, order: Sequence[str]) -> str:
    place = order.index(key)
    return f", after {shown(order[place - 1])}" if place else ", to its top"
