"""The file of the practices' workflow: states, gates, criteria and codes."""

from pathlib import Path

from app.questionnaire.nearest import nearest
from app.questionnaire.reading.catalogues import languages_of, translations_beside
from app.questionnaire.reading.codes import Seen, is_repeated, lower_code
from app.questionnaire.reading.formats import PRACTICES, check_format
from app.questionnaire.reading.problems import Problem, UnreadableError, in_order
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.source_file import SourceFile
from app.questionnaire.reading.wording import Wording
from app.reference.practices import NEEDS, Workflow

LISTS = ("challenges", "cost_bands", "strengths", "outcomes", "verdicts", "transfer_states")
KEYS = frozenset(
    ["format", "version", "language", "states", "exits", "gates", "fit", "criteria", *LISTS]
)


def read_practices(path: Path, translations: Path | None = None) -> Workflow:
    """Raises UnreadableError with every problem of the file and its catalogues."""
    workflow, problems = practices_of(path, translations or translations_beside(path))
    if workflow is None or problems:
        raise UnreadableError(problems)
    return workflow


def check_practices(path: Path, translations: Path) -> tuple[Problem, ...]:
    return practices_of(path, translations)[1]


def practices_of(path: Path, translations: Path) -> tuple[Workflow | None, tuple[Problem, ...]]:
    """What could be read, and every problem."""
    source = SourceFile(str(path))
    root = source.compose(path)
    if root is None:
        return None, tuple(source.problems)
    section = Section.of(root, source, known=KEYS, what="The file")
    check_format(section, PRACTICES)
    section.text("version", is_required=True)
    language = section.text("language", is_required=True) or "en"
    offered = languages_of(translations, path.stem)
    wording = Wording.load(language, translations, domain=path.stem, languages=offered)
    needs: dict[str, tuple[str, ...]] = {}
    states = _codes(section, "states", wording)
    exits = _codes(section, "exits", wording, needs)
    _read_gates(section, states, needs)
    workflow = Workflow(
        states=states,
        exits=exits,
        needs=needs,
        fit=_codes(section, "fit", wording),
        criteria=_codes(section, "criteria", wording),
        lists={name: _codes(section, name, wording) for name in LISTS},
    )
    return workflow, in_order([*source.problems, *wording.problems(source)])


def _codes(
    section: Section, name: str, wording: Wording, needs: dict[str, tuple[str, ...]] | None = None
) -> tuple[str, ...]:
    """The codes of a list, each with its text; needs: takes what its items ask for."""
    known = ("code", "text") if needs is None else ("code", "needs", "text")
    seen: Seen = {}
    for node in section.nodes(name, is_required=True):
        each = Section.of(node, section.source, known=known, what=f"An item of {name}")
        code = lower_code(each)
        if code is None or is_repeated(code, each, seen, f"In {name}, "):
            continue
        wording.needed(each, "text", f"{name}.{code}", is_label=True)
        if needs is not None and "needs" in each:
            needs[code] = _needs(each)
    return tuple(seen)


def _read_gates(
    section: Section, states: tuple[str, ...], needs: dict[str, tuple[str, ...]]
) -> None:
    """Every state but the first has one gate."""
    seen: set[str] = set()
    for node in section.nodes("gates", is_required=True):
        gate = Section.of(node, section.source, known=("to", "needs"), what="A gate")
        to = gate.text("to", is_required=True)
        if to is None:
            continue
        gate.what = f"The gate to {to}"
        if to not in states[1:] or to in seen:
            message = f"{gate.what} leads to no state after the first, or stands twice."
            mend = nearest(to, set(states[1:]) - seen, otherwise="Remove it.")
            gate.problem("to", "unknown-state", message=message, mend=mend)
        seen.add(to)
        needs[to] = _needs(gate)
    for state in states[1:]:
        if state not in seen:
            message = f"No gate leads to the state {state}."
            section.problem("gates", "no-gate", message=message, mend="Say what it needs.")


def _needs(gate: Section) -> tuple[str, ...]:
    found = []
    for node in gate.nodes("needs", is_required=True):
        need = gate.quoted(node, "needs")
        if need is not None and need not in NEEDS:
            message = f"{gate.what}: nothing is called {need!r} that could be needed."
            mend = nearest(need, NEEDS)
            gate.source.problem(node, "unknown-need", message=message, mend=mend)
        elif need is not None:
            found.append(need)
    return tuple(found)
