"""Every picture that a choice may name is drawn, in the colour of the text, and nothing else."""

import re

from app.reference.pictures import PICTURES
from tests.programs import ROOT

SPRITE = ROOT / "app" / "web" / "static" / "pictures.svg"


def test_what_may_be_named_is_drawn_once() -> None:
    drawn = re.findall(r'<symbol id="(\w+)"', SPRITE.read_text(encoding="utf-8"))
    assert sorted(drawn) == sorted(PICTURES)


def test_a_picture_has_the_colour_of_the_text_and_no_style_that_the_policy_refuses() -> None:
    text = SPRITE.read_text(encoding="utf-8")
    symbols = re.findall(r"<symbol [^>]*>", text)
    assert all('stroke="currentColor"' in each and 'fill="none"' in each for each in symbols)
    assert not re.search(r"<style|style=|<script|href", text)
