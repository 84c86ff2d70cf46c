"""Questions whose rules wait for one another: refused at the first of them, by their names."""

import re
from collections.abc import Iterable, Iterator

from app.formats.xlsform.entries import Entry
from app.formats.xlsform.faults import Faults
from app.questionnaire.asked import key_in
from app.questionnaire.model import Questionnaire
from app.questionnaire.reading.cycles import cycles

READS = re.compile(r"\$\{|/")
RULES = ("calculation", "relevant", "required", "read_only")


def check_circles(questionnaire: Questionnaire, entries: Iterable[Entry], faults: Faults) -> None:
    known = dict(keyed(entries, ""))
    for circle in cycles(questionnaire):
        first = next(known[each] for each in circle if each in known)
        place = first.row.place(first_rule(first))
        message = f"These questions wait for one another: {' -> '.join(circle)}."
        mend = "Write one of their rules without the next."
        faults.problem(place, "cycle", message=message, mend=mend)


def keyed(entries: Iterable[Entry], repeat: str) -> Iterator[tuple[str, Entry]]:
    """R/S/code for what lies in repeats."""
    for entry in entries:
        key = key_in(repeat, entry.code)
        yield key, entry
        yield from keyed(entry.inside, key if entry.of == "repeat" else repeat)


def first_rule(entry: Entry) -> str:
    return next((key for key in RULES if READS.search(entry.row.text(key))), "calculation")
