"""The coverage study: `python -m tests.coverage [--seeds 50] [--size 1.0] [--jobs 2]`.

Draws samples from the demo's finite population, weighs and publishes each as a release does, and
counts how often the published 95 % intervals hold what is true of the population. Exits with 1
where those of firms or of residents hold it in under 92 % or over 99 % of cases, or those of
trainers, whose intervals are exact and so too wide rather than too narrow, in under 92 %.
"""

import argparse
import sys
import time
from functools import partial

from app.reference.audiences import Audience
from tests.coverage.processes import in_turn
from tests.coverage.report import report
from tests.coverage.scoring import Outcome, audience_of, outcome, scores
from tests.coverage.study import Study

LOWEST, HIGHEST = 0.92, 0.99
BOUNDS = {
    Audience.FIRMS: (LOWEST, HIGHEST),
    Audience.RESIDENTS: (LOWEST, HIGHEST),
    Audience.TRAINERS: (LOWEST, 1.0),
}


def main() -> int:
    asked = _arguments()
    began = time.monotonic()
    study = Study.of(asked.population)
    truths = study.truth(asked.jobs)
    say(f"{len(truths)} cells with a truth, after {time.monotonic() - began:.0f} s")
    one = partial(outcome, study, truths, asked.size)
    found = in_turn(one, range(1, asked.seeds + 1), asked.jobs)
    say("\n".join(report(study, truths, found)))
    say(f"{asked.seeds} samples in {time.monotonic() - began:.0f} s")
    return _judged(found)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.coverage")
    parser.add_argument("--seeds", type=int, default=50, help="how many samples")
    parser.add_argument("--size", type=float, default=1.0, help="of the samples; the demo's: 1")
    parser.add_argument("--population", type=int, help="the seed of the population")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    return parser.parse_args()


def _judged(found: list[Outcome]) -> int:
    wrong = [
        f"{audience}: {score.coverage:.1%}"
        for audience, score in scores([each.weighted for each in found], audience_of).items()
        if not BOUNDS[Audience(str(audience))][0]
        <= score.coverage
        <= BOUNDS[Audience(str(audience))][1]
    ]
    say("Outside what 95 % intervals promise: " + ", ".join(wrong) if wrong else "All hold.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
