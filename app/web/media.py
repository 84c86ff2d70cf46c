"""Pictures, sounds and films as a page shows them: nothing starts by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask import Flask
from markupsafe import Markup

from app.web.texts import _

PICTURE: Final = Markup('<img src="{address}" alt="{text}" decoding="async"{marks}>\n')
PLAYER: Final = Markup(
    '<{kind} controls preload="none" src="{address}" aria-label="{text}"></{kind}>\n'
)
LARGER: Final = Markup(
    '<a class="larger" href="{address}" target="_blank" rel="noopener" aria-label="{label}">'
    "{words}</a>\n"
)
LATE: Final = Markup(' loading="lazy"')


@dataclass(frozen=True, slots=True)
class Medium:
    """kind: image, audio, video, or larger: the picture in detail. text: what says the same."""

    kind: str
    address: str
    text: str


def pictures(media: Iterable[Medium], *, is_late: bool = False) -> Markup:
    """is_late: loaded once it comes near, as one of many."""
    marks = LATE if is_late else ""
    return Markup("").join(
        PICTURE.format(address=each.address, text=each.text or _("Picture"), marks=marks)
        for each in media
        if each.kind == "image"
    )


def players(media: Iterable[Medium]) -> Markup:
    """What can be pressed. A larger picture opens beside, so that nothing typed is lost."""
    parts = []
    for each in media:
        if each.kind == "larger":
            label = _("Larger picture: %(label)s", label=each.text or _("Picture"))
            words = _("Larger picture")
            parts.append(LARGER.format(address=each.address, label=label, words=words))
        elif each.kind != "image":
            text = each.text or (_("Sound") if each.kind == "audio" else _("Film"))
            parts.append(PLAYER.format(kind=each.kind, address=each.address, text=text))
    return Markup("").join(parts)


def init_app(app: Flask) -> None:
    app.add_template_global(pictures)
    app.add_template_global(players)
