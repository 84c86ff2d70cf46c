"""Sent responses to the reference questionnaires, and releases that say something of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from app.questionnaire.model import Value
from app.questionnaire.reading import read_questionnaire
from app.reference.cells import Cell, Hidden, by_codes
from app.store import campaigns, keys, questionnaires, releases, responses
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from app.store.releases import NewRelease
from app.store.responses import Response
from tests.programs import ROOT

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
CONTACT = {
    "en": "The town hall, every Monday",
    "fr": "La mairie, chaque lundi",
    "ar": "مقر البلدية، كل اثنين",
}

OWN: Mapping[str, Mapping[str, Value]] = {
    "firms": {
        "F_HIRE": "yes",
        "F_SIZE": "z1_4",
        "F_ACT": "a_food",
        "F_SK": ("s_care",),
        "F_SK_LOOP[s_care]/today": "lack",
        "F_WANT": ("sv_peers",),
        "F_SPECTXT": "Secret recipe of Aunt Berthe",
    },
    "residents": {"R_CAN": ("s_elec", "s_build"), "R_LEARN": ("s_dev",)},
    "trainers": {"T_NOW": ("s_care",), "T_CAN12": ("s_dev",)},
}


@dataclass(frozen=True)
class Sent:
    """A response that was sent. key: of its address."""

    key: str
    receipt: str

    def address(self, language: str = "en", part: str = "thanks") -> str:
        return f"/{language}/r/{self.key}/{part}"


def campaign(
    audience: str,
    languages: tuple[str, ...] = ("en", "fr"),
    territories: tuple[str, ...] = ("t_one", "t_two"),
) -> int:
    """Of the reference questionnaire, open in its territories, with somebody to talk to; the id of
    its version."""
    with transaction():
        asked = read_questionnaire(ROOT / "surveys" / f"{audience}.yaml", ROOT / "translations")
        version = questionnaires.save(asked).id
        campaigns.add(
            NewCampaign(
                code=audience,
                questionnaire_id=version,
                wave="w2026",
                territories=territories,
                opens_on=date(2026, 1, 1),
                closes_on=date.max,
                languages=languages,
                contact=CONTACT,
            )
        )
    return version


def sent(
    audience: str,
    territory: str | None = "t_one",
    own: Mapping[str, Value] | None = None,
    *,
    is_test: bool = False,
) -> Sent:
    key = keys.new_key()
    with transaction():
        found = responses.add(
            Response(
                campaign_id=campaigns.by_code(audience).id,
                entry_hash=keys.hashed(f"entry of {key}"),
                key_hash=keys.hashed(key),
                code_hash=keys.hashed(keys.code_of(key)),
                receipt_hash=keys.hashed(keys.receipt_of(key)),
                key_sealed=keys.seal_key(key),
                seed=keys.seed_of(key),
                language="en",
                territory_code=territory,
                is_test=is_test,
                answers=dict(OWN[audience] if own is None else own),
                started_at=NOW,
                touched_at=NOW,
                core_completed_at=NOW,
                sent_at=NOW,
            )
        )
        assert found.id
    return Sent(key, keys.receipt_of(key))


def cell(place: tuple[str, str, str], value: float | None, n: int | str = 120, **by: str) -> Cell:
    """place: indicator, territory, audience. value: None for a hidden one."""
    indicator, territory, audience = place
    if value is None:
        return Cell(
            indicator=indicator,
            territory=territory,
            audience=audience,
            by=by_codes(**by),
            hidden=Hidden.BASE,
        )
    return Cell(
        indicator=indicator,
        territory=territory,
        audience=audience,
        by=by_codes(**by),
        value=value,
        low=round(value - 0.07, 2),
        high=round(value + 0.06, 2),
        n=n,
        is_fragile=isinstance(n, str),
    )


def told(territory: str, *, shift: float = 0.0) -> list[Cell]:
    """What feedback of all audiences can be made of; shift tells places apart."""
    learn = {"measure": "share", "skill": "s_dev", "view": "learn"}
    now = {"measure": "share", "skill": "s_dev", "view": "now"}
    firms = ("firms",)
    numbers: list[tuple[tuple[str, str], float, dict[str, str]]] = [
        (("IND01", *firms), 0.31, {"size": "z1_4"}),
        (("IND01", *firms), 0.41, {"activity": "a_food"}),
        (("IND15", *firms), 0.51, {"measure": "lacking", "skill": "s_care"}),
        (("IND15", *firms), 0.33, {"measure": "lacking", "skill": "s_dev"}),
        (("IND19", *firms), 0.21, {"service": "sv_peers"}),
        (("IND20", *firms), 0.17, {"activity": "a_build"}),
        (("IND13", "residents"), 0.23, learn),
        (("IND13", "trainers"), 0.05, now),
    ]
    return [
        cell((indicator, territory, audience), round(value + shift, 2), **by)
        for (indicator, audience), value, by in numbers
    ]


def hidden(cells: list[Cell]) -> list[Cell]:
    """The same places, all kept back."""
    return [
        cell((each.indicator, each.territory, each.audience), None, **dict(each.by))
        for each in cells
    ]


def published(*cells: Cell, is_published: bool = True) -> int:
    with transaction():
        new = NewRelease(
            made_at=NOW,
            seed=1,
            code_version="0.1.0",
            wave="w2026",
            campaigns=(),
            is_synthetic=True,
            margins={},
            questionnaires={},
        )
        number = releases.create(new, (), cells)
    if is_published:
        with transaction():
            releases.publish(number, NOW)
    return number
