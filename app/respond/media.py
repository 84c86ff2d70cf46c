"""What goes with a text on a page: the files for its language, or for all, that the store holds."""

from app.questionnaire.media import file_in, media_of_choice
from app.questionnaire.model import Choice, Media
from app.questionnaire.sheet import Sheet
from app.web.media import Medium


def shown(sheet: Sheet, media: Media, text: str) -> tuple[Medium, ...]:
    """Addresses are told from that of the page, so that they are no one's own."""
    held = sheet.questionnaire.media_files
    if not held or not media:
        return ()
    language = sheet.setting.language
    found = {kind: held.get(file_in(media, kind, language) or "") for kind in media}
    image, large = found.get("image"), found.get("big-image")
    parts = {
        "image": image or large,
        "larger": large if image else None,
        "audio": found.get("audio"),
        "video": found.get("video"),
    }
    return tuple(Medium(kind, f"media/{digest}", text) for kind, digest in parts.items() if digest)


def shown_of_choice(sheet: Sheet, choice: Choice) -> tuple[Medium, ...]:
    if not sheet.questionnaire.media_files:
        return ()
    return shown(sheet, media_of_choice(choice), sheet.text(choice.text))
