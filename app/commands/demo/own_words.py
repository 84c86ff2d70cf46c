"""Synthetic answers in people's own words: a few sentences a language, all invented.

They are in the first language of the territory, whatever language the page was in, so that what a
release says of them rests on telling languages apart. One theme is new in the second wave.
"""

from collections.abc import Mapping

import numpy as np

from app.commands.demo.columns import Single
from app.commands.demo.firm_frame import Setting
from app.commands.demo.network import DemoTerritory

Sentences = Mapping[str, tuple[str, ...]]

KNOW_HOW: Sentences = {
    "en": (
        "Learned from my father, hard to find elsewhere",
        "A know-how handed down in the valley",
        "Dry stone walls as the old masons built them",
    ),
    "fr": (
        "Un savoir-faire transmis dans la vallée",
        "Appris de mon père, introuvable ailleurs",
        "Les murs en pierre sèche des anciens maçons",
    ),
    "es": (
        "Un saber que se transmite en la sierra",
        "Lo aprendí de mi padre y no se encuentra fuera",
        "Los muros de piedra seca de los antiguos maestros",
    ),
    "ro": (
        "O meserie transmisă în vale din tată în fiu",
        "Am învățat de la tatăl meu, greu de găsit altundeva",
        "Ziduri de piatră uscată ca ale vechilor meșteri",
    ),
    "fi": (
        "Kylässä sukupolvelta toiselle siirtynyt taito",
        "Opin taidon isältäni, muualta sitä ei löydy",
        "Vanhojen mestarien tapa latoa kivimuuria",
    ),
}
GOOD_WAYS: Sentences = {
    "en": (
        "Two of us share an accountant and a driver",
        "Neighbouring firms share one person for the office",
        "We train apprentices together, one week in each firm",
        "Apprentices learn with us and with the firm next door",
    ),
    "fr": (
        "Nous partageons une comptable avec la ferme voisine",
        "Un groupement d'employeurs partage une personne pour le bureau",
        "Nous formons les apprentis ensemble, une semaine par atelier",
        "Les apprentis tournent entre les ateliers de la commune",
    ),
    "es": (
        "Compartimos una contable con la empresa vecina",
        "Varias empresas comparten una persona para la oficina",
        "Formamos juntos a los aprendices, una semana en cada taller",
        "Los aprendices pasan por todos los talleres del pueblo",
    ),
    "ro": (
        "Împărțim un contabil cu firma vecină",
        "Mai multe firme au o persoană comună pentru birou",
        "Formăm ucenicii împreună, o săptămână în fiecare atelier",
        "Ucenicii trec prin toate atelierele din comună",
    ),
    "fi": (
        "Jaamme kirjanpitäjän naapuriyrityksen kanssa",
        "Usealla yrityksellä on yhteinen toimistotyöntekijä",
        "Koulutamme oppisopimusnuoret yhdessä, viikko kussakin verstaassa",
        "Oppisopimusnuoret kiertävät kaikki kylän verstaat",
    ),
}
NEW_WAYS: Sentences = {  # of the second wave alone
    "en": (
        "The town lends a house to whoever comes to work here",
        "We found a house for each newcomer with the council",
    ),
    "fr": (
        "La mairie prête un logement à qui vient travailler ici",
        "Un logement pour chaque recrue, trouvé avec la commune",
    ),
    "es": (
        "El ayuntamiento presta una vivienda a quien viene a trabajar",
        "Una vivienda para cada nuevo, con ayuda del pueblo",
    ),
    "ro": (
        "Primăria oferă o locuință celui care vine la lucru",
        "O locuință pentru fiecare nou venit, cu ajutorul comunei",
    ),
    "fi": (
        "Kunta lainaa asunnon sille, joka tulee tänne töihin",
        "Jokaiselle tulijalle löytyi asunto kunnan avulla",
    ),
}
WAYS_TO_TEACH: Sentences = {
    "en": (
        "A van that brings the workshop to the villages",
        "Evening courses held inside the firms",
    ),
    "fr": (
        "Un atelier mobile qui va dans les villages",
        "Des cours du soir dans les entreprises",
    ),
    "es": (
        "Un taller móvil que va por los pueblos",
        "Cursos por la tarde dentro de las empresas",
    ),
    "ro": (
        "Un atelier mobil care merge prin sate",
        "Cursuri de seară ținute în firme",
    ),
    "fi": (
        "Liikkuva verstas kiertää kyliä",
        "Iltakursseja pidetään yritysten tiloissa",
    ),
}


def good_ways(setting: Setting) -> Sentences:
    """What firms tell of recruiting and sharing, in the wave of the setting."""
    if not setting.again:
        return GOOD_WAYS
    return {language: (*texts, *NEW_WAYS[language]) for language, texts in GOOD_WAYS.items()}


def own_words(
    rng: np.random.Generator,
    texts: Sentences,
    territory: DemoTerritory,
    size: int,
    *,
    share: float,
) -> Single:
    """A text in the territory's first language, from the `share` of units that write one."""
    said = texts.get(territory.languages[0], texts["en"])
    written = Single(said, rng.integers(0, len(said), size))
    return written.passed_where(rng.random(size) >= share)
