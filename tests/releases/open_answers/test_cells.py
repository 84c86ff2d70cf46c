"""Open answers in a release: what five people share, and nothing that one wrote."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from app.reference import paradata
from app.reference.cells import CHANGE, NETWORK, Cell
from app.reference.open_codes import OpenCode, OpenCodes
from app.releases.open_answers import cells as open_answers
from app.releases.protecting import apart
from app.releases.sampling import sampled
from tests.releases.made_answers import LISTS, Response, network

if TYPE_CHECKING:
    from app.estimation.tables import Answer

SHARES = "Nous partageons une comptable avec la ferme voisine"
TRAINS = "Nous formons les apprentis ensemble, une semaine par atelier"
LODGES = "La mairie prête un logement aux saisonniers de la commune"
ALONE = "Madame Quichante affine des fromages bleus en grotte"
CODES = OpenCodes(
    (
        OpenCode("share", {"en": "Shares"}, {"fr": ("partag*",), "es": ("compart*",)}),
        OpenCode("cheese", {"en": "Cheese"}, {"fr": ("fromage",)}),
    )
)
ASKED = replace(LISTS, open={"firms": ("F_PRACT",)}, parts={})
COUNTED, MARGINS = network()


def written(texts: Mapping[str, list[str]], language: str = "fr") -> list[Response]:
    """The made firms, the first of each territory with these texts."""
    left = {territory: list(said) for territory, said in texts.items()}
    found = []
    for each in COUNTED:
        said = left.get(each.territory, [])
        answers: Mapping[str, Answer] = each.answers
        if each.audience == "firms" and said:
            answers = {**answers, "F_PRACT": said.pop(), paradata.LANGUAGE: language}
        found.append(replace(each, answers=answers))
    return found


def cells(texts: Mapping[str, list[str]], language: str = "fr") -> list[Cell]:
    places = sampled(written(texts, language), MARGINS, ASKED)
    coded = apart(open_answers.coded(places, ASKED, CODES))
    return [*coded, *open_answers.used(places, ASKED)]


def terms(found: list[Cell], territory: str) -> dict[str, float | None]:
    return {
        each.dimensions["term"]: each.value
        for each in found
        if each.territory == territory and "term" in each.dimensions
    }


FEW = {"north": [SHARES] * 14 + [TRAINS] * 9 + [ALONE] * 4, "south": [TRAINS] * 12}


def test_terms_of_five_people_are_shown_and_those_of_four_nowhere() -> None:
    found = cells(FEW)
    north = terms(found, "north")
    assert north["comptable"] == 15
    assert north["apprentis"] == 10
    assert terms(found, NETWORK)["apprentis"] == 20  # 21, to five
    everything = " ".join(str(each) for each in found)
    assert not any(word in everything for word in ("fromage", "grotte", "quichante", "Quichante"))


def test_a_theme_of_four_people_is_hidden_like_one_of_nobody() -> None:
    found = [each for each in cells(FEW) if each.dimensions.get("code") == "cheese"]
    hidden = {(each.value, each.low, each.high, each.n) for each in found}
    assert hidden == {(None, None, None, None)}


def test_no_remainder_of_the_network_tells_of_one_to_four_people() -> None:
    found = cells({"north": [SHARES] * 20, "south": [SHARES] * 3 + [TRAINS] * 12})
    assert terms(found, NETWORK)["comptable"] == 25  # 23
    assert "comptable" not in terms(found, "north")
    assert "comptable" not in terms(found, "south")


def test_fewer_than_ten_texts_of_a_language_say_nothing() -> None:
    assert terms(cells({"north": [SHARES] * 9}), "north") == {}


def test_a_text_is_read_in_its_language_and_not_in_that_of_the_page() -> None:
    spanish = "Compartimos una contable con la empresa vecina del pueblo"
    found = cells({"north": [spanish] * 20, "south": [SHARES] * 20}, language="en")
    languages = {each.dimensions["language"] for each in found if "term" in each.dimensions}
    assert languages == {"es", "fr"}
    shares = [each for each in found if each.dimensions.get("code") == "share"]
    assert {each.territory for each in shares if each.value is not None} >= {"north", "south"}


def test_topics_are_of_the_network_and_hold_five_people_each() -> None:
    found = cells({"north": [SHARES] * 20 + [LODGES] * 12, "south": [TRAINS] * 20})
    topics = [each for each in found if "topic" in each.dimensions]
    assert {each.territory for each in topics} == {NETWORK}
    assert sorted(each.value or 0 for each in topics) == [10, 20, 20]  # 12 of one, to five
    assert all(each.n == "50-69" for each in topics)


def test_counts_come_as_steps_of_five_and_bands() -> None:
    counted = [each for each in cells(FEW) if {"term", "topic"} & each.dimensions.keys()]
    assert counted
    assert all((each.value or 0) % 5 == 0 for each in counted)
    assert all(isinstance(each.n, str) for each in counted)


def test_a_term_that_came_up_since_is_called_rising_without_its_earlier_number() -> None:
    before = {"north": [SHARES] * 25, "south": [TRAINS] * 25}
    now = {"north": [SHARES] * 25, "south": [TRAINS] * 13 + [LODGES] * 22}
    places = [sampled(written(each), MARGINS, ASKED) for each in (now, before)]
    found = list(open_answers.rising(places[0], places[1], ASKED, "w2026"))
    named = {each.dimensions["term"]: each.value for each in found}
    assert named["logement"] == 20
    assert "comptable" not in named
    assert all(each.dimensions[CHANGE] == "w2026" for each in found)
    assert list(open_answers.rising(places[1], places[1], ASKED, "w2026")) == []


def test_the_same_answers_give_the_same_cells() -> None:
    assert cells(FEW) == cells(FEW)
    assert np.isfinite([each.value for each in cells(FEW) if each.value is not None]).all()
