"""A small store for tests: two territories, one short questionnaire, a campaign, responses."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from app.questionnaire.model import (
    Choice,
    Page,
    Question,
    QuestionKind,
    Questionnaire,
    Text,
    Value,
)
from app.store import answer_tables, campaigns, keys, network, questionnaires, responses
from app.store.answer_tables import Counted
from app.store.campaigns import Campaign, NewCampaign
from app.store.network import Municipality, Territory
from app.store.releases import NewRelease
from app.store.responses import Response

BEGUN = datetime(2026, 3, 2, 21, 14, 5, tzinfo=UTC)


def text(english: str) -> Text:
    return Text(source="en", texts={"en": english, "fr": f"{english} (fr)"})


def chosen(*codes: str) -> tuple[Choice, ...]:
    return tuple(Choice(code=code, text=text(code)) for code in codes)


def questionnaire(title: str = "Your firm") -> Questionnaire:
    jobs = Question(
        code="F_JOBS", kind=QuestionKind.MULTIPLE, text=text("Jobs"), choices=chosen("j_cook")
    )
    number = Question(code="n", kind=QuestionKind.INTEGER, text=text("How many"))
    loop = Question(
        code="F_LOOP", kind=QuestionKind.ROSTER, text=text("Each job"), fields=(number,)
    )
    open_text = Question(code="F_SPEC", kind=QuestionKind.TEXT, text=text("Else"))
    people = Question(code="F_EMP", kind=QuestionKind.INTEGER, text=text("People"))
    page = Page(code="p1", questions=(people, jobs, loop, open_text), is_core=True)
    return Questionnaire(
        code="firms",
        version="1.0",
        audience="firms",
        source_language="en",
        languages=("en", "fr"),
        title=text(title),
        intro=text("8 minutes"),
        privacy=text("Nothing leaves"),
        pages=(page,),
    )


def territories() -> None:
    for code, name in (("demo_fr", "Vallée des Causses"), ("demo_es", "Sierra Alta")):
        network.add_territory(
            Territory(
                code=code, name=name, country=code[-2:].upper(), nuts3="FRJ25", languages=("fr",)
            )
        )
        place = f"{code}01"
        network.add_municipalities(
            [
                Municipality(
                    code=place,
                    territory_code=code,
                    name=f"Bourg {name}",
                    share=1,
                    minutes_to_town=9,
                )
            ]
        )


def campaign(code: str = "firms-2026", *, is_synthetic: bool = False) -> Campaign:
    """Asks in both territories; makes what it needs."""
    territories()
    return campaigns.add(
        NewCampaign(
            code=code,
            questionnaire_id=questionnaires.save(questionnaire()).id,
            wave="w2026",
            territories=("demo_fr", "demo_es"),
            opens_on=date(2026, 3, 2),
            closes_on=date(2026, 5, 15),
            is_synthetic=is_synthetic,
        )
    )


def response(
    of: Campaign, answers: Mapping[str, Value], key: str = "", *, is_sent: bool = True
) -> Response:
    """One that passed every core page in demo_fr."""
    key = key or keys.new_key()
    return responses.add(
        Response(
            campaign_id=of.id,
            entry_hash=keys.hashed(f"entry of {key}"),
            key_hash=keys.hashed(key),
            code_hash=keys.hashed(keys.code_of(key)),
            receipt_hash=keys.hashed(keys.receipt_of(key)),
            key_sealed=keys.seal_key(key),
            seed=keys.seed_of(key),
            language="fr",
            territory_code="demo_fr",
            answers=answers,
            started_at=BEGUN,
            touched_at=BEGUN,
            core_completed_at=BEGUN,
            sent_at=BEGUN if is_sent else None,
        )
    )


def counted_now(*codes: str) -> list[Counted]:
    return list(answer_tables.counted(codes or ("firms-2026",)))


def new_release() -> NewRelease:
    return NewRelease(
        made_at=BEGUN,
        seed=2**40,
        code_version="0.1.0",
        wave="w2026",
        campaigns=("firms-2026",),
        is_synthetic=True,
        margins={"demo_fr": {"size": {"z0": 38.5}}},
        questionnaires={"firms": 1},
    )
