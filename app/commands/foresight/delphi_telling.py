"""What was found of a panel, as one document and for people."""

from dataclasses import asdict

import click

from app.commands.foresight.delphi_found import PanelFound, StatementFound
from app.commands.foresight.telling import print_rows
from app.foresight.delphi import DropOut, Stability, Summary, Verdict

HEADER = ("statement", "n", "median", "q1", "q3", "A", "consensus", "camps", "change")
EXPERTISE_HEADER = (
    *("unweighted", "median", "q1", "q3"),
    *("by expertise: median", "q1", "q3", "worth experts"),
)


def document(found: PanelFound) -> dict[str, object]:
    """Statements by name, in the order of the file; a number that is not defined is null."""
    judged = found.concordance
    return {
        "experts": found.experts,
        "kendall": {"w": judged.w, "chi2": judged.chi2, "df": judged.df, "p": judged.p,
                    "experts": judged.judges},
        "krippendorff": found.alpha,
        "statements": {each.name: _statement(each) for each in found.statements},
    }  # fmt: skip


def _statement(found: StatementFound) -> dict[str, object]:
    camps = found.camps
    return {
        **_summary(found.verdict.summary),
        "consensus": _verdict(found.verdict),
        "dissent": {
            "too_few": camps.is_too_few,
            "polarised": camps.is_polarised,
            "reasons": camps.reasons,
            "bimodality": camps.bimodality,
            "modes": camps.modes,
        },
        "expertise": None if found.expertise is None else asdict(found.expertise),
        "stability": None if found.change is None else _stability(found.change),
        "drop_out": None if found.left is None else _drop_out(found.left),
    }


def _summary(found: Summary) -> dict[str, object]:
    return {
        **asdict(found),
        "iqr": found.iqr,
        "dont_know_share": found.dont_know_share,
        "too_few": found.is_too_few,
    }


def _verdict(found: Verdict) -> dict[str, object]:
    return {
        "status": found.status,
        "is_consensus": found.is_consensus,
        "checks": [asdict(check) for check in found.checks],
    }


def _stability(found: Stability) -> dict[str, object]:
    return {"status": found.status, "is_stable": found.is_stable, **asdict(found)}


def _drop_out(found: DropOut) -> dict[str, object]:
    return {
        "stayers": found.n_stayers,
        "leavers": found.n_leavers,
        "p": found.difference.p,
        "median_gap": found.median_gap,
        "consensus_of_all": found.everyone.status,
        "consensus_of_stayers": found.stayers.status,
        "overstated": found.is_overstated,
        "too_few": found.is_too_few,
    }


def tell(found: PanelFound) -> None:
    print_rows(HEADER, [_row(each) for each in found.statements])
    rows = [row for each in found.statements if (row := _expertise_row(each))]
    if rows:
        click.echo()
        print_rows(EXPERTISE_HEADER, rows)
        click.echo()
    judged = found.concordance
    click.echo(
        f"Kendall's W over the statements {_number(judged.w)} ({judged.strength}), "
        f"{judged.judges} experts who answered all; Krippendorff's alpha {_number(found.alpha)}."
    )
    for each in found.statements:
        if each.left is not None and each.left.is_overstated:
            click.echo(f"{each.name}: those who stayed agree, all of the round before did not.")


def _row(found: StatementFound) -> tuple[str, ...]:
    summary = found.verdict.summary
    camps = "split" if found.camps.is_polarised else "none seen"
    return (
        found.name,
        str(summary.n),
        _number(summary.median),
        _number(summary.q1),
        _number(summary.q3),
        _number(summary.eijk),
        found.verdict.status,
        "too few" if found.camps.is_too_few else camps,
        "-" if found.change is None else found.change.status,
    )


def _expertise_row(found: StatementFound) -> tuple[str, ...]:
    """() where nobody's expertise was given."""
    if found.expertise is None:
        return ()
    both = (found.expertise.unweighted, found.expertise.weighted)
    cells = [("-",) * 3 if c is None else tuple(map(_number, (c.median, c.q1, c.q3))) for c in both]
    return (found.name, *cells[0], *cells[1], f"{found.expertise.n_effective:.1f}")


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"
