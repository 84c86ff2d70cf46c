"""What a file is, told from its bytes alone: its name and what the browser says are not asked."""

import re
import zipfile
from collections.abc import Mapping
from typing import IO

HEAD = 4096  # bytes that are enough to tell
BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
RIFF: Mapping[bytes, str] = {
    b"WEBP": "image/webp",
    b"WAVE": "audio/wav",
    b"AVI ": "video/x-msvideo",
}
BRANDS: Mapping[bytes, str] = {
    **dict.fromkeys((b"heic", b"heix", b"mif1", b"msf1"), "image/heic"),
    b"avif": "image/avif",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
}
OFFICE = "application/vnd.openxmlformats-officedocument"
DOCUMENTS: Mapping[str, str] = {
    "word/document.xml": f"{OFFICE}.wordprocessingml.document",
    "xl/workbook.xml": f"{OFFICE}.spreadsheetml.sheet",
    "ppt/presentation.xml": f"{OFFICE}.presentationml.presentation",
}
OPEN_DOCUMENT = re.compile(rb"mimetype(application/vnd\.oasis\.opendocument\.[a-z]+)")
MPEG_AUDIO = frozenset({0xFA, 0xFB, 0xF2, 0xF3, 0xE2, 0xE3})
AAC = frozenset({0xF1, 0xF9})
NOT_IN_TEXTS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def media_type_of(file: IO[bytes]) -> str:
    """Such as image/jpeg; '' for a kind that is not taken, such as a program. Rewinds the file."""
    file.seek(0)
    head = file.read(HEAD)
    found = _by_beginning(head) or _boxed(head) or _sound(head)
    if not found and head.startswith(b"PK\x03\x04"):
        found = _packed(head, file)
    file.seek(0)
    return found or _text(head)


def _by_beginning(head: bytes) -> str:
    return next((kind for begins, kind in BEGINNINGS if head.startswith(begins)), "")


def _boxed(head: bytes) -> str:
    """RIFF, and the boxes of MPEG-4, whose brand tells a picture from a sound and a film."""
    if head.startswith(b"RIFF"):
        return RIFF.get(head[8:12], "")
    if head[4:8] != b"ftyp":
        return ""
    brand = head[8:12]
    return "video/3gpp" if brand.startswith(b"3g") else BRANDS.get(brand, "video/mp4")


def _sound(head: bytes) -> str:
    if len(head) < 4 or head[0] != 0xFF:
        return ""
    if head[1] in MPEG_AUDIO:
        return "audio/mpeg"
    return "audio/aac" if head[1] in AAC else ""


def _packed(head: bytes, file: IO[bytes]) -> str:
    """A zip file, or a document that is one inside. '' where it cannot be opened."""
    named = OPEN_DOCUMENT.match(head[30:HEAD])
    if named:
        return named[1].decode()
    try:
        with zipfile.ZipFile(file) as packed:
            inside = frozenset(packed.namelist())
    except (zipfile.BadZipFile, ValueError, RuntimeError):
        return ""
    return next((kind for name, kind in DOCUMENTS.items() if name in inside), "application/zip")


def _text(head: bytes) -> str:
    """Nothing but text at its beginning; the last character may be cut off."""
    if not head or NOT_IN_TEXTS.search(head):
        return ""
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return "text/plain" if error.start > len(head) - 4 and len(head) == HEAD else ""
    return "text/plain"
