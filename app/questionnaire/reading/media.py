"""Pictures and sounds of a question: the name of a file, or one for each language."""

import yaml

from app.questionnaire.model import Media
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.wording import Wording

KINDS = frozenset({"image", "big-image", "audio", "video"})


def read_media(section: Section, wording: Wording) -> Media:
    node = section.values.get("media")
    if node is None:
        return {}
    media = Section.of(node, section.source, known=KINDS, what=f"{section.what}, media")
    return {kind: files_of(media, kind, wording) for kind in media.values if kind in KINDS}


def files_of(media: Section, kind: str, wording: Wording) -> dict[str, str]:
    """By language; one file for all stands under the source language."""
    if isinstance(media.values[kind], yaml.MappingNode):
        return media.words_by_word(kind)
    name = media.text(kind)
    return {wording.language: name} if name else {}
