"""Power and false alarms: `python -m tests.power [--rounds 200] [--seed 1]`.

Draws territories of known truth and samples of them, and compares them as a release does. Exits
with 1 where of the differences called clear more than 5 % are false, or of those called likely or
clear more than 20 %.
"""

import argparse
import sys
import time

from app.estimation.comparisons import CLEAR_UNTIL, LIKELY_UNTIL
from tests.power.study import OF_GAPS, OF_HEADLINES, sample
from tests.power.tally import Tally, tally

# Firms and residents of a territory; beside them the part of gaps above 50 points that plain
# intervals found in the simulation by which the questionnaires were planned.
SIZES = {(30, 150): 0.47, (80, 400): 0.70, (150, 400): 0.81, (300, 800): 0.94}
KINDS = {"gaps": OF_GAPS, "headlines": OF_HEADLINES}
HEAD = (
    f"{'firms / residents':20}{'clear':>7}{'false':>8}{'likely':>8}{'false':>8}"
    f"{'large found':>13}{'likely':>8}{'apart':>7}{'planned':>9}{'middling':>10}"
    f"{'nulls apart':>13}{'false':>7}{'null places':>13}"
)


def main() -> int:
    asked = _arguments()
    began, wrong = time.monotonic(), []
    say(f"{asked.rounds} samples of five territories each; seed {asked.seed}.")
    for what, effects in KINDS.items():
        sizes = f"large above {effects.large:g} points, middling above {effects.middling:g}"
        say(f"\n{what}: {sizes}\n{HEAD}")
        for (firms, residents), planned in SIZES.items():
            seeds = range(asked.seed, asked.seed + asked.rounds)
            samples = [sample(firms, residents, seed) for seed in seeds]
            found = tally((seen for each in samples for seen in getattr(each, what)), effects)
            beside = f"{planned:9.2f}" if what == "gaps" else f"{'-':>9}"
            say(_line(f"{firms} / {residents}", found, beside))
            wrong += _wrong(f"{what}, {firms} / {residents}", found)
    say(f"\n{time.monotonic() - began:.0f} s. " + ("; ".join(wrong) or "The words hold."))
    return 1 if wrong else 0


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.power")
    parser.add_argument("--rounds", type=int, default=200, help="how many samples of each size")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _line(name: str, found: Tally, planned: str) -> str:
    return (
        f"{name:20}{found.clear:7.1f}{found.false_clear:8.1%}{found.likely:8.1f}"
        f"{found.false_likely:8.1%}{found.large:13.2f}{found.large_likely:8.2f}"
        f"{found.large_apart:7.2f}{planned}{found.middling:10.2f}"
        f"{found.nulls_apart:13.1%}{found.false_apart:7.1%}{found.null_places:13.1%}"
    )


def _wrong(name: str, found: Tally) -> list[str]:
    limits = ((found.false_clear, CLEAR_UNTIL), (found.false_likely, LIKELY_UNTIL))
    return [f"{name}: {false:.1%} false" for false, most in limits if false > most]


if __name__ == "__main__":
    sys.exit(main())
