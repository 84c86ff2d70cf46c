"""Each indicator has a page that names the inputs of its sheet and tells the same formula."""

import re
from functools import cache
from pathlib import Path

import pytest

from app.questionnaire.reading.indicator_sheets import Sheet, read_sheets
from app.releases.indicators.registry import SUBJECTS
from tests.programs import ROOT

FOLDER = ROOT / "docs" / "methods" / "indicators"
SHEETS = read_sheets(ROOT / "surveys" / "indicators.yaml")
REGISTERED = sorted({each.indicator for each in SUBJECTS})
PARTS = ["Formula", "Inputs", "Base", "How to read it", "Limits", "Source"]


@cache
def page(code: str) -> str:
    return (FOLDER / f"{code}.md").read_text(encoding="utf-8")


def part(text: str, name: str) -> str:
    return text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("code", REGISTERED)
def test_every_registered_indicator_has_a_page_with_every_part(code: str) -> None:
    text, sheet = page(code), SHEETS[code]
    assert text.startswith(f"# {code} {sheet.name}\n")
    assert re.findall(r"^## (.+)$", text, re.M) == PARTS
    assert all(part(text, name).strip() for name in PARTS)


@pytest.mark.parametrize("code", REGISTERED)
def test_a_page_says_what_the_sheet_says(code: str) -> None:
    text, sheet = page(code), SHEETS[code]
    assert names_in(text) == list(sheet.inputs)
    assert in_one_line(sheet.formula) in in_one_line(part(text, "Formula"))
    assert in_one_line(sheet.reading) in in_one_line(part(text, "How to read it"))


def names_in(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", part(text, "Inputs"))


def test_a_planted_input_is_seen() -> None:
    sheet: Sheet = SHEETS["IND07"]
    assert names_in(page("IND07").replace("`F_EMP30`", "`F_ACT30`")) != list(sheet.inputs)


def test_the_list_names_every_page() -> None:
    listed = re.findall(r"\]\((IND\d+)\.md\)", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.stem for path in Path(FOLDER).glob("IND*.md"))
