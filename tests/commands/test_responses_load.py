"""flask responses load: checked row by row with the engine, all or nothing, each row once."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from app.commands.erase import erase
from app.commands.responses import responses
from app.questionnaire.reading import read_questionnaire
from app.store import answer_tables, campaigns, keys, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from tests import made_store
from tests.programs import ROOT

KEY = "abcdefghijklmnopqrstuvwx23"
NUMBER = 12  # of rows in a file that is wrong in one
GOOD = {
    "F_CONSENT": True, "F_ROLE": "owner", "F_PLACE": "demo_fr01", "F_ACT": "act_care",
}  # fmt: skip


@pytest.fixture
def firms(app: Flask) -> Flask:
    """The reference questionnaire in the field, in one territory; and an older campaign of it."""
    with app.app_context(), transaction():
        made_store.territories()
        version = questionnaires.save(read_questionnaire(SMALL, ROOT / "translations"))
        for code, is_synthetic in (("real", False), ("other", False), ("made-up", True)):
            campaigns.add(
                NewCampaign(
                    code=code,
                    questionnaire_id=version.id,
                    wave="w2026",
                    territories=("demo_fr",),
                    opens_on=date(2026, 1, 1),
                    closes_on=date(2026, 12, 31),
                    is_synthetic=is_synthetic,
                )
            )
    return app
