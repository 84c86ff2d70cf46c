"""Files that respondents gave, back to whoever holds the key, as downloads only."""

from flask import Response, send_file

from app.respond.standing import standing
from app.respond.views.room import respond
from app.store import upload_files, uploads
from app.web.access import open_to_key_holder
from app.web.languages import current_language


@respond.get("/<language:language>/r/<key>/file/<name>")
@open_to_key_holder
def give_file(key: str, name: str) -> Response:
    """Also once the answers were sent. No browser shows it as a page of this site."""
    response = standing(key, current_language()).response
    file = uploads.read(response.id, name)
    return send_file(
        upload_files.path_of(file.name),
        mimetype=file.media_type,
        as_attachment=True,
        download_name=file.file_name,
        etag=False,
        conditional=False,
    )
