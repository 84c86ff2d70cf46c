"""What answering costs: `python -m tests.speed [--units 500] [--rounds 5] [--only ratios]`.

Prints ratios to a bare application measured in the same run, what many respondents at once get,
and what a store with very many responses changes. Nothing else should run on the machine.
"""

import argparse
import sys
from collections.abc import Iterator

from tests.speed.growth import MANY, growth
from tests.speed.ratios import MOST_TIMES, ratios
from tests.speed.stores import STORES, SURVEYS
from tests.speed.throughput import throughput

MEASURES = ("ratios", "throughput", "growth")
MOST_GROWTH, LEAST_A_SECOND = 0.20, 40.0


def measured(options: argparse.Namespace) -> Iterator[tuple[object, bool]]:
    """What was found, and whether it keeps its bound."""
    for database in options.database or list(STORES):
        surveys, only = options.survey or list(SURVEYS), options.only or MEASURES
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
