"""flask foresight delphi: a panel's answers to several statements, by rules fixed beforehand."""

from pathlib import Path
from typing import TypedDict, Unpack

import click

from app.commands.foresight.delphi_files import Rounds, ScaleType, read_panel
from app.commands.foresight.delphi_found import Rules, found_of
from app.commands.foresight.delphi_telling import document, tell
from app.commands.foresight.telling import READABLE, explained, print_json
from app.foresight.delphi import Rule, Scale, StabilityRule

QUARTER = 0.25  # of the scale: one point of five


class Asked(TypedDict):
    scale: Scale
    dont_know: tuple[float, ...]
    iqr: float | None
    iqr_share: float | None
    end_share: float | None
    least: int
    quantile_type: int
    net_change: float
    before: Path | None
    expertise: Path | None
    seed: int


@click.command("delphi")
@click.argument("file", type=READABLE)
@click.option("--scale", type=ScaleType(), default="1:5:1", show_default=True, help="0:100:any.")
@click.option("--dont-know", type=float, multiple=True, help="A code that is no answer.")
@click.option("--iqr", type=float, help="Consensus: at most, in the scale's unit.")
@click.option("--iqr-share", type=float, help="At most, of the scale; 0.25 if no rule is given.")
@click.option("--end-share", type=float, help="At least, in the two highest or lowest levels.")
@click.option("--least", type=click.IntRange(min=1), default=5, show_default=True, help="Answers.")
@click.option("--quantile-type", type=click.IntRange(1, 9), default=7, show_default=True)
@click.option("--net-change", type=float, default=0.15, show_default=True, help="Stable below.")
@click.option("--before", type=READABLE, help="The round before: stability and drop-out.")
@click.option("--expertise", type=READABLE, help="Self-ratings, laid out as FILE.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of draws.")
@click.option("--json", "is_json", is_flag=True, help="Print one JSON value.")
def delphi(file: Path, *, is_json: bool, **asked: Unpack[Asked]) -> None:
    """Answers in FILE: a column expert, then one a statement; empty where not answered.

    Experts and statements of --before and --expertise are matched by name.
    """
    with explained(file, is_json=is_json):
        rounds = _rounds(file, asked)
        found = found_of(rounds, _rules(rounds.panel.scale, asked))
    if is_json:
        print_json(document(found))
    else:
        tell(found)


def _rounds(file: Path, asked: Asked) -> Rounds:
    given = asked["scale"]
    scale = Scale(low=given.low, high=given.high, step=given.step, dont_know=asked["dont_know"])
    ratings = Scale(low=0, high=1_000_000, step=None)
    before, expertise = asked["before"], asked["expertise"]
    return Rounds(
        panel=read_panel(file, scale),
        before=None if before is None else read_panel(before, scale),
        expertise=None if expertise is None else read_panel(expertise, ratings),
    )


def _rules(scale: Scale, asked: Asked) -> Rules:
    limits = asked["iqr"], asked["iqr_share"], asked["end_share"]
    has_none = all(limit is None for limit in limits)
    agreed = Rule(
        scale=scale,
        iqr=asked["iqr"],
        iqr_share=QUARTER if has_none else asked["iqr_share"],
        end_share=asked["end_share"],
        least=asked["least"],
        quantile_type=asked["quantile_type"],
    )
    stable = StabilityRule(
        net_change=asked["net_change"], least=asked["least"], quantile_type=asked["quantile_type"]
    )
    return Rules(agreed=agreed, stable=stable, seed=asked["seed"])
