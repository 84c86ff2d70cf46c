"""A mapping file to start from: what looks alike is proposed, the rest is left to be decided."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from app.questionnaire.changing.fitting import fits
from app.questionnaire.changing.losing import Loss
from app.questionnaire.changing.placed import Placed, shown
from app.questionnaire.changing.recoding import NOTHING, matched
from app.questionnaire.model import Choice, Text

ALIKE = 0.6  # of 1: half reworded is still the same text
HEAD = """\
# Where the answers to the version before go on. Check every line, and say what the lines that
# begin with #? ask: take the #? away, or put the question or choice back.
"""


def proposal(old: Mapping[str, Placed], new: Mapping[str, Placed], found: Sequence[Loss]) -> str:
    """The text of the file, in YAML. found: what would be lost without a mapping."""
    lost = [old[each.key] for each in found if each.code == "question-lost"]
    kept = set(matched(old, new, NOTHING).values())
    guesses = _guesses(lost, [each for key, each in new.items() if key not in kept])
    parts = [
        _section("questions", _questions(lost, guesses)),
        _section("choices", _choices(found, old, new)),
        _section("drop", _drops(found, guesses)),
        _section("drop_choices", _dropped_choices(found, old, new)),
    ]
    body = "".join(part for part in parts if part)
    return HEAD + (body or "# Nothing is lost: no mapping is needed.\n")


def _section(name: str, lines: Iterable[str]) -> str:
    """A section that only asks is a comment as a whole, so that the file can be read."""
    listed = list(lines)
    if not listed:
        return ""
    is_asking = all(line.startswith("#?") for line in listed)
    head = f"#? {name}:" if is_asking else f"{name}:"
    return "\n".join([head, *listed]) + "\n"


def _guesses(lost: Sequence[Placed], free: Sequence[Placed]) -> Mapping[str, str]:
    """Old key to the new one that fits and reads most alike; each only once."""
    pairs = sorted(
        (
            (_likeness(each.question.text, other.question.text), each.key, other.key)
            for each in lost
            for other in free
            if each.around == other.around and fits(each.question, other.question)
        ),
        reverse=True,
    )
    found: dict[str, str] = {}
    for likeness, key, target in pairs:
        if likeness >= ALIKE and key not in found and target not in found.values():
            found[key] = target
    return found


def _likeness(one: Text, other: Text) -> float:
    """Of 1, in the language that the old one was written in, else the first that both have."""
    shared = one.languages & other.languages
    if not shared:
        return 0.0
    language = one.source if one.source in shared else min(shared)
    texts = one.texts[language], other.texts[language]
    return SequenceMatcher(None, *texts, autojunk=False).ratio()


def _questions(lost: Sequence[Placed], guesses: Mapping[str, str]) -> Iterator[str]:
    for each in lost:
        if each.key in guesses:
            code, target = shown(each.key), shown(guesses[each.key])
            yield f'  "{code}": "{target}"  # the same type, and texts alike'


def _drops(found: Sequence[Loss], guesses: Mapping[str, str]) -> Iterator[str]:
    for each in found:
        if not each.choice and each.key not in guesses:
            yield f'#?   - "{shown(each.key)}"  # {each.message}'


def _alike(loss: Loss, old: Mapping[str, Placed], new: Mapping[str, Placed]) -> Choice | None:
    """The choice that a lost one most likely became."""
    before, target = old[loss.key].question, new.get(loss.key)
    gone = before.choice(loss.choice)
    if gone is None or target is None:
        return None
    known = {each.code for each in before.all_choices}
    added = [each for each in target.question.all_choices if each.code not in known]
    best = max(added, key=lambda each: _likeness(gone.text, each.text), default=None)
    return None if best is None or _likeness(gone.text, best.text) < ALIKE else best


def _choices(
    found: Sequence[Loss], old: Mapping[str, Placed], new: Mapping[str, Placed]
) -> Iterator[str]:
    pairs = [(each, _alike(each, old, new)) for each in found if each.choice]
    for key in dict.fromkeys(each.key for each, choice in pairs if choice is not None):
        yield f'  "{shown(key)}":'
        for each, choice in pairs:
            if each.key == key and choice is not None:
                yield f'    "{each.choice}": "{choice.code}"  # texts alike'


def _dropped_choices(
    found: Sequence[Loss], old: Mapping[str, Placed], new: Mapping[str, Placed]
) -> Iterator[str]:
    lost = [each for each in found if each.choice and _alike(each, old, new) is None]
    for key in dict.fromkeys(each.key for each in lost):
        codes = ", ".join(f'"{each.choice}"' for each in lost if each.key == key)
        yield f'#?   "{shown(key)}": [{codes}]  # no new choice reads alike'
