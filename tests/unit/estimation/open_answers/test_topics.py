"""Planted themes come back, whatever the language, and no small one is told."""

from collections import Counter

import numpy as np
import pytest

from app.estimation.open_answers.terms import shown, terms
from app.estimation.open_answers.topics import topics, weights

FRENCH = {
    "staff": ("Nous partageons une comptable", "La comptable est partagée avec un voisin",
              "Un groupement partage la comptable du village"),
    "apprentices": ("Les apprentis tournent dans les ateliers", "Chaque apprenti change d'atelier",
                    "Un apprenti découvre les ateliers voisins"),
    "housing": ("La mairie loge les saisonniers", "Un logement pour chaque saisonnier",
                "Des logements communaux pour saisonniers"),
    "transport": ("Une navette amène les salariés du bourg", "La navette du matin passe au bourg",
                  "Le bourg finance une navette"),
    "mentors": ("Un retraité accompagne chaque recrue", "Deux retraités parrainent nos recrues",
                "Les recrues ont un retraité comme parrain"),
}  # fmt: skip
SLOVAK = {
    "staff": ("Účtovníčku zdieľame so susedom", "Spoločná účtovníčka pre dve dielne"),
    "apprentices": ("Učni striedajú majstrov", "Učeň spozná každého majstra"),
    "housing": ("Obec ubytuje sezónnych robotníkov", "Ubytovanie robotníkov platí obec"),
    "transport": ("Minibus vozí zamestnancov", "Zamestnancov priváža minibus"),
    "mentors": ("Dôchodca sprevádza nováčika", "Nováčikov sprevádzajú dôchodcovia"),
}


def written(
    themes: dict[str, tuple[str, ...]], each: int, seed: int
) -> tuple[list[str], list[str]]:
    """Texts in a random order, and the theme of each."""
    random = np.random.default_rng(seed)
    pairs = [
        (theme, str(random.choice(said))) for theme, said in themes.items() for _ in range(each)
    ]
    order = random.permutation(len(pairs))
    return [pairs[place][1] for place in order], [pairs[place][0] for place in order]


def shared_information(one: list[str], other: list[int]) -> float:
    """Normalised mutual information: 1 where two divisions are the same."""
    pairs = Counter(zip(one, other, strict=True))
    names, numbers = sorted(set(one)), sorted(set(other))
    table = np.array([[pairs[x, y] for y in numbers] for x in names]) / len(one)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    expected = np.outer(rows, columns)
    inside = table > 0
    mutual = float((table[inside] * np.log(table[inside] / expected[inside])).sum())
    entropies = [-float((p * np.log(p)).sum()) for p in (rows, columns)]
    return 2 * mutual / sum(entropies)


@pytest.mark.parametrize(("themes", "language"), [(FRENCH, "fr"), (SLOVAK, "sk")])
def test_planted_themes_are_recovered(themes: dict[str, tuple[str, ...]], language: str) -> None:
    texts, planted = written(themes, 30, seed=5)
    by_row = dict(enumerate(texts))
    found = topics(by_row, language, shown(terms(by_row, language)))
    placed = {row: number for number, topic in enumerate(found) for row in topic.rows}
    assert shared_information(planted, [placed[row] for row in by_row]) >= 0.95


def test_a_topic_is_named_by_what_its_people_say() -> None:
    texts, planted = written(FRENCH, 30, seed=6)
    by_row = dict(enumerate(texts))
    found = topics(by_row, "fr", shown(terms(by_row, "fr")))
    named = {word for each in found for word in each.label}
    assert any(name.startswith("comptable") for name in named)
    assert any(name.startswith("navette") for name in named)
    assert planted


def test_a_theme_of_four_people_is_no_topic() -> None:
    texts, _ = written({name: FRENCH[name] for name in ("staff", "transport")}, 20, seed=7)
    texts += ["Des fromages affinés en grotte"] * 4
    by_row = dict(enumerate(texts))
    found = topics(by_row, "fr", shown(terms(by_row, "fr")))
    assert found
    assert all(len(each.rows) >= 5 for each in found)
    assert not any("fromage" in word or "grotte" in word for each in found for word in each.label)


def test_few_texts_have_no_topics() -> None:
    texts, _ = written(FRENCH, 4, seed=8)
    by_row = dict(enumerate(texts))
    assert topics(by_row, "fr", shown(terms(by_row, "fr"))) == ()


def test_weights_of_terms_have_a_closed_form() -> None:
    """Two texts of three hold a, all hold b: rarities ln(4/3) + 1 and 1."""
    rare = np.log(4 / 3) + 1
    first = np.array([2 * rare, 1.0])
    found = weights([("a", "a", "b"), ("a", "b"), ("b", "once")])
    assert found[0] == pytest.approx(first / np.linalg.norm(first))
    assert found[2] == pytest.approx([0.0, 1.0])
