"""Random walks through forms, written with the logic of each form as a sheet in Markdown."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pyxform.xls2xform import convert

from tests.oracles.engines import HERE, Engine
from tests.oracles.guessing import text_of
from tests.oracles.skeletons import skeleton_of
from tests.oracles.walking import Found, Walker
from tests.oracles.xforms import read_xform

SOURCES = {
    "correlaid": "CorrelAid/xlsform2lstsv (MIT and ISC)",
    "javarosa": "getodk/javarosa, test resources (Apache-2.0)",
    "odk-web-forms": "getodk/web-forms, fixtures (Apache-2.0)",
    "pyxform": "XLSForm/pyxform, tests (BSD-2-Clause)",
    "forms": "written for this test",
}
WALKS: Mapping[str, tuple[int, int]] = {
    "correlaid/all_types_survey.xlsx": (6, 25),
    "correlaid/mitwirken_umfrage.xlsx": (8, 30),
    "correlaid/testA.xlsx": (6, 25),
    "javarosa/eIMCI-by-D-Tree.xml": (8, 30),
    "javarosa/jr-choice-name.xml": (6, 20),
    "javarosa/multiple-events.xml": (4, 10),
    "javarosa/three-level-cascading-select.xml": (6, 12),
    "odk-web-forms/all-question-types-v2024091201-3.xlsx": (4, 25),
    "odk-web-forms/computations--6-relevant-calculate-group.xml": (5, 12),
    "odk-web-forms/computations--7-readonly-group.xml": (5, 14),
    "odk-web-forms/groups--presentation-group.xml": (5, 12),
    "odk-web-forms/ifrc-distribution-site-assessment-v1.xlsx": (10, 40),
    "odk-web-forms/rank--2-rank-with-choice-filter.xml": (4, 8),
    "odk-web-forms/repeats--06-jr-test-add-repeat-calc.xml": (5, 15),
    "odk-web-forms/repeats--10-repeat-with-multiple-children.xml": (5, 15),
    "odk-web-forms/repeats--12-NestedRepeat.xml": (8, 20),
    "odk-web-forms/select--2-dynamic-selects-itemsets.xml": (6, 12),
    "odk-web-forms/select--4-appearances.xml": (4, 20),
    "odk-web-forms/socio-economic-survey-v20240515.xlsx": (8, 25),
    "odk-web-forms/validation--1-validation.xml": (5, 12),
    "pyxform/cascading_select_test_equivalent.xls": (6, 15),
    "pyxform/flat_xlsform_test.xlsx": (6, 30),
    "pyxform/loop.xlsx": (5, 15),
    "pyxform/or_other.xlsx": (5, 12),
    "pyxform/repeat_date_test.xls": (5, 12),
    "pyxform/table-list.xls": (4, 15),
    "pyxform/tutorial.xls": (6, 20),
    "pyxform/widgets.xls": (5, 25),
    "pyxform/xlsform_spec_test.xlsx": (6, 30),
}
"""Of each form: how many walks, and how many answers a walk."""
OWN = HERE / "forms"
OWN_WALKS = (4, 25)


@dataclass(frozen=True, slots=True)
class Recorder:
    forms: Path
    out: Path
    java_rosa: Engine
    web_forms: Engine

    def record(self) -> int:
        """Returns how many walks."""
        self.out.mkdir(parents=True, exist_ok=True)
        others = sum(self.one(self.forms / name, *WALKS[name]) for name in WALKS)
        return others + sum(self.one(path, *OWN_WALKS) for path in sorted(OWN.glob("*.md")))

    def one(self, path: Path, walks: int, length: int) -> int:
        original = xform_of(path)
        skeleton = skeleton_of(read_xform(original))
        sheet = skeleton.markdown()
        form = convert(xlsform=sheet, file_type=".md").xform
        walker = Walker(form, self.java_rosa, self.web_forms)
        walked = [list(walker.walk(seed, length)) for seed in range(1, walks + 1)]
        if not skeleton.renamed:
            self.compare(original, walked)
        head = {
            "form": path.name,
            "source": SOURCES[path.parent.name],
            "today": datetime.now(UTC).date().isoformat(),
            "left_out": sorted(walker.unstable),
            "start": walked[0][0],
        }
        stem = path.name.partition(".")[0]
        (self.out / f"{stem}.md").write_text(sheet, encoding="utf-8")
        (self.out / f"{stem}.jsonl").write_text(lines(head, walked), encoding="utf-8")
        return walks

    def compare(self, original: str, walked: list[list[Found]]) -> None:
        """The form itself asks the same questions as its skeleton. Raises UnlikeError."""
        for steps in walked:
            skeleton: Found = {}
            for step in steps:
                changed = step["changed"]
                skeleton |= changed if isinstance(changed, dict) else {}
                nodes = self.original_nodes(original, step)
                unlike = [path for path, node in skeleton.items() if is_unlike(node, nodes[path])]
                if unlike:
                    raise UnlikeError(unlike)

    def original_nodes(self, original: str, step: Found) -> Mapping[str, Found]:
        if "answer" in step:
            value = text_of(step["value"])
            found = self.java_rosa.ask("answer", path=step["answer"], value=value)
        elif "add" in step:
            found = self.java_rosa.ask("add", path=step["add"])
        else:
            found = self.java_rosa.ask("load", form=original)
        if not isinstance(found, dict):
            raise TypeError(found)
        return {**dict.fromkeys(step["changed"]), **found["nodes"]}


class UnlikeError(Exception):
    """Paths where a form and its skeleton differ: the skeleton lost a rule."""


def is_unlike(ours: object, original: object) -> bool:
    if not isinstance(ours, dict) or not isinstance(original, dict):
        return ours is not original
    keys = ("relevant", "required", "readonly") if ours["relevant"] else ("relevant",)
    return any(bool(ours.get(key)) != original[key] for key in keys)


def xform_of(path: Path) -> str:
    """A workbook is read by what it is, whatever it is called."""
    if path.suffix == ".md":
        return str(convert(xlsform=path.read_text(encoding="utf-8"), file_type=".md").xform)
    if path.suffix == ".xml":
        return path.read_text(encoding="utf-8")
    return str(convert(xlsform=path.read_bytes()).xform)


def lines(head: Found, walked: list[list[Found]]) -> str:
    """First the form, how it starts and what is left out; then a walk a line. Raises ValueError
    where a walk starts otherwise than the first."""
    if any(steps[0] != head["start"] for steps in walked):
        raise ValueError(f"{head['form']} does not always start alike")
    rest = ({"seed": seed, "steps": steps[1:]} for seed, steps in enumerate(walked, start=1))
    return "".join(f"{packed(each)}\n" for each in (head, *rest))


def packed(found: Found) -> str:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))
