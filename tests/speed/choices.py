"""What a search in a list of 30,000 choices costs, and its index, made when it is first shown."""

import statistics
from dataclasses import dataclass

from app.questionnaire.model import Choice, Text
from app.respond.searching import found_in
from tests.speed.expressions import seconds

SIZE = 30_000
MOST_SECONDS, MOST_TIMES_BARE = 0.050, 80.0
WORDS = ("saint-ete 29999", "t777", "hills", "ete of 12")
SEARCHES = 5  # for each figure of a later one
Round = tuple[float, float, float]
"""CPU seconds: of making the index, of a search, of looking for a word in each label."""


@dataclass(frozen=True, slots=True)
class Search:
    rounds: tuple[Round, ...]

    @property
    def is_kept(self) -> bool:
        index, search, bare = self.medians
        return search <= MOST_SECONDS and index <= MOST_TIMES_BARE * bare

    @property
    def medians(self) -> Round:
        index, search, bare = (statistics.median(each) for each in zip(*self.rounds, strict=True))
        return index, search, bare

    def __str__(self) -> str:
        index, search, bare = self.medians
        return (
            f"{SIZE:,} choices: a search takes {1000 * search:.1f} ms, {search / bare:.1f} times"
            f" looking for a word in each label; the index was made in {1000 * index:.1f} ms,"
            f" {index / bare:.1f} times"
        )


def made_list() -> tuple[Choice, ...]:
    return tuple(
        Choice(
            code=f"t{place}", text=Text("fr", {"fr": f"Saint-Été {place} of {place % 97} hills"})
        )
        for place in range(SIZE)
    )


def long_list(rounds: int) -> Search:
    return Search(tuple(one_round() for _round in range(rounds)))


def one_round() -> Round:
    """Of a list that was never searched before."""
    choices = made_list()
    index = seconds(lambda: found_in(choices, "", "fr"), 1)
    search = seconds(lambda: [found_in(choices, each, "fr") for each in WORDS], SEARCHES)
    texts = [each.text.in_language("fr").casefold() for each in choices]
    bare = seconds(lambda: [each for each in texts if WORDS[0] in each], SEARCHES)
    return index, search / len(WORDS), bare
