"""Cells that count people who used a term, or whose text is about a topic."""

from collections.abc import Iterator, Mapping, Sequence

from app.estimation.disclosure import STEPS, Kind, band
from app.estimation.open_answers.signals import rising
from app.estimation.open_answers.terms import Term, shown, terms, without_remainders
from app.estimation.open_answers.topics import topics
from app.reference.cells import CHANGE, Cell
from app.releases.indicators.measuring import blank
from app.releases.open_answers.written import Written

INDICATOR = "OPEN"
MOST_TERMS = 30  # of a question in a language and place
STEP = int(STEPS[Kind.COUNT])


def term_cells(whole: Written, parts: Sequence[Written]) -> Iterator[Cell]:
    """Terms that five people or more used in the network, then in each territory.

    A territory's is kept back where the others would leave one to four people of the network.
    whole: of the network, whose people are those of the parts, of the same question.
    """
    for language in sorted(whole.texts):
        everywhere = shown(terms(whole.in_language(language), language))
        here = [each for each in parts if each.in_language(language)]
        used = [terms(each.in_language(language), language) for each in here]
        for root, term in list(everywhere.items())[:MOST_TERMS]:
            yield _counted(whole, len(term.users), language, term=term.label)
            counts = [len(each[root].users) if root in each else 0 for each in used]
            kept = without_remainders(len(term.users), counts)
            told = [
                pair
                for pair, is_kept in zip(zip(here, counts, strict=True), kept, strict=True)
                if is_kept
            ]
            yield from (_counted(place, count, language, term=term.label) for place, count in told)


def topic_cells(whole: Written) -> Iterator[Cell]:
    """Topics of the network; a territory has too few texts to find any."""
    for language in sorted(whole.texts):
        texts = whole.in_language(language)
        for topic in topics(texts, language, shown(terms(texts, language))):
            yield _counted(whole, len(topic.rows), language, topic="+".join(topic.label))


def rising_cells(now: Written, before: Written, wave: str) -> Iterator[Cell]:
    """Terms that clearly more people of the network use than in an earlier wave.

    How many used one then is not told: with the others it could be worked out.
    """
    for language in sorted(now.texts):
        texts = (now.in_language(language), before.in_language(language))
        later, earlier = (terms(each, language) for each in texts)
        label = {root: term.label for root, term in shown(later).items()}
        for root in rising(_users(later), _users(earlier)):
            if root in label:
                by = {CHANGE: wave, "term": label[root]}
                yield _counted(now, len(later[root].users), language, **by)


def _users(found: Mapping[str, Term]) -> dict[str, int]:
    return {root: len(term.users) for root, term in found.items()}


def _counted(place: Written, people: int, language: str, **by: str) -> Cell:
    """Counted, not estimated: to five people, of a band of texts."""
    value = float(STEP * max(1, round(people / STEP)))
    cell = blank(INDICATOR, place.sample, language=language, question=place.question, **by)
    texts = band(len(place.texts[language]))
    return Cell(
        indicator=cell.indicator,
        territory=cell.territory,
        audience=cell.audience,
        by=cell.by,
        value=value,
        low=value,
        high=value,
        n=texts,
    )
