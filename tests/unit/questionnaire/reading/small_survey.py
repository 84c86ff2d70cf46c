"""A small questionnaire that uses everything once, its vocabulary and its French catalogues."""

from pathlib import Path

QUESTIONNAIRE = """\
format: "foreterre-questionnaire/1"
code: "small"
version: "1.0"
audience: "firms"
unit: "establishment"
language: "en"
vocabulary: "vocabulary.yaml"
minutes: {core: 3, whole: 5}
title: "A small survey"
intro: "Three minutes."
privacy: |
  Who asks.

  What is kept.
modules: {names: ["A", "B"], drawn: "F_MODULE", offer: "F_OFFER"}
pages:
  - code: "p0"
    core: true
    questions:
      - {code: "F_CONSENT", type: "consent", required: true, text: "I agree."}
      - code: "F_PLACE"
        type: "municipality"
        prefill: "token.lau"
        sensitivity: "indirect"
        outside: {code: "left", text: "Not here"}
        text: "Where is it?"
  - code: "p1"
    core: true
    title: "Your firm"
    questions:
      - code: "F_EMP"
        type: "integer"
        min: 0
        max: 5000
        text: "How many people work here?"
        hint: "Without you."
      - code: "F_SIZE"
        type: "calculate"
        choices: "sizes"
        calculate: "if(${F_EMP} = '', '', if(${F_EMP} = 0, 'z0', 'z1'))"
        text: "Size"
      - code: "F_AGE55"
        type: "integer"
        min: 0
        show_if: "${F_SIZE} = 'z1'"
        constraint: ". <= ${F_EMP}"
        constraint_text: "At most ${F_EMP}."
        text: "How many are 55 or older?"
      - code: "F_HIRE"
        type: "single"
        required: true
        choices:
          - {code: "yes", text: "Yes"}
          - {code: "no", text: "No"}
          - {code: "dk", text: "I don't know", missing: true}
        text: "Will you hire?"
      - code: "F_WHY"
        type: "text"
        max_characters: 120
        show_if: "${F_HIRE} = 'no'"
        text: "Why not?"
  - code: "p2"
    core: true
    title: "Skills"
    questions:
      - code: "F_SK"
        type: "multiple"
        choices: "skills"
        families: "skill_families"
        none: {code: "none", text: "None"}
        min_selected: 1
        max_selected: 3
        text: "Which skills matter?"
      - code: "F_LOOP"
        type: "roster"
        over: "${F_SK}"
        max_items: 3
        text: "${item}"
        fields:
          - {code: "n", type: "integer", min: 1, max: 50, text: "How many for ${item}?"}
          - code: "hard"
            type: "single"
            choices: [{code: "yes", text: "Yes"}, {code: "no", text: "No"}]
            show_if: "${n} > 1"
            text: "Is it hard?"
      - code: "F_WHYHARD"
        type: "text"
        show_if: "count(${F_LOOP}[hard = 'yes']) > 0"
        text: "Why is it hard?"
  - code: "p3"
    module: "A"
    show_if: "${F_HIRE} = 'yes'"
    questions:
      - {code: "F_ACT", type: "scale", choices: "change5", text: "Less or more by 2030?"}
      - code: "F_NEW"
        type: "multiple"
        choices: "skills"
        choice_filter: "not(selected(${F_SK}, name))"
        text: "Which new ones?"
  - code: "p_offer"
    questions:
      - code: "F_OFFER"
        type: "single"
        choices: [{code: "yes", text: "Yes"}, {code: "no", text: "No"}]
        text: "Go on?"
  - code: "p4"
    module: "B"
    questions:
      - code: "F_HEALTH"
        type: "single"
        option: "health"
        sensitivity: "special"
        choices: [{code: "g1", text: "Yes"}, {code: "pnts", text: "Not said", missing: true}]
        text: "Does health limit you?"
  - code: "p9"
    core: true
    questions:
      - {code: "F_CONTACT", type: "contact", sensitivity: "direct", text: "Your contact?"}
"""

VOCABULARY = """\
format: "foreterre-vocabulary/1"
version: "1.0"
language: "en"
lists:
  sizes:
    - {code: "z0", text: "Just me", min: 0, max: 0}
    - {code: "z1", text: "With others", min: 1, max: 5000}
  skill_families:
    - {code: "fam_make", text: "Making"}
    - {code: "fam_people", text: "Caring"}
  skills:
    - {code: "s_grow", family: "fam_make", esco: ["S6.4"], text: "Growing plants"}
    - {code: "s_build", family: "fam_make", esco: ["S7.1", "S7.2"], text: "Building"}
    - {code: "s_care", family: "fam_people", text: "Caring for people"}
    - {code: "s_other", text: "Another", open: true}
  change5:
    - {code: "m", score: -1, text: "Less"}
    - {code: "e", score: 0, text: "The same"}
    - {code: "p", score: 0.5, text: "More"}
    - {code: "dk", text: "I don't know", missing: true}
"""

FRENCH_TEXTS = {
    "small.title": ("A small survey", "Une petite enquête"),
    "small.intro": ("Three minutes.", "Trois minutes."),
    "small.privacy": ("Who asks.\\n\\nWhat is kept.", "Qui demande.\\n\\nCe qui est gardé."),
    "F_CONSENT": ("I agree.", "J'accepte."),
    "F_PLACE": ("Where is it?", "Où est-ce ?"),
    "F_PLACE.left": ("Not here", "Pas ici"),
    "p1": ("Your firm", "Votre entreprise"),
    "F_EMP": ("How many people work here?", "Combien de personnes travaillent ici ?"),
    "F_EMP.hint": ("Without you.", "Sans vous."),
    "F_SIZE": ("Size", "Taille"),
    "F_AGE55": ("How many are 55 or older?", "Combien ont 55 ans ou plus ?"),
    "F_AGE55.constraint": ("At most ${F_EMP}.", "Au plus ${F_EMP}."),
    "F_HIRE": ("Will you hire?", "Allez-vous recruter ?"),
    "F_HIRE.yes": ("Yes", "Oui"),
    "F_HIRE.no": ("No", "Non"),
    "F_HIRE.dk": ("I don't know", "Je ne sais pas"),
    "F_WHY": ("Why not?", "Pourquoi pas ?"),
    "p2": ("Skills", "Compétences"),
    "F_SK": ("Which skills matter?", "Quelles compétences comptent ?"),
    "F_SK.none": ("None", "Aucune"),
    "F_LOOP": ("${item}", "${item}"),
    "F_LOOP.n": ("How many for ${item}?", "Combien pour ${item} ?"),
    "F_LOOP.hard": ("Is it hard?", "Est-ce difficile ?"),
    "F_LOOP.hard.yes": ("Yes", "Oui"),
    "F_LOOP.hard.no": ("No", "Non"),
    "F_WHYHARD": ("Why is it hard?", "Pourquoi est-ce difficile ?"),
    "F_ACT": ("Less or more by 2030?", "Moins ou plus d'ici 2030 ?"),
    "F_NEW": ("Which new ones?", "Quelles nouvelles ?"),
    "F_OFFER": ("Go on?", "Continuer ?"),
    "F_OFFER.yes": ("Yes", "Oui"),
    "F_OFFER.no": ("No", "Non"),
    "F_HEALTH": ("Does health limit you?", "La santé vous limite-t-elle ?"),
    "F_HEALTH.g1": ("Yes", "Oui"),
    "F_HEALTH.pnts": ("Not said", "Non dit"),
    "F_CONTACT": ("Your contact?", "Votre contact ?"),
}
FRENCH_VOCABULARY_TEXTS = {
    "sizes.z0": ("Just me", "Moi seul"),
    "sizes.z1": ("With others", "Avec d'autres"),
    "skill_families.fam_make": ("Making", "Fabriquer"),
    "skill_families.fam_people": ("Caring", "Prendre soin"),
    "skills.s_grow": ("Growing plants", "Cultiver des plantes"),
    "skills.s_build": ("Building", "Construire"),
    "skills.s_care": ("Caring for people", "Aider des personnes"),
    "skills.s_other": ("Another", "Une autre"),
    "change5.m": ("Less", "Moins"),
    "change5.e": ("The same", "Pareil"),
    "change5.p": ("More", "Plus"),
    "change5.dk": ("I don't know", "Je ne sais pas"),
}
HEADER = """\
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"""


def catalogue(texts: dict[str, tuple[str, str]]) -> str:
    """A catalogue, four lines a text: empty, msgctxt, msgid, msgstr."""
    parts = [
        f'\nmsgctxt "{context}"\nmsgid "{source}"\nmsgstr "{said}"\n'
        for context, (source, said) in texts.items()
    ]
    return HEADER + "".join(parts)


SURVEY = "surveys/small.yaml"
WORDS = "surveys/vocabulary.yaml"
FRENCH = "translations/fr/LC_MESSAGES/small.po"
FRENCH_WORDS = "translations/fr/LC_MESSAGES/vocabulary.po"
FILES = {
    SURVEY: QUESTIONNAIRE,
    WORDS: VOCABULARY,
    FRENCH: catalogue(FRENCH_TEXTS),
    FRENCH_WORDS: catalogue(FRENCH_VOCABULARY_TEXTS),
}


def write_survey(folder: Path) -> Path:
    """Writes the four files; the path of the questionnaire."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / SURVEY


def replace_once(folder: Path, name: str, before: str, after: str) -> int:
    """Breaks a file in one place; the line, from 1, where that place begins."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{text.count(before)} times in {name}: {before}"
    path.write_text(text.replace(before, after), encoding="utf-8")
    return text[: text.index(before)].count("\n") + 1
