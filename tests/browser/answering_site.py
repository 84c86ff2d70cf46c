"""The reference questionnaires in the field, in every language, on a small site of their own."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from app.questionnaire.reading import read_questionnaire
from app.settings import DATABASE_FILE, Settings
from app.store import campaigns, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from app.wiring import create_app
from tests import databases, made_store
from tests.programs import ROOT

CLOSED = "closed"
CAMPAIGNS = ("firms", "residents", "trainers")


def product_over(folder: Path, *, is_demo: bool) -> Flask:
    """Over a new store in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    url = sa.make_url(f"sqlite:///{folder / DATABASE_FILE}")
    databases.migrate(url)
    return create_app(
        Settings(
            database_url=url.render_as_string(),
            data_dir=folder,
            secret_key=databases.SECRET_KEY,
            contacts_key=databases.CONTACTS_KEY,
            base_url="http://localhost",
            is_demo=is_demo,
        )
    )


def filled(folder: Path, translations: Path = ROOT / "translations") -> Flask:
    """The product as a demo, which speaks drafts too."""
    app = product_over(folder, is_demo=True)
    app.config["TRANSLATIONS_DIR"] = str(translations)
    with app.app_context(), transaction():
        made_store.territories()
        for each in CAMPAIGNS:
            version = questionnaires.save(
                read_questionnaire(ROOT / "surveys" / f"{each}.yaml", translations)
            )
            campaigns.add(opened_today(each, version.id))
        over = datetime.now(UTC).date() - timedelta(days=1)
        closed = replace(opened_today(CLOSED, version.id), opens_on=over, closes_on=over)
        campaigns.add(closed)
    return app


def opened_today(code: str, questionnaire_id: int) -> NewCampaign:
    return NewCampaign(
        code=code,
        questionnaire_id=questionnaire_id,
        wave="w2026",
        territories=("demo_fr",),
        opens_on=datetime.now(UTC).date(),
        closes_on=date.max,
        is_synthetic=True,
    )
