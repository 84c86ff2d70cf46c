"""The long respondent runs: `python -m tests.robots [--times 50] [--size 1.0]`.

Each questionnaire in each language, plainly and wandering, against a demo site of its own; then
each stored answer is compared with what was last accepted. Prints a JSON line a run.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from app.questionnaire.reading import read_questionnaire
from tests.programs import ROOT
from tests.robot.comparing import differences, exported, lost, receipt_hash
from tests.robot.respondent import Journey, Respondent, StuckError
from tests.site import Site, served

CAMPAIGNS = ("demo-firms", "demo-residents", "demo-trainers")
APART = ("F_CONTACT", "R_CONTACT", "T_CONTACT")


def journeys(
    site: Site, campaign: str, language: str, *, wanders: bool, times: int
) -> tuple[list[Journey], list[str]]:
    """The completed responses, and why others failed."""
    chance = random.Random(f"{campaign} {language} {wanders}")  # noqa: S311 -- no secret
    done, failed = [], []
    for _time in range(times):
        respondent = Respondent(site.address, language, chance, wanders=wanders)
        try:
            done.append(respondent.answer(campaign))
        except StuckError as stuck:
            failed.append(str(stuck))
    return done, failed


def compared(site: Site, campaign: str, done: list[Journey], folder: Path) -> list[str]:
    """What the export holds otherwise than the journeys saw it accepted, or does not hold."""
    file = ROOT / "surveys" / f"{campaign.removeprefix('demo-')}.yaml"
    questionnaire = read_questionnaire(file, ROOT / "translations")
    out = folder / f"{campaign}.jsonl"
    written = site.command("responses", "export", campaign, "--to", "jsonl", str(out))
    assert written.returncode == 0, written.stderr
    rows = exported(out)
    faults = [
        f"{journey.receipt} is not in the export"
        for journey in done
        if receipt_hash(journey.receipt) not in rows
    ]
    for journey in done:
        row = rows.get(receipt_hash(journey.receipt))
        if row is not None:
            faults += differences(journey, row, APART) + lost(journey, row, questionnaire)
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--size", type=float, default=0.1)
    options = parser.parse_args()
    is_good = True
    with tempfile.TemporaryDirectory() as name, served(Path(name), size=options.size) as site:
        for campaign in CAMPAIGNS:
            everyone: list[Journey] = []
            for language in ("en", "fr"):
                for wanders in (False, True):
                    start = time.monotonic()
                    done, failed = journeys(
                        site, campaign, language, wanders=wanders, times=options.times
                    )
                    everyone += done
                    is_good = is_good and not failed
                    report = {
                        "campaign": campaign,
                        "language": language,
                        "wanders": wanders,
                        "completed": len(done),
                        "failed": failed[:5],
                        "pages": sum(each.pages for each in done),
                        "seconds": round(time.monotonic() - start, 1),
                    }
                    sys.stdout.write(json.dumps(report) + "\n")
            faults = compared(site, campaign, everyone, Path(name))
            is_good = is_good and not faults
            sys.stdout.write(json.dumps({"campaign": campaign, "differences": faults[:10]}) + "\n")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
