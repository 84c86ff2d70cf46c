"""What answering costs: `python -m tests.speed [--units 500] [--rounds 5] [--only …]`."""

import argparse
import sys

from tests.speed.ratios import ratios
from tests.speed.stores import STORES, SURVEYS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--database", action="append", choices=list(STORES))
    parser.add_argument("--survey", action="append", choices=list(SURVEYS))
    options = parser.parse_args()
    for database in options.database or list(STORES):
        surveys = options.survey or list(SURVEYS)
        for each in ratios(database, surveys, units=options.units, rounds=options.rounds):
            sys.stdout.write(f"{each}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
