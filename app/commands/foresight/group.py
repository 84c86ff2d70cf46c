"""flask foresight …: each method from a file, without a store."""

import click

from app.commands.foresight.actors import actors
from app.commands.foresight.balance import balance_command
from app.commands.foresight.cross_impact import cross_impact
from app.commands.foresight.delphi import delphi
from app.commands.foresight.gordon_hayward import gordon_hayward_command
from app.commands.foresight.kendall import kendall
from app.commands.foresight.morphology import morphology_command
from app.commands.foresight.opinion_groups import opinion_groups
from app.commands.foresight.project_population import project_population
from app.commands.foresight.roadmap import roadmap_command
from app.commands.foresight.smic import smic_command
from app.commands.foresight.structural import structural
from app.commands.foresight.trend_impact import trend_impact_command


@click.group()
def foresight() -> None:
    """Methods of foresight on files: experts' answers, influences, scenarios, people and jobs."""


foresight.add_command(cross_impact)
foresight.add_command(gordon_hayward_command)
foresight.add_command(morphology_command)
foresight.add_command(smic_command)
foresight.add_command(trend_impact_command)
foresight.add_command(structural)
foresight.add_command(actors)
foresight.add_command(balance_command)
foresight.add_command(project_population)
foresight.add_command(kendall)
foresight.add_command(delphi)
foresight.add_command(opinion_groups)
foresight.add_command(roadmap_command)
