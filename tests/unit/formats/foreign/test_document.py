"""The document about other forms names the functions that are carried, all and no other."""

import re
from pathlib import Path

from app.formats.limesurvey.functions import FUNCTIONS as LIMESURVEY
from app.formats.surveyjs.functions import FUNCTIONS as SURVEYJS

TEXT = (Path(__file__).resolve().parents[4] / "docs" / "other_forms.md").read_text()
LISTED = re.findall(r"Functions that are carried: ([^.]*)\.", TEXT)


def test_every_function_is_named() -> None:
    of_limesurvey, of_surveyjs = (re.findall(r"`(\w+)`", each) for each in LISTED)
    assert sorted(of_limesurvey) == sorted(LIMESURVEY)
    assert sorted(each.lower() for each in of_surveyjs) == sorted(SURVEYJS)
