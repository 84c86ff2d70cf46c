"""flask foresight kendall: how far judges order several items alike."""

from pathlib import Path

import click
import numpy as np

from app.commands.foresight.telling import READABLE, explained, print_json, print_rows
from app.foresight.delphi import Concordance, kendall_w
from app.formats.number_table import NumberTable, read_number_table


@click.command("kendall")
@click.argument("file", type=READABLE)
@click.option("--json", "is_json", is_flag=True, help="Print one JSON value.")
def kendall(file: Path, *, is_json: bool) -> None:
    """Kendall's W of FILE: a header of items, a row a judge, scores or ranks.

    A judge with an empty cell is left out and counted.
    """
    with explained(file, is_json=is_json):
        table = read_number_table(file, has_names=False, allows_gaps=True)
        found = kendall_w(np.array(table.rows, dtype=np.float64))
    if is_json:
        kept = {"w": found.w, "chi2": found.chi2, "df": found.df, "p": found.p}
        print_json({**kept, "rank_sums": found.rank_sums})
    else:
        tell(table, found)


def tell(table: NumberTable, found: Concordance) -> None:
    print_rows(
        ("item", "rank sum"),
        [(name, f"{each:g}") for name, each in zip(table.header, found.rank_sums, strict=True)],
    )
    counted = f"{found.judges} judges counted, {found.left_out} left out for gaps."
    if found.w is None or found.chi2 is None or found.p is None:
        click.echo("W is not defined: it needs two judges and two items, and not all tied.")
    else:
        test = f"chi-squared {found.chi2:.3f}, df {found.df}, p {found.p:.4g}"
        click.echo(f"W {found.w:.4f} ({found.strength}), {test}.")
    click.echo(counted)
