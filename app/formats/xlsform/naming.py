"""Codes of questions after their names: the name alone, unless another group has it too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.formats.xlsform.entries import Entry


def give_codes(entries: Iterable[Entry]) -> None:
    """Each entry gets its code; what lies in a repeat has codes of its own.

    What lies in no group has its name for itself, wherever it stands.
    """
    listed = list(entries)
    Scope(frozenset(each.name for each in listed)).give(listed, ())


@dataclass(slots=True)
class Scope:
    """top: names of what lies in no group of the form, or of the repeat."""

    top: frozenset[str]
    taken: set[str] = field(default_factory=set)

    def give(self, entries: Iterable[Entry], groups: tuple[str, ...]) -> None:
        """groups: names of those around, outmost first, within the same repeat."""
        for entry in entries:
            taken = self.taken | self.top if groups else self.taken
            entry.code = free_code(entry.name, taken, groups)
            self.taken.add(entry.code)
            if entry.type.has_other:
                self.taken.add(f"{entry.code}_other")
            if entry.of == "repeat":
                give_codes(entry.inside)
            else:
                self.give(entry.inside, (*groups, entry.name))


def free_code(name: str, taken: set[str], groups: tuple[str, ...]) -> str:
    """GROUP/name where the name is taken, with as many groups as it needs."""
    code = name
    for group in reversed(groups):
        if code not in taken:
            break
        code = f"{group}/{code}"
    return code


def names_of(entries: Iterable[Entry]) -> Mapping[str, int]:
    """How often each name stands in the form."""
    found: dict[str, int] = {}
    for top in entries:
        for entry in top.walk():
            found[entry.name] = found.get(entry.name, 0) + 1
            if entry.type.has_other:
                found[f"{entry.name}_other"] = found.get(f"{entry.name}_other", 0) + 1
    return found


def lists_with_other(entries: Iterable[Entry]) -> frozenset[str]:
    every = (entry for top in entries for entry in top.walk())
    return frozenset(each.type.listed for each in every if each.type.has_other)
