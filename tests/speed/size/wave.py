"""A wave of very many residents: 30 questions, many territories, answers by chance."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice

import numpy as np
import sqlalchemy as sa

from app.questionnaire.model import Page, Question, QuestionKind, Questionnaire
from app.store import campaigns, network, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import Base, db, transaction
from app.store.network import Margin, Territory
from tests import made_store

CODE, WAVE = "very-many", "w2026"
SEED, AT_ONCE = 2026, 20_000
AGES = ("g15", "g25", "g35", "g45", "g55", "g65")
SEXES, LEARNT = ("f", "m"), ("e0", "e1", "e2", "e3")
LIVED = ("l2", "l5", "l10", "l20", "born")
WEIGHED = {"R_AGE": AGES, "R_SEX": SEXES, "R_EDU": LEARNT, "R_LONG": LIVED}
FIVE = ("c1", "c2", "c3", "c4", "c5")
WAYS = ("w1", "w2", "w3", "w4", "w5", "w6")
SINGLE = tuple(f"Q{place}" for place in range(1, 25))
SEVERAL = ("M1", "M2")


def questionnaire() -> Questionnaire:
    lists = {**WEIGHED, **dict.fromkeys(SINGLE, FIVE), **dict.fromkeys(SEVERAL, WAYS)}
    asked = tuple(
        Question(
            code=code,
            kind=QuestionKind.MULTIPLE if code in SEVERAL else QuestionKind.SINGLE,
            text=made_store.text(code),
            choices=made_store.chosen(*choices),
        )
        for code, choices in lists.items()
    )
    return Questionnaire(
        code="size",
        version="1.0",
        audience="residents",
        source_language="en",
        languages=("en", "fr"),
        title=made_store.text("Very many"),
        intro=made_store.text("6 minutes"),
        privacy=made_store.text("Only for measuring"),
        pages=(Page(code="p1", questions=asked, is_core=True),),
    )


def territories(number: int) -> tuple[str, ...]:
    return tuple(f"t{place:03}" for place in range(number))


def lines(number: int, places: int) -> Iterator[tuple[str, str]]:
    """Territory and answers as JSON of each response."""
    random = np.random.default_rng(SEED)
    names = np.array(territories(places))
    for start in range(0, number, AT_ONCE):
        some = min(AT_ONCE, number - start)
        columns = [names[random.integers(0, places, some)].tolist()]
        columns += [_single(random, choices, some) for choices in WEIGHED.values()]
        columns += [_single(random, FIVE, some) for _ in SINGLE]
        columns += [_several(random, some) for _ in SEVERAL]
        codes = (*WEIGHED, *SINGLE, *SEVERAL)
        pattern = "{{" + ", ".join(f'"{code}": {{}}' for code in codes) + "}}"
        yield from ((row[0], pattern.format(*row[1:])) for row in zip(*columns, strict=True))


def _single(random: np.random.Generator, choices: tuple[str, ...], some: int) -> list[str]:
    """Some are liked more than others."""
    parts = random.dirichlet(np.full(len(choices), 4.0))
    return random.choice([f'"{each}"' for each in choices], some, p=parts).tolist()


def _several(random: np.random.Generator, some: int) -> list[str]:
    sets = [
        "[" + ", ".join(f'"{way}"' for at, way in enumerate(WAYS) if held >> at & 1) + "]"
        for held in range(1, 1 << len(WAYS))
    ]
    return np.array(sets)[random.integers(0, len(sets), some)].tolist()


def made(number: int, places: int) -> None:
    """In the open store: territories with their margins, a closed campaign, its responses."""
    names = territories(places)
    with transaction():
        made_store.territories()
        for code in names:
            network.add_territory(
                Territory(code=code, name=code, country="FR", nuts3="FRJ25", languages=("en",))
            )
        network.add_margins(_margins(names, 10 * number / places))
        campaign = campaigns.add(
            NewCampaign(
                code=CODE,
                questionnaire_id=questionnaires.save(questionnaire()).id,
                wave=WAVE,
                territories=names,
                opens_on=date(2026, 1, 1),
                closes_on=date.max,
                is_synthetic=True,
            )
        )
        campaigns.close(campaign, datetime.now(UTC))
        made_store.response(campaign, {}).is_test = True
    _fill(number, places)


def _margins(names: tuple[str, ...], population: float) -> Iterator[Margin]:
    random = np.random.default_rng(SEED)
    levels = {
        "age_sex": [f"{age}:{sex}" for age in AGES for sex in SEXES],
        "education": list(LEARNT),
        "newcomer": ["yes", "no"],
    }
    for territory in names:
        for name, held in levels.items():
            parts = random.dirichlet(np.full(len(held), 20.0))
            for level, part in zip(held, parts.tolist(), strict=True):
                yield Margin(
                    territory_code=territory,
                    wave=WAVE,
                    audience="residents",
                    name=name,
                    level=level,
                    total=population * part,
                )


def _fill(number: int, places: int) -> None:
    """Through a table that goes again, whose rows become copies of the one response there is."""
    own = {"entry_hash", "key_hash", "code_hash", "receipt_hash"}
    made_up = {"id", "answers", "territory_code", "is_test", *own}
    columns = [each.name for each in Base.metadata.tables["response"].columns]
    copied = [name for name in columns if name not in made_up]
    hashes = ", ".join(f"'{name}' || CAST(f.place AS TEXT)" for name in sorted(own))
    is_server = db.engine.dialect.name == "postgresql"
    answers, no = ("CAST(f.answers AS JSON)", "FALSE") if is_server else ("f.answers", "0")
    with transaction() as session:
        session.execute(sa.text("CREATE TABLE filled (place BIGINT, territory TEXT, answers TEXT)"))
        rows = enumerate(lines(number, places))
        while some := list(islice(rows, AT_ONCE)):
            session.execute(
                sa.text("INSERT INTO filled VALUES (:place, :territory, :answers)"),
                [{"place": at, "territory": each[0], "answers": each[1]} for at, each in some],
            )
        session.execute(
            sa.text(
                f"INSERT INTO response ({', '.join(sorted(own))}, territory_code, answers, is_test,"  # noqa: S608
                f" {', '.join(copied)}) SELECT {hashes}, f.territory, {answers}, {no},"
                f" {', '.join(f'r.{name}' for name in copied)}"
                " FROM filled f CROSS JOIN (SELECT * FROM response LIMIT 1) r"
            )
        )
        session.execute(sa.text("DROP TABLE filled"))
    if is_server:  # as its autovacuum leaves every table that was filled
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("VACUUM response"))
