"""The synthetic network that surveys/demo_network.yaml states, as frozen values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import yaml

from app.commands.demo.facts import Facts
from app.errors import InvalidError
from app.reference.audiences import Audience

GOLDEN = 0.618


@dataclass(frozen=True, slots=True)
class DemoMunicipality:
    code: str
    name: str
    share: float  # of the territory's population
    minutes_to_town: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoTerritory:
    """An invented territory. Shares sum to 1; sizes are whole populations, samples are completed
    answers at size 1."""

    code: str
    name: str
    country: str
    nuts3: str
    languages: tuple[str, ...]
    spoken: tuple[str, ...]  # at home, the most common first
    persons: int  # 15 and over
    firms: int
    trainers: int
    municipalities: tuple[DemoMunicipality, ...]
    sectors: Mapping[str, float]
    specific_skills: tuple[str, ...]
    age_sex: Mapping[str, float]  # "g15:f" to share
    education: Mapping[str, float]
    newcomers: float
    samples: Mapping[Audience, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterWave:
    """drift_sd: of the logits of demand. size: part of the first wave's sample, by audience.
    panel: part of it that answered then too; kept: part of those that say the same again."""

    wave: str
    opens_on: date
    closes_on: date
    drift_sd: float
    size: Mapping[str, float]
    panel: float
    kept: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoNetwork:
    """What the whole network shares, in one of its waves. later: the wave after."""

    label: Mapping[str, str]
    seed: int
    wave: str
    opens_on: date
    closes_on: date
    territories: tuple[DemoTerritory, ...]
    firm_sizes: Mapping[str, float]
    firm_allocation: Mapping[str, float]
    resident_bias: Mapping[str, float]
    modes: Mapping[str, float]
    missing: Mapping[str, float]
    base_story: Mapping[str, tuple[float, float]]  # skill to firms' demand, residents' wish
    later: LaterWave | None = None

    def in_later_wave(self) -> "DemoNetwork":
        """The same network when it is asked again. Raises InvalidError where it is not."""
        if self.later is None:
            raise InvalidError(f"No wave follows {self.wave}: state it in the network's file.")
        new = self.later
        return replace(
            self, wave=new.wave, opens_on=new.opens_on, closes_on=new.closes_on, later=None
        )


def read_network(path: Path) -> DemoNetwork:
    """The network of a file. Raises InvalidError naming what is missing or of a wrong kind."""
    try:
        written = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        message = f"{path} cannot be read ({error}): restore the file of the demo network."
        raise InvalidError(message, file=str(path)) from error
    facts = Facts.of(written, path.name)
    samples, story = facts.at("samples"), facts.at("latent_model").at("base_story")
    wave, *others = facts.list_at("waves")
    return DemoNetwork(
        label=facts.texts("label"),
        seed=facts.whole("seed"),
        wave=wave.text("code"),
        opens_on=wave.day("opened"),
        closes_on=wave.day("closed"),
        territories=tuple(_territories(facts)),
        firm_sizes=facts.shares("firm_sizes"),
        firm_allocation=samples.at("firms").shares("allocation"),
        resident_bias=samples.at("residents").numbers("bias"),
        modes=samples.shares("modes"),
        missing=samples.numbers("missing"),
        base_story={skill: story.pair(skill) for skill in story.keys if skill != "others"},
        later=_later(others[0]) if others else None,
    )


def _later(wave: Facts) -> LaterWave:
    return LaterWave(
        wave=wave.text("code"),
        opens_on=wave.day("opened"),
        closes_on=wave.day("closed"),
        drift_sd=wave.number("drift_sd"),
        size=wave.numbers("size"),
        panel=wave.number("panel"),
        kept=wave.number("kept"),
    )


def _territories(facts: Facts) -> Iterator[DemoTerritory]:
    structure, margins = facts.at("population_structure"), facts.at("margins")
    education = margins.at("education")
    for each in facts.list_at("territories"):
        code = each.text("code")
        yield DemoTerritory(
            code=code,
            name=each.text("name"),
            country=each.text("country"),
            nuts3=each.text("nuts3"),
            languages=each.list_of_texts("ui"),
            spoken=each.list_of_texts("respondent_langs"),
            persons=each.whole("population"),
            firms=each.whole("firms_frame"),
            trainers=margins.at("trainers_frame").whole(code),
            municipalities=tuple(_municipalities(each, facts.at("municipality_law"))),
            sectors=each.shares("sectors"),
            specific_skills=each.list_of_texts("specific_skills"),
            age_sex=dict(_age_sex(structure, code)),
            education=_named(education.list_of_texts("order"), education.list_of_numbers(code)),
            newcomers=margins.at("newcomer_under_5_years").number(code),
            samples={who: facts.at("samples").at(who).whole(code) for who in Audience},
        )


def _age_sex(structure: Facts, territory: str) -> Iterator[tuple[str, float]]:
    bands, shares = structure.list_of_texts("bands"), structure.at(territory)
    for sex in shares.keys:
        for band, share in _named(bands, shares.list_of_numbers(sex)).items():
            yield f"{band}:{sex}", share


def _named(names: tuple[str, ...], numbers: tuple[float, ...]) -> dict[str, float]:
    if len(names) != len(numbers):
        raise InvalidError(f"{len(numbers)} shares for {len(names)} names ({', '.join(names)}).")
    return dict(zip(names, numbers, strict=True))


def _municipalities(territory: Facts, law: Facts) -> Iterator[DemoMunicipality]:
    """Names of the file; shares by Zipf's law. The largest is the town and the nearest; the others
    lie evenly up to the farthest, in a fixed order that does not follow their size."""
    code, names = territory.text("code"), territory.list_of_texts("municipalities")
    exponent, minutes = law.number("zipf_exponent"), law.at("minutes_to_town")
    sizes = [1 / rank**exponent for rank in range(1, len(names) + 1)]
    nearest = minutes.number("min")
    farthest = minutes.number("max_times_town_minutes") * territory.number("town_minutes")
    order = sorted(range(1, len(names)), key=lambda rank: rank * GOLDEN % 1)
    steps = {0: 0} | {rank: place for place, rank in enumerate(order, start=1)}
    for rank, name in enumerate(names):
        away = nearest + (farthest - nearest) * steps[rank] / (len(names) - 1)
        yield DemoMunicipality(f"{code}{rank + 1:02}", name, sizes[rank] / sum(sizes), away)
