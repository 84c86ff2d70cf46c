"""Pictures, sounds and films of a questionnaire, to whoever answers it; browsers keep them."""

from flask import Response, send_file

from app.errors import NotFoundError
from app.respond.standing import standing
from app.respond.views.room import respond
from app.store import media
from app.web.access import open_to_key_holder
from app.web.languages import current_language

FOR_GOOD = "private, max-age=31536000, immutable"  # the address holds a person's key


@respond.get("/<language:language>/r/<key>/media/<sha256>")
@open_to_key_holder
def give_media(key: str, sha256: str) -> Response:
    """By its content, in parts where a player asks for some. Raises NotFoundError, also for what
    belongs to another questionnaire."""
    asked = standing(key, current_language()).door.questionnaire
    if sha256 not in asked.media_files.values():
        raise NotFoundError("This questionnaire shows no such picture, sound or film.")
    found = media.read(sha256)
    answer = send_file(found.path, mimetype=found.media_type, etag=sha256, conditional=True)
    answer.headers["Cache-Control"] = FOR_GOOD
    return answer
