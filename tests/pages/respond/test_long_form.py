"""A form of 500 questions in six languages: every page of it stays small."""

import gzip
import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.formats.survey_files import check_survey_file
from app.questionnaire.model import Questionnaire
from app.store import campaigns, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from tests.pages.respond.person import Person

MOST_REQUESTS, MOST_BYTES = 4, 40_000
LANGUAGES = {
    "English (en)": "How many people did {topic} in the last twelve months?",
    "Français (fr)": "Combien de personnes ont fait {topic} au cours des douze derniers mois ?",
    "Español (es)": "¿Cuántas personas hicieron {topic} en los últimos doce meses?",
    "Deutsch (de)": "Wie viele Personen haben in den letzten zwölf Monaten {topic} gemacht?",
    "Português (pt)": "Quantas pessoas fizeram {topic} nos últimos doze meses?",
    "العربية (ar)": "كم شخصا قام بعمل {topic} خلال الاثني عشر شهرا الماضية؟",
}
PAGES, ON_A_PAGE, CHOICES = 25, 20, 10
QUESTIONS = PAGES * ON_A_PAGE
KINDS = ("integer", "select_one work", "text", "select_multiple work")


def row(*cells: str) -> str:
    return f"| | {' | '.join(cells)} |"


def labels(topic: str) -> list[str]:
    return [text.format(topic=topic) for text in LANGUAGES.values()]


def written_form() -> str:
    """Pages of 20 questions each; every other question hangs on an answer of the page before."""
    titles = [f"label::{language}" for language in LANGUAGES]
    lines = ["| survey |", row("type", "name", "relevant", "appearance", *titles)]
    for page in range(PAGES):
        lines.append(row("begin_group", f"page{page}", "", "field-list", *labels(f"part {page}")))
        for place in range(page * ON_A_PAGE, (page + 1) * ON_A_PAGE):
            is_free = page == 0 or place % 2 == 0
            rule = "" if is_free else f"${{q{place - place % 4 - ON_A_PAGE}}} = ''"
            topic = labels(f"task {place}")
            lines.append(row(KINDS[place % len(KINDS)], f"q{place}", rule, "", *topic))
        lines.append(row("end_group", "", "", "", *[""] * len(LANGUAGES)))
    lines += ["| choices |", row("list_name", "name", *titles)]
    lines += [row("work", f"w{number}", *labels(f"work {number}")) for number in range(CHOICES)]
    lines += ["| settings |", row("form_title", "form_id", "default_language")]
    lines.append(row("Long", "long", "English (en)"))
    return "\n".join(lines)


@pytest.fixture(scope="module")
def long_form(tmp_path_factory: pytest.TempPathFactory) -> Questionnaire:
    file = tmp_path_factory.mktemp("long") / "long.md"
    file.write_text(written_form())
    imported = check_survey_file(file)
    assert imported.problems == ()
    assert imported.questionnaire is not None
    return imported.questionnaire


@pytest.fixture
def in_the_field(app: Flask, long_form: Questionnaire) -> None:
    with app.app_context(), transaction():
        version = questionnaires.save(long_form)
        today = date.today()  # noqa: DTZ011  # campaigns open and close by the day
        campaigns.add(
            NewCampaign(
                code="long",
                questionnaire_id=version.id,
                wave="w2026",
                territories=("t_one",),
                opens_on=today,
                closes_on=today,
                languages=(),
                is_synthetic=False,
            )
        )


def packed(text: str) -> int:
    return len(gzip.compress(text.encode()))


def fetched(person: Person, kept: set[str]) -> tuple[int, int]:
    """Requests that a page costs, and their bytes, gzipped. kept: addresses that a browser has
    already, grown by these."""
    found = re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="(/static/[^"]+)"', person.html)
    addresses = set(found) - kept
    kept |= addresses
    answers = [person.client.get(each, headers={"Accept-Encoding": "gzip"}) for each in addresses]
    assert all(
        each.status_code == 200 and "immutable" in each.headers["Cache-Control"] for each in answers
    )
    return 1 + len(answers), packed(person.html) + sum(len(each.data) for each in answers)


def test_the_form_holds_what_it_is_meant_to(long_form: Questionnaire) -> None:
    asked = [each for each in long_form.questions() if re.fullmatch(r"q\d+", each.code)]
    assert len(asked) == QUESTIONS
    assert set(long_form.languages) == {"en", "fr", "es", "de", "pt", "ar"}


@pytest.mark.usefixtures("in_the_field")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_first_pages_cost_few_requests_and_few_bytes(
    client: FlaskClient, language: str
) -> None:
    person, kept = Person(client), set[str]()
    requests, size = fetched(person.open(f"/{language}/s/long"), kept)
    assert person.page.kind == "intro"
    assert 2 <= requests <= MOST_REQUESTS
    assert size <= MOST_BYTES
    requests, more = fetched(person.press(), kept)
    assert person.page.kind == "question"
    assert requests <= MOST_REQUESTS
    assert size + more <= MOST_BYTES


@pytest.mark.usefixtures("in_the_field")
def test_no_page_is_larger_than_the_first_may_be(app: Flask) -> None:
    app.test_client_class = FlaskClient  # checking 500 questions word by word takes a minute
    person = Person(app.test_client()).begin("fr", "long")
    sizes: list[int] = []
    named: set[str] = set()
    while person.page.kind == "question":
        requests, size = fetched(person, set())
        assert requests <= MOST_REQUESTS
        sizes.append(size)
        named |= set(re.findall(r'name="(q\d+)"', person.html))
        person.answer({})
    assert person.page.kind == "review"
    assert len(named) == QUESTIONS
    assert max(*sizes, packed(person.html)) <= MOST_BYTES
