"""What the store must hold of one response: reckoned from what pages showed, what was sent and what
was acknowledged. It knows nothing of questionnaires.

Answers are lists of texts, as fields hold them: [] is no answer, and order does not matter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Said: TypeAlias = tuple[str, ...]
NOTHING: Said = ()


def said(values: Iterable[str]) -> Said:
    """Numbers are the same however they are written: 2.50 and 2,5."""
    return tuple(sorted(_plain(each) for each in values if each.strip()))


def _plain(text: str) -> str:
    text = text.strip().replace("\r\n", "\n")
    try:
        return f"{float(text.replace(',', '.')):.12g}"
    except ValueError:
        return text


@dataclass(slots=True)
class Page:
    """One page on one device. knew: by field, the answers that whoever holds it has seen there or
    sent from there."""

    knew: dict[str, set[Said]] = field(default_factory=dict)

    @classmethod
    def showing(cls, shown: Mapping[str, Said]) -> "Page":
        return cls({name: {value} for name, value in shown.items()})

    def tried(self, sent: Mapping[str, Said]) -> None:
        for name, known in self.knew.items():
            known.add(sent.get(name, NOTHING))


@dataclass(slots=True)
class Reckoning:
    """must: by field, what the store must hold. either: where only one of some can be said."""

    must: dict[str, Said] = field(default_factory=dict)
    either: dict[str, set[Said]] = field(default_factory=dict)

    def clashes(self, page: Page, sent: Mapping[str, Said]) -> set[str]:
        """Fields where both changed: the page must come back with them."""
        return {name for name in page.knew if self._is_clash(page, name, sent.get(name, NOTHING))}

    def _is_clash(self, page: Page, name: str, new: Said) -> bool:
        now, knew = self.must.get(name, NOTHING), page.knew[name]
        return now not in knew and new not in knew and new != now

    def take(self, page: Page, sent: Mapping[str, Said], refused: Iterable[str] = ()) -> None:
        """Of an acknowledged page. refused: fields that it came back with."""
        left = {*refused, *self.clashes(page, sent)}
        for name, knew in page.knew.items():
            if name not in left and self.must.get(name, NOTHING) in knew:
                self.must[name] = sent.get(name, NOTHING)
                self.either.pop(name, None)

    def doubt(
        self, page: Page, sent: Mapping[str, Said], before: Mapping[str, Said], *, is_sure: bool
    ) -> None:
        """Where something may have been refused without its name: one of both is stored."""
        for name in () if is_sure else page.knew:
            new, old = sent.get(name, NOTHING), before.get(name, NOTHING)
            if self.must.get(name, NOTHING) != old:
                self.either[name] = {old, new}

    def settle(self, stored: Mapping[str, Said]) -> None:
        """What was in doubt is what the store holds, if that is one of what it may be."""
        for name, allowed in [*self.either.items()]:
            if stored.get(name, NOTHING) in allowed:
                self.must[name] = stored.get(name, NOTHING)
                del self.either[name]

    def differences(self, stored: Mapping[str, Said]) -> list[str]:
        self.settle(stored)
        return [
            f"{name}: must be {must}, is {stored.get(name, NOTHING)}"
            for name, must in self.must.items()
            if stored.get(name, NOTHING) != must
        ]
