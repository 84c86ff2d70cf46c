"""The frame of firms of a territory: place, activity and size, exact to the stated shares."""

from dataclasses import dataclass

import numpy as np

from app.commands.demo.chance import Bools, Floats, Ints, spread, standard, stream
from app.commands.demo.columns import Single
from app.commands.demo.lists import Lists
from app.commands.demo.network import DemoNetwork, DemoTerritory
from app.commands.demo.story import Story

EMPLOYMENT = {  # lowest and highest of each class; invented above 250
    "z0": (0, 0),
    "z1_4": (1, 4),
    "z5_9": (5, 9),
    "z10_49": (10, 49),
    "z50_249": (50, 249),
    "z250": (250, 600),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Setting:
    """The network that a population is drawn in. again: the wave, where it is asked anew."""

    network: DemoNetwork
    lists: Lists
    story: Story
    seed: int
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FirmFrame:
    """What the answers of firms hang on, a row a firm."""

    setting: Setting
    territory: DemoTerritory
    place: Single
    activity: Single
    size_class: Single
    employment: Ints

    @property
    def size(self) -> int:
        return len(self.employment)

    @property
    def is_alone(self) -> Bools:
        return np.equal(self.employment, 0)

    @property
    def row(self) -> int:
        """Of the territory, in the story."""
        return self.setting.network.territories.index(self.territory)

    @property
    def large(self) -> Floats:
        """Logarithm of employment, mean 0 and standard deviation 1."""
        return standard(np.log1p(self.employment))

    @property
    def far(self) -> Floats:
        """Minutes to town, standardised over the firms of the whole network."""
        minutes = {each.code: each.minutes_to_town for each in self.territory.municipalities}
        mean, deviation = far_and_wide(self.setting.network)
        return (self.place.values(minutes) - mean) / deviation

    def stream(self, subject: str) -> np.random.Generator:
        names = ("firms", self.territory.code, subject, *self.setting.again)
        return stream(self.setting.seed, *names)


def draw_firm_frame(setting: Setting, territory: DemoTerritory) -> FirmFrame:
    """Counts by activity and by size are exact; the two are crossed at random."""
    rng = stream(setting.seed, "firms", territory.code, "frame")
    sizes = spread(rng, setting.network.firm_sizes, territory.firms)
    return FirmFrame(
        setting=setting,
        territory=territory,
        place=spread(rng, {each.code: each.share for each in territory.municipalities}, sizes.size),
        activity=spread(rng, _sectors(territory, setting.lists), sizes.size),
        size_class=sizes,
        employment=_employment(rng, sizes),
    )


def far_and_wide(network: DemoNetwork) -> tuple[float, float]:
    """Mean and standard deviation of minutes to town over the firms of the network."""
    pairs = [
        (place.minutes_to_town, place.share * each.firms)
        for each in network.territories
        for place in each.municipalities
    ]
    minutes, firms = np.array(pairs).T
    mean = float(np.average(minutes, weights=firms))
    return mean, float(np.sqrt(np.average((minutes - mean) ** 2, weights=firms)))


def _sectors(territory: DemoTerritory, lists: Lists) -> dict[str, float]:
    """The stated shares; what they leave of 1 is spread over the other activities."""
    others = [code for code in lists.activities if code not in {*territory.sectors, "a_other"}]
    left = max(0.0, 1 - sum(territory.sectors.values()))
    return dict(territory.sectors) | {code: left / len(others) for code in others}


def _employment(rng: np.random.Generator, sizes: Single) -> Ints:
    """Within its class, the logarithm of employment is uniform: small ones are more common."""
    low = np.log([max(EMPLOYMENT[code][0], 0.5) for code in sizes.codes])[sizes.index]
    high = np.log([EMPLOYMENT[code][1] + 0.999 for code in sizes.codes])[sizes.index]
    drawn = np.exp(low + (high - low) * rng.random(sizes.size)).astype(np.int64)
    return np.where(sizes.among("z0"), 0, np.maximum(drawn, sizes.index > 0))
