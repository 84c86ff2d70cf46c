"""Pictures and sounds of a question: the name of a file, or one for each language."""

import yaml

from app.questionnaire.media import MEDIA
from app.questionnaire.model import EVERY_LANGUAGE, Media
from app.questionnaire.reading.section import Section


def read_media(section: Section) -> Media:
    node = section.values.get("media")
    if node is None:
        return {}
    media = Section.of(node, section.source, known=MEDIA, what=f"{section.what}, media")
    return {kind: files_of(media, kind) for kind in media.values if kind in MEDIA}


def files_of(media: Section, kind: str) -> dict[str, str]:
    """By language; one for all stands as a text of its own."""
    if isinstance(media.values[kind], yaml.MappingNode):
        return media.words_by_word(kind)
    name = media.text(kind)
    return {EVERY_LANGUAGE: name} if name else {}
