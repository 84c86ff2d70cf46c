"""The pages of answering: the way in, the steps, the way back in and out."""

from app.respond.views import (
    answering,
    coming_back,
    ending,
    files,
    interviews,
    inviting,
    mailing,
    media,
    offline,
    opening,
    own,
    seeing,
    withdrawing,
)
from app.respond.views.room import respond

__all__ = [
    "answering",
    "coming_back",
    "ending",
    "files",
    "interviews",
    "inviting",
    "mailing",
    "media",
    "offline",
    "opening",
    "own",
    "respond",
    "seeing",
    "withdrawing",
]
