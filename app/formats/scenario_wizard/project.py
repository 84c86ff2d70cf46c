"""A project (.scw): descriptors, their states, and the matrix between them.

The file is parted by lines that begin with #. First come names (& a descriptor, - a state), then
texts, a part that is mostly empty, a colour a state, another part, the matrix (a row a line, cells
parted by commas), and remarks. Names, matrix and remarks are kept; the other parts are written
empty.
"""

from dataclasses import dataclass
from pathlib import Path

from app.formats.scenario_wizard.lines import Lines, as_number, number, read_lines

MARK = "$ ScenarioWizard"
MATRIX_PART = 5  # counted from 0
MOST_STATES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """descriptors: names. states: names for each descriptor; a name may be empty or stand twice.
    impacts: a row a state, in the order of the descriptors, rows influence columns. remarks: lines
    after the matrix, as they stood; () where there are none."""

    title: str
    descriptors: tuple[str, ...]
    states: tuple[tuple[str, ...], ...]
    impacts: tuple[tuple[float, ...], ...]
    remarks: tuple[str, ...] = ()

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many states each descriptor has."""
        return tuple(map(len, self.states))


def read_project(path: Path) -> Project:
    """Raises UnreadableError with every problem by line and column."""
    lines = read_lines(path)
    _check_mark(lines)
    lines.stop()
    parts = _parts(lines)
    names = _names(lines, parts[0])
    lines.stop()
    wanted = sum(len(states) for _name, states in names)
    if len(parts) <= MATRIX_PART:
        message = f"The file has {len(parts)} parts, the matrix is the {MATRIX_PART + 1}th."
        mend = "Save it from ScenarioWizard again, with all its lines that begin with #."
        lines.problem(len(lines.texts), "no-matrix", message=message, mend=mend)
        lines.stop()
    impacts = _matrix(lines, parts[MATRIX_PART], wanted)
    lines.stop()
    return Project(
        title=lines.texts[1].strip(),
        descriptors=tuple(name for name, _states in names),
        states=tuple(tuple(each) for _name, each in names),
        impacts=impacts,
        remarks=tuple(lines.texts[parts[MATRIX_PART][-1][0] + 1 :]),
    )


def written_project(project: Project) -> str:
    """The text of a .scw file that ScenarioWizard opens."""
    named = list(zip(project.descriptors, project.states, strict=True))
    none = [
        "# 0-0",
        '""',
        *["# ", '""'] * len(named),
        *["#  -> ", '""'] * len(named) ** 2,
        "#",
        "#",
    ]
    lines = [f"{MARK} 4.0", " ".join(project.title.split())]
    for name, states in named:
        lines += [f"&{name}", *(f" -{state}" for state in states)]
    lines += ["#", *(line for _name, states in named for line in ("&", *[" "] * len(states)))]
    lines += ["#", "#", *["FFFFFF"] * len(project.impacts), "#", "#"]
    lines += [",".join(f"{_signed(each)} " for each in row) for row in project.impacts]
    lines += ["#", *(project.remarks or none)]
    return "\n".join(lines) + "\n"


def _signed(value: float) -> str:
    return as_number(value) if value < 0 else f" {as_number(value)}"


def _check_mark(lines: Lines) -> None:
    if not lines.texts[0].startswith(MARK):
        message = f"The file does not begin with {MARK!r}."
        mend = "Give a project file, .scw, as ScenarioWizard 4 saves it."
        lines.problem(1, "no-project", message=message, mend=mend, column=1)


def _parts(lines: Lines) -> list[list[tuple[int, str]]]:
    """Lines, each with its number, between those that begin with #; the first two are a head."""
    parts: list[list[tuple[int, str]]] = [[]]
    for line, text in enumerate(lines.texts[2:], start=3):
        if text.lstrip().startswith("#"):
            parts.append([])
        else:
            parts[-1].append((line, text))
    return parts


def _names(lines: Lines, part: list[tuple[int, str]]) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line, text in part:
        written = text.strip()
        name = written[1:].strip()
        if written.startswith("&"):
            found.append((name, []))
        elif written.startswith("-") and found:
            found[-1][1].append(name)
        elif written:
            message = f"{written!r} is neither a descriptor nor a state of one."
            mend = "Begin a descriptor with & and, below it, each of its states with -."
            lines.problem(line, "no-name", message=message, mend=mend, column=1)
    _check_names(lines, part, found)
    return found


def _check_names(
    lines: Lines, part: list[tuple[int, str]], found: list[tuple[str, list[str]]]
) -> None:
    heads = [line for line, text in part if text.strip().startswith("&")]
    for line, (name, states) in zip(heads, found, strict=True):
        if not states:
            message, mend = f"The descriptor {name!r} has no state.", "Add its states below it."
            lines.problem(line, "no-state", message=message, mend=mend)
    count = sum(len(states) for _name, states in found)
    if not 1 <= count <= MOST_STATES and not lines.problems:
        message = f"The file has {count} states."
        mend = f"Give descriptors (&) with 1 to {MOST_STATES:,} states (-) in all."
        lines.problem(3, "states", message=message, mend=mend)


def _matrix(
    lines: Lines, part: list[tuple[int, str]], wanted: int
) -> tuple[tuple[float, ...], ...]:
    rows = [(line, text) for line, text in part if text.strip()]
    if len(rows) != wanted:
        last = rows[-1][0] if rows else (part[0][0] if part else len(lines.texts))
        message = f"The matrix has {len(rows)} rows, there are {wanted} states."
        lines.problem(last, "rows", message=message, mend="Write a row for each state.")
    return tuple(_row(lines, line, text, wanted) for line, text in rows)


def _row(lines: Lines, line: int, text: str, wanted: int) -> tuple[float, ...]:
    cells = text.split(",")
    if len(cells) != wanted:
        message = f"The row has {len(cells)} cells, there are {wanted} states."
        mend = "Write a number for each state, with a comma between two."
        lines.problem(line, "row-length", message=message, mend=mend)
        return ()
    found, column = [], 1
    for cell in cells:
        indent = len(cell) - len(cell.lstrip())
        found.append(number(lines, line, column + indent, cell.strip()))
        column += len(cell) + 1
    return tuple(found)
