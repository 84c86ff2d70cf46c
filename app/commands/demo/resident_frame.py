"""The residents of a territory before any answer: place, age, sex, education, newcomers.

Every count is exact to the shares of surveys/demo_network.yaml; how education and arrival lean on
age is invented.
"""

from dataclasses import dataclass

import numpy as np

from app.commands.demo.chance import Bools, Floats, apportion, ranked, spread, stream
from app.commands.demo.columns import Single
from app.commands.demo.firm_frame import Setting
from app.commands.demo.network import DemoTerritory

EDUCATION_BY_AGE = {"g15": -1.6, "g20": 0.3, "g30": 0.5, "g45": 0.2, "g55": -0.1, "g65": -0.5}
ARRIVAL_BY_AGE = {"g15": 0.3, "g20": 1.0, "g30": 0.8, "g45": 0.1, "g55": 0.0, "g65": -0.6}
ABROAD = "eab"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ResidentFrame:
    """What the answers of residents hang on, a row a person of 15 or over."""

    setting: Setting
    territory: DemoTerritory
    place: Single
    age_sex: Single
    age: Single
    sex: Single
    education: Single
    newcomer: Single

    @property
    def size(self) -> int:
        return self.place.size

    @property
    def row(self) -> int:
        """Of the territory, in the story."""
        return self.setting.network.territories.index(self.territory)

    @property
    def youth(self) -> Floats:
        """1 for the youngest band to -1 for the oldest."""
        return 1 - 2 * self.age.index / (len(self.age.codes) - 1)

    @property
    def is_under_30(self) -> Bools:
        return self.age.among("g15", "g20")

    def stream(self, subject: str) -> np.random.Generator:
        names = ("residents", self.territory.code, subject, *self.setting.again)
        return stream(self.setting.seed, *names)


def draw_resident_frame(setting: Setting, territory: DemoTerritory) -> ResidentFrame:
    rng = stream(setting.seed, "residents", territory.code, "frame")
    age_sex = spread(rng, territory.age_sex, territory.persons)
    age, sex = _part(age_sex, 0), _part(age_sex, 1)
    arrival = rng.gumbel(size=age.size) + age.values(ARRIVAL_BY_AGE)
    newcomer = ranked(-arrival, {"yes": territory.newcomers, "no": 1 - territory.newcomers})
    return ResidentFrame(
        setting=setting,
        territory=territory,
        place=spread(rng, {each.code: each.share for each in territory.municipalities}, age.size),
        age_sex=age_sex,
        age=age,
        sex=sex,
        education=_education(rng, territory, age, newcomer),
        newcomer=newcomer,
    )


def _part(age_sex: Single, part: int) -> Single:
    """The age bands (0) or the sexes (1) of "g15:f"."""
    parts = [code.split(":")[part] for code in age_sex.codes]
    codes = tuple(dict.fromkeys(parts))
    return Single(codes, np.array([codes.index(each) for each in parts])[age_sex.index])


def _education(
    rng: np.random.Generator, territory: DemoTerritory, age: Single, newcomer: Single
) -> Single:
    """Studies abroad first, three times as often among newcomers; then the others by rank."""
    codes = tuple(territory.education)
    counts = dict(zip(codes, apportion([*territory.education.values()], age.size), strict=True))
    index = np.full(age.size, -1)
    foreign = rng.gumbel(size=age.size) + np.log(3) * newcomer.among("yes")
    index[np.argsort(-foreign)[: counts[ABROAD]]] = codes.index(ABROAD)
    rest = np.flatnonzero(index < 0)
    schooling = (rng.normal(size=age.size) + age.values(EDUCATION_BY_AGE))[rest]
    known = [code for code in codes if code != ABROAD]
    steps = np.repeat([codes.index(code) for code in known], [counts[code] for code in known])
    index[rest[np.argsort(schooling)]] = steps
    return Single(codes, index)
