"""Parts of pictures that tell more than the picture: left out, and nothing is drawn again."""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import Final

EXIF: Final = b"Exif\x00\x00"
ORIENTATION: Final = 0x0112
UPRIGHT: Final = 1
SHOWN: Final = range(UPRIGHT + 1, 9)  # ways to turn and mirror
SHORT: Final = 3
ENTRY_BYTES: Final = 12
# JPEG
START, END, SCAN = 0xD8, 0xD9, 0xDA
FILLING: Final = 0xFF
WITHOUT_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xD8)})
APPLICATION: Final = range(0xE0, 0xF0)
COMMENT: Final = 0xFE
MARKER: Final = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
"""After picture data, where 0 and restarts are none."""
KEPT: Final = ((0xE0, b"JF"), (0xE2, b"ICC_PROFILE\x00"), (0xEE, b"Adobe"))
"""JFIF, the profile of colours, and how colours are coded."""
# PNG
PNG_HEAD: Final = b"\x89PNG\r\n\x1a\n"
PNG_LEFT: Final = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
CHUNK_FRAME: Final = 12  # length, type and checksum
# WebP
RIFF_HEAD: Final = 12
WEBP_LEFT: Final = frozenset({b"EXIF", b"XMP "})
WEBP_EXIF: Final = 0b1000
WEBP_MARKS: Final = 0b1100  # Exif and XMP


class BrokenError(ValueError):
    """The file is not built as its kind should be: it stays as it is."""


def plain_jpeg(content: bytes) -> bytes:
    """Up to the end of the picture: what cameras hang behind it has places of its own."""
    return b"".join(_jpeg(content))


def _jpeg(content: bytes) -> Iterator[bytes]:
    turned = UPRIGHT
    segments: list[bytes] = []
    for kind, segment in segments_of(content):
        if kind in APPLICATION and segment[4:].startswith(EXIF):
            turned = orientation(segment[4 + len(EXIF) :]) or turned
        if is_picture(kind, segment):
            segments.append(segment)
    yield b"\xff\xd8"
    if turned in SHOWN:
        yield turned_segment(turned)
    yield from segments


def is_picture(kind: int, segment: bytes) -> bool:
    if kind in APPLICATION:
        return any(kind == one and segment[4:].startswith(begins) for one, begins in KEPT)
    return kind != COMMENT


def segments_of(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and bytes of each, picture data with the segment before it. Raises BrokenError."""
    place = 2
    while place < len(content):
        marker = MARKER.match(content, place)
        if marker is None:
            raise BrokenError
        kind, place = marker[0][-1], marker.end()
        if kind == END:
            yield kind, b"\xff\xd9"
            return
        if kind in WITHOUT_LENGTH:
            yield kind, bytes((FILLING, kind))
            continue
        end = place + int.from_bytes(content[place : place + 2])
        if end < place + 2 or end > len(content):
            raise BrokenError
        if kind == SCAN:
            after = MARKER.search(content, end)
            end = len(content) if after is None else after.start()
        yield kind, bytes((FILLING, kind)) + content[place:end]
        place = end


def turned_segment(turned: int) -> bytes:
    body = EXIF + turned_exif(turned)
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body


def turned_exif(turned: int) -> bytes:
    """Nothing but how the picture is to be turned."""
    entry = struct.pack(">HHIHH", ORIENTATION, SHORT, 1, turned, 0)
    return b"MM\x00\x2a" + struct.pack(">IH", 8, 1) + entry + bytes(4)


def orientation(tiff: bytes) -> int:
    """UPRIGHT where it does not say."""
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return UPRIGHT
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    if start + 2 > len(tiff):
        return UPRIGHT
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    for place in range(start + 2, start + 2 + count * ENTRY_BYTES, ENTRY_BYTES):
        if place + ENTRY_BYTES > len(tiff):
            break
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, place)
        if tag == ORIENTATION:
            return int(value)
    return UPRIGHT


def plain_png(content: bytes) -> bytes:
    kept, place = [PNG_HEAD], len(PNG_HEAD)
    while place < len(content):
        kind = content[place + 4 : place + 8]
        end = place + int.from_bytes(content[place : place + 4]) + CHUNK_FRAME
        if end > len(content):
            raise BrokenError
        if kind not in PNG_LEFT:
            kept.append(content[place:end])
        elif kind == b"eXIf" and orientation(content[place + 8 : end - 4]) in SHOWN:
            kept.append(png_chunk(kind, turned_exif(orientation(content[place + 8 : end - 4]))))
        place = len(content) if kind == b"IEND" else end
    return b"".join(kept)


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def plain_webp(content: bytes) -> bytes:
    found = list(webp_chunks(content))
    told = next((body for kind, body in found if kind == b"EXIF"), b"")
    turned = orientation(told.removeprefix(EXIF))
    kept = [(kind, body) for kind, body in found if kind not in WEBP_LEFT]
    if turned in SHOWN:
        kept.append((b"EXIF", turned_exif(turned)))
    body = b"".join(webp_chunk(kind, body, turned) for kind, body in kept)
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def webp_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = RIFF_HEAD
    last = min(len(content), int.from_bytes(content[4:8], "little") + 8)
    while place < last:
        size = int.from_bytes(content[place + 4 : place + 8], "little")
        end = place + 8 + size
        if end > len(content):
            raise BrokenError
        yield content[place : place + 4], content[place + 8 : end]
        place = end + size % 2


def webp_chunk(kind: bytes, body: bytes, turned: int) -> bytes:
    """With the marks of what the file still holds, and filled up to an even length."""
    if kind == b"VP8X" and body:
        marks = body[0] & ~WEBP_MARKS & 0xFF | (WEBP_EXIF if turned in SHOWN else 0)
        body = bytes((marks,)) + body[1:]
    return kind + len(body).to_bytes(4, "little") + body + bytes(len(body) % 2)
