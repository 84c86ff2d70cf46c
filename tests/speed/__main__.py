"""What answering costs: `python -m tests.speed [--units 500] [--rounds 5] [--only ratios]`.

Prints ratios to a bare application measured in the same run, what many respondents at once get,
what a store with very many responses changes, what rules cost beside lxml, what the search in a
long list of choices does, what the one for consistent scenarios does beside brute force, how
long opinion groups take and what a wave of a million responses does. Nothing else should run on the
machine.
"""

import argparse
import sys
from collections.abc import Iterator

from tests.speed.choices import long_list
from tests.speed.expressions import expressions
from tests.speed.growth import MANY, growth
from tests.speed.opinions import opinion_groups
from tests.speed.ratios import MOST_TIMES, ratios
from tests.speed.scenarios import scenarios
from tests.speed.size.million import million
from tests.speed.stores import STORES, SURVEYS
from tests.speed.throughput import throughput

OF_STORES = ("ratios", "throughput", "growth")
ALONE = {
    "expressions": lambda options: expressions(options.rounds),
    "choices": lambda options: [long_list(options.rounds)],
    "scenarios": lambda _options: [scenarios()],
    "opinions": lambda options: [opinion_groups(options.rounds)],
    "size": lambda options: million(options.database or list(STORES)),
}
MEASURES = (*OF_STORES, *ALONE)
MOST_GROWTH, LEAST_A_SECOND = 0.20, 40.0


def measured(options: argparse.Namespace) -> Iterator[tuple[object, bool]]:
    """What was found, and whether it keeps its bound."""
    only = options.only or MEASURES
    for name, measure in ALONE.items():
        if name in only:
            for found in measure(options):
                yield found, found.is_kept
    if not set(OF_STORES).isdisjoint(only):
        yield from measured_on_stores(options)


def measured_on_stores(options: argparse.Namespace) -> Iterator[tuple[object, bool]]:
    only = options.only or MEASURES
    for database in options.database or list(STORES):
        surveys = options.survey or list(SURVEYS)
        if "ratios" in only:
            for each in ratios(database, surveys, units=options.units, rounds=options.rounds):
                yield each, each.times <= MOST_TIMES
        if "throughput" in only:
            found = throughput(database, "thirty", units=options.units)
            yield found, found.a_second >= LEAST_A_SECOND
        if "growth" in only:
            for survey in surveys:
                units = max(20, options.units // 5)
                grown = growth(database, survey, units=units, rounds=options.rounds)
                yield grown, grown.difference < MOST_GROWTH


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--database", action="append", choices=list(STORES))
    parser.add_argument("--survey", action="append", choices=list(SURVEYS))
    parser.add_argument("--only", action="append", choices=MEASURES, help=f"growth: to {MANY:,}")
    are_kept = True
    for found, is_kept in measured(parser.parse_args()):
        sys.stdout.write(f"{found}{'' if is_kept else '  OVER THE BOUND'}\n")
        sys.stdout.flush()
        are_kept = are_kept and is_kept
    return 0 if are_kept else 1


if __name__ == "__main__":
    sys.exit(main())
