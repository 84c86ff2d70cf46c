"""The kind of a file is told from its bytes."""

import zipfile
from io import BytesIO

import pytest

from app.formats.media_types import HEAD, media_type_of


def packed(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


def open_document() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe1\x00\x10Exif", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png"),
        (b"GIF89a\x01", "image/gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"RIFF\x10\x00\x00\x00ACONxxxx", ""),
        (b"\x00\x00\x00\x18ftypheic\x00", "image/heic"),
        (b"\x00\x00\x00\x18ftypM4A \x00", "audio/mp4"),
        (b"\x00\x00\x00\x18ftypisom\x00", "video/mp4"),
        (b"\x00\x00\x00\x18ftypqt  \x00", "video/quicktime"),
        (b"\x00\x00\x00\x18ftyp3gp5\x00", "video/3gpp"),
        (b"\x1aE\xdf\xa3\x01", "video/webm"),
        (b"ID3\x04\x00", "audio/mpeg"),
        (b"\xff\xfb\x90\x44", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", "audio/aac"),
        (b"OggS\x00", "audio/ogg"),
        (b"%PDF-1.7\n\x00", "application/pdf"),
        (packed("a.txt"), "application/zip"),
        (packed("xl/workbook.xml")[:-4], ""),
        (open_document(), "application/vnd.oasis.opendocument.text"),
        ("Zoë, à l'été\n".encode(), "text/plain"),
        ("é".encode() * HEAD, "text/plain"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "text/plain"),
        (b"caf\xe9 au lait", ""),
        (b"MZ\x90\x00\x03", ""),
        (b"\x7fELF\x02\x01", ""),
        (b"", ""),
    ],
)
def test_the_kind_is_told_from_the_bytes(content: bytes, kind: str) -> None:
    file = BytesIO(content)
    assert media_type_of(file) == kind
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("inside", "ends"),
    [
        ("word/document.xml", "wordprocessingml.document"),
        ("xl/workbook.xml", "spreadsheetml.sheet"),
        ("ppt/presentation.xml", "presentationml.presentation"),
    ],
)
def test_a_document_is_told_from_what_is_packed_in_it(inside: str, ends: str) -> None:
    assert media_type_of(BytesIO(packed("[Content_Types].xml", inside))).endswith(ends)
