"""The synthetic network in the store: territories, margins, campaigns, answers, and what experts
and practices add."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from app.commands.demo.answering import answer
from app.commands.demo.asked_again import Again, Unit, asked_again, link, unit_of
from app.commands.demo.chance import stream
from app.commands.demo.expert_panel import seed_panel
from app.commands.demo.network import DemoNetwork, DemoTerritory
from app.commands.demo.population import Population
from app.commands.demo.populations import (
    Populations,
    draw_later_populations,
    draw_populations,
)
from app.commands.demo.practices import seed_practices
from app.commands.demo.sampling import Sampled, draw_sample
from app.questionnaire.reading import read_questionnaire
from app.reference.audiences import Audience
from app.store import campaigns, network, questionnaires
from app.store.campaigns import Campaign, NewCampaign
from app.store.database import transaction
from app.store.network import Margin, Municipality, Territory

NO_END = date.max
EVERY = 500  # responses between two progress lines
MARGINS = {  # name of the margin to the attribute that it counts
    Audience.FIRMS: {"size": "size", "activity": "activity"},
    Audience.RESIDENTS: {"age_sex": "age_sex", "education": "education", "newcomer": "newcomer"},
    Audience.TRAINERS: {},
}
Say = Callable[[str], None]


def seeded_code(network: DemoNetwork, audience: Audience) -> str:
    """The campaign that the synthetic sample answered: w2026-firms."""
    return f"{network.wave}-{audience}"


def open_code(audience: Audience) -> str:
    """The campaign that stays open to anyone: demo-firms."""
    return f"demo-{audience}"


def is_seeded(network: DemoNetwork) -> bool:
    known = {each.code for each in campaigns.all_campaigns()}
    return {seeded_code(network, audience) for audience in Audience} <= known


def seed_network(root: Path, *, size: float, seed: int | None, say: Say) -> None:
    """Seeds everything in one transaction: interrupted, it leaves nothing behind.

    root: the folder of surveys/ and translations/. size: multiplies the numbers of answers.
    seed: of all that chance decides; by default the one that the network's file states.
    """
    say("Drawing the synthetic populations.")
    waves = draw_populations(root / "surveys", seed), draw_later_populations(root / "surveys", seed)
    with transaction():
        add_territories(waves[0].network)
        for populations in waves:
            network.add_margins(margins_of(populations))
        for audience in Audience:
            _seed_audience(root, waves, audience, size=size, say=say)
        seed_panel(root, waves[0], say)
        seed_practices(root, waves[0].network, waves[0].seed, say)


def add_territories(demo: DemoNetwork) -> None:
    for each in demo.territories:
        network.add_territory(
            Territory(
                code=each.code,
                name=each.name,
                country=each.country,
                nuts3=each.nuts3,
                languages=each.languages,
                label=demo.label["en"],
            )
        )
        network.add_municipalities(_municipalities(each))


def _municipalities(territory: DemoTerritory) -> Iterator[Municipality]:
    for each in territory.municipalities:
        yield Municipality(
            code=each.code,
            territory_code=territory.code,
            name=each.name,
            share=each.share,
            minutes_to_town=each.minutes_to_town,
        )


def margins_of(populations: Populations) -> Iterator[Margin]:
    """Exact counts of the populations; of trainers their number alone."""
    for audience, of_territories in populations.of.items():
        for population in of_territories:
            for name, level, total in _totals(population):
                yield Margin(
                    territory_code=population.territory,
                    wave=populations.network.wave,
                    audience=audience,
                    name=name,
                    level=level,
                    total=total,
                )


def _totals(population: Population) -> Iterator[tuple[str, str, float]]:
    counted = MARGINS[population.audience]
    if not counted:
        yield "all", "all", float(population.size)
    for name, attribute in counted.items():
        column = population.attributes[attribute]
        for level in column.codes:
            total = float(column.among(level).sum())
            if total:
                yield name, level, total


def _seed_audience(
    root: Path,
    waves: tuple[Populations, Populations],
    audience: Audience,
    *,
    size: float,
    say: Say,
) -> None:
    file = root / "surveys" / f"{audience}.yaml"
    version = questionnaires.save(read_questionnaire(file, root / "translations")).id
    first, second = waves
    campaigns.add(_campaign(first.network, open_code(audience), version, closes_on=NO_END))
    sample = draw_sample(first, audience, size)
    again = _sample_again(waves, audience, sample, size)
    for populations, people in ((first, sample), (second, again.sample)):
        demo, code = populations.network, seeded_code(populations.network, audience)
        campaign = campaigns.add(_campaign(demo, code, version, closes_on=demo.closes_on))
        answered = _answer_all(campaign, populations, people, say)
        link(campaign, answered, again.panel)


def _sample_again(
    waves: tuple[Populations, Populations],
    audience: Audience,
    sample: tuple[Sampled, ...],
    size: float,
) -> Again:
    """The second wave's; its panel is of firms and residents, all trainers being asked anyway."""
    first, second = waves
    later = first.network.later
    if later is None:
        return Again((), frozenset())
    fresh = draw_sample(second, audience, size * later.size[audience])
    if audience is Audience.TRAINERS:
        return Again(fresh, frozenset())
    rng = stream(second.seed, "panel", audience)
    return asked_again(sample, fresh, later, rng)


def _answer_all(
    campaign: Campaign, populations: Populations, sample: tuple[Sampled, ...], say: Say
) -> Mapping[Unit, int]:
    """Each unit to its response; again: another stream of chance for another wave."""
    code, answered = campaign.code, {}
    for place, sampled in enumerate(sample):
        if place % EVERY == 0:
            say(f"{code}: {place} of {len(sample)} responses.")
        names = ("answers", campaign.audience, str(place), *populations.again)
        answered[unit_of(sampled)] = answer(campaign, sampled, stream(populations.seed, *names))
    sent = sum(each.breaks_after is None for each in sample)
    say(f"{code}: {len(sample)} responses, {sent} of them sent.")
    return answered


def _campaign(demo: DemoNetwork, code: str, version: int, *, closes_on: date) -> NewCampaign:
    return NewCampaign(
        code=code,
        questionnaire_id=version,
        wave=demo.wave,
        territories=tuple(each.code for each in demo.territories),
        opens_on=demo.opens_on,
        closes_on=closes_on,
        is_synthetic=True,
    )
