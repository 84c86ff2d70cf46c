"""Papers to print: every letter of every language, whatever fonts the machine has."""

import io
import re
from collections.abc import Mapping

import pytest
from pypdf import PdfReader

from app.reference.languages import NAMES, direction
from app.web.typesetting.typeset import NotTypesetError, typeset

OWN_FONTS = {"LibertinusSerif", "NotoSansArabic"}


def content(language: str, said: str, rows: int = 3) -> Mapping[str, object]:
    row = {"label": said, "own": "", "said": f"34 % {said}", "solid": said, "share": 0.34}
    block = {"title": said, "finding": said, "rows": [row] * rows, "note": said}
    return {
        "language": language,
        "direction": direction(language),
        "title": said,
        "subtitle": said,
        "labels": [said],
        "accent": "#0b5a63",
        "blocks": [block] * 5,
        "contact_title": said,
        "contact": said,
        "foot": said,
    }


def paper(language: str, said: str) -> PdfReader:
    return PdfReader(io.BytesIO(typeset("summary", content(language, said))))


def fonts(found: PdfReader) -> set[str]:
    """Without the prefix of a subset and the cut."""
    named = found.pages[0]["/Resources"]["/Font"].values()
    bare = (str(each.get_object()["/BaseFont"]).partition("+")[2] for each in named)
    return {re.split("[-_]", each)[0] for each in bare}


@pytest.mark.parametrize("language", NAMES)
def test_the_name_of_a_language_is_written_in_our_own_fonts(language: str) -> None:
    found = paper(language, NAMES[language])
    assert fonts(found) <= OWN_FONTS
    text = found.pages[0].extract_text()
    assert "\N{REPLACEMENT CHARACTER}" not in text
    assert sorted(set(NAMES[language])) == sorted(set(NAMES[language]) & set(text))


def test_arabic_letters_are_joined_by_the_arabic_font() -> None:
    found = paper("ar", "مرحبا بكم في المنطقة")
    assert "NotoSansArabic" in fonts(found)
    assert found.trailer["/Root"]["/Lang"] == "ar"


def test_a_very_long_summary_stays_on_one_page() -> None:
    assert len(paper("de", "Weiterbildungsangebote " * 3).pages) == 1


def test_marks_of_the_pattern_in_a_text_are_only_text() -> None:
    text = paper("en", "#sys.version *a* $x$ <b>").pages[0].extract_text()
    assert "#sys.version *a* $x$ <b>" in text


def test_what_cannot_be_set_is_refused() -> None:
    with pytest.raises(NotTypesetError, match="failed"):
        typeset("nowhere", {})
