"""The small questionnaire in the field, and what its respondents know of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from app.questionnaire.reading import read_questionnaire
from app.store import campaigns, network, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from app.store.network import Municipality, Territory
from app.web import mail
from app.web.mail_server import MailServer
from tests.checked_pages import CheckedClient
from tests.mail_server import HOST, Letters, listening

SMALL = Path(__file__).parent / "small"
TODAY = date.today()  # noqa: DTZ011  # campaigns open and close by the day
DAY = timedelta(days=1)
NOW = datetime.now(UTC)
OURS = "https://survey.example.org"


@pytest.fixture(autouse=True)
def small(app: Flask) -> None:
    """Campaigns of the small questionnaire: open, closed, early, and one in French only."""
    app.test_client_class = CheckedClient
    with app.app_context(), transaction():
        for code, name in (("t_one", "Vallée des Causses"), ("t_two", "Sierra Alta")):
            network.add_territory(
                Territory(code=code, name=name, country="FR", nuts3="FRJ25", languages=("fr",))
            )
        network.add_municipalities(
            Municipality(
                code=f"{territory}{number}",
                territory_code=territory,
                name=f"Town {number} of {territory}",
                share=0.5,
                minutes_to_town=10,
            )
            for territory in ("t_one", "t_two")
            for number in (1, 2)
        )
        questionnaire = read_questionnaire(SMALL / "small.yaml", SMALL / "translations")
        version = questionnaires.save(questionnaire)
        fields = {
            "small": (TODAY - DAY, TODAY + DAY, ()),
            "small-closed": (TODAY - 3 * DAY, TODAY - DAY, ()),
            "small-early": (TODAY + DAY, TODAY + 3 * DAY, ()),
            "small-french": (TODAY - DAY, TODAY + DAY, ("fr",)),
        }
        for code, (opens_on, closes_on, languages) in fields.items():
            campaigns.add(
                NewCampaign(
                    code=code,
                    questionnaire_id=version.id,
                    wave="w2026",
                    territories=("t_one", "t_two"),
                    opens_on=opens_on,
                    closes_on=closes_on,
                    languages=languages,
                    is_synthetic=code == "small",
                )
            )


@pytest.fixture(scope="module")
def server() -> Iterator[Letters]:
    with listening() as found:
        yield found


@pytest.fixture
def letters(app: Flask, server: Letters) -> Letters:
    """The product with this mail server; nothing came in yet."""
    url = f"smtp://{HOST}:{server.port}?from=Foreterre%20<survey@example.org>"
    app.extensions[mail.SERVER] = MailServer.of(url)
    app.config["BASE_URL"] = OURS
    server.messages.clear()
    return server
