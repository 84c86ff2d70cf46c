"""A file as it is kept: the picture or film, without where, when and with what it was taken."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import IO, Final

from app.formats.pictures.boxes import Blank, blanks
from app.formats.pictures.parts import BrokenError, plain_jpeg, plain_png, plain_webp

CHUNK: Final = 1 << 18
CUT: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "image/jpeg": plain_jpeg,
    "image/png": plain_png,
    "image/webp": plain_webp,
}
BOXED: Final = frozenset(
    {"image/heic", "image/avif", "video/mp4", "video/3gpp", "video/quicktime", "audio/mp4"}
)


def without_place(file: IO[bytes], media_type: str) -> IO[bytes]:
    """The same picture: nothing is drawn again, and how it is to be turned stays.

    file: read and perhaps written over. A file that is broken stays as it is: that it may be kept
    is decided elsewhere. What is returned stands at its beginning.
    """
    file.seek(0)
    if media_type in CUT:
        content = file.read()
        try:
            return BytesIO(CUT[media_type](content))
        except BrokenError:
            file.seek(0)
            return file
    if media_type in BOXED:
        overwrite(file, list(blanks(file, file.seek(0, 2))))
    file.seek(0)
    return file


def overwrite(file: IO[bytes], found: list[Blank]) -> None:
    for each in found:
        file.seek(each.start)
        for place in range(0, len(each.text), CHUNK):
            file.write(each.text[place : place + CHUNK])
