"""In which language a short answer is, when the page was in another."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from app.estimation.open_answers.languages import Detector
from app.reference.languages import LANGUAGES

ANSWERS = yaml.safe_load(Path(__file__).with_name("answers.yaml").read_text("utf-8"))
CODES = sorted({each["language"] for each in ANSWERS})


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector.of(CODES)


def missed(detector: Detector, prior: Mapping[str, str]) -> list[str]:
    return [
        each["text"]
        for each in ANSWERS
        if detector.language_of(each["text"], prior.get(each["language"], "en")) != each["language"]
    ]


def test_there_are_35_answers_in_26_languages() -> None:
    assert (len(ANSWERS), len(CODES)) == (35, 26)


def test_nearly_all_are_told_although_the_page_was_in_english(detector: Detector) -> None:
    assert len(missed(detector, {})) <= 2


def test_all_are_told_when_the_page_was_in_their_language(detector: Detector) -> None:
    assert missed(detector, {code: code for code in CODES}) == []


def test_of_twenty_letters_and_fewer_nobody_can_tell(detector: Detector) -> None:
    assert detector.language_of("une comptable à deux", "en") == "en"  # 17 letters
    assert detector.language_of("", "ga") == "ga"
    assert detector.language_of("12 34 56 78 90 12 34 56 78 90 12", "fi") == "fi"


def test_every_language_of_the_product_is_known() -> None:
    assert Detector.of(LANGUAGES).language_of("نتقاسم المحاسب مع شركتين أخريين", "en") == "ar"
