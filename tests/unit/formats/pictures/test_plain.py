"""What a camera tells beside the picture is not kept, and the picture is the same.

The files were written by Pillow 12: noise of 16 by 12 points, with the place, time and maker of a
camera in Exif, turned a quarter.
"""

import struct
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.formats.media_types import media_type_of
from app.formats.pictures.parts import SCAN, UPRIGHT, orientation, segments_of
from app.formats.pictures.plain import without_place

FILES = Path(__file__).parent / "files"
NAMES = ("taken.jpg", "taken.png", "taken.webp", "taken.heic", "taken.avif")
MAKER, TIME = b"Camera of Ada", b"2026:11:26"
PLACE = struct.pack(">4I", 43, 1, 36, 1)  # 43 degrees, 36 minutes
QUARTER = 6


def content(name: str) -> bytes:
    return b64decode((FILES / f"{name}.b64").read_text(encoding="ascii"))


def plain(found: bytes) -> bytes:
    file = BytesIO(found)
    return without_place(file, media_type_of(file)).read()


def tells(found: bytes) -> list[bytes]:
    little = struct.pack("<4I", 43, 1, 36, 1)
    return [each for each in (MAKER, TIME, PLACE, little) if each in found]


@pytest.mark.parametrize("name", NAMES)
def test_place_time_and_maker_are_gone(name: str) -> None:
    assert len(tells(content(name))) == 3
    assert tells(plain(content(name))) == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_plain_stays_as_it_is(name: str) -> None:
    once = plain(content(name))
    assert plain(once) == once


def exif(jpeg: bytes) -> bytes:
    return next(each[10:] for kind, each in segments_of(jpeg) if kind == 0xE1)


def drawn(jpeg: bytes) -> list[bytes]:
    """Tables, sizes and data of the picture itself."""
    return [each for kind, each in segments_of(jpeg) if kind not in range(0xE0, 0xF0)]


def test_a_jpeg_keeps_its_picture_and_how_it_is_turned() -> None:
    before, after = content("taken.jpg"), plain(content("taken.jpg"))
    assert drawn(after) == drawn(before)
    assert orientation(exif(before)) == orientation(exif(after)) == QUARTER
    assert len(exif(after)) == 26


def test_a_jpeg_that_stands_upright_has_no_exif_at_all() -> None:
    before = content("taken.jpg")
    upright = before.replace(
        struct.pack(">HHIH", 0x0112, 3, 1, QUARTER), struct.pack(">HHIH", 0x0112, 3, 1, UPRIGHT)
    )
    assert upright != before
    assert b"Exif" not in plain(upright)


def test_texts_previews_and_what_hangs_behind_a_jpeg_are_gone_too() -> None:
    before = content("taken.jpg")
    texts = b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta place='43.6'/>"
    comment = b"at home"
    added = b"".join(
        bytes((0xFF, kind)) + (len(text) + 2).to_bytes(2) + text
        for kind, text in ((0xE1, texts), (0xED, b"Photoshop 3.0\x00Toulouse"), (0xFE, comment))
    )
    told = before[:2] + added + before[2:] + content("taken.jpg")
    assert plain(told) == plain(before)


def test_colours_are_still_known() -> None:
    before = content("taken.jpg")
    profile = b"\xff\xe2" + (14 + 6).to_bytes(2) + b"ICC_PROFILE\x00" + b"sRGB.."
    assert profile in plain(before[:2] + profile + before[2:])


def test_a_scan_in_several_parts_is_kept_whole() -> None:
    """Progressive pictures have tables between their scans; FF00 and restarts are data."""
    table = b"\xff\xc4\x00\x03\x00"
    scan = b"\xff\xda\x00\x03\x00data\xff\x00more\xff\xd0end"
    progressive = b"\xff\xd8" + scan + table + scan + b"\xff\xd9"
    assert plain(progressive) == progressive
    assert [kind for kind, _ in segments_of(progressive)] == [SCAN, 0xC4, SCAN, 0xD9]


def test_a_png_keeps_all_but_exif_texts_and_time() -> None:
    kinds = [kind for kind, _ in chunks(plain(content("taken.png")))]
    assert kinds == [b"IHDR", b"eXIf", b"IDAT", b"IEND"]
    turned = dict(chunks(plain(content("taken.png"))))[b"eXIf"]
    assert orientation(turned) == QUARTER


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place < len(png):
        size = int.from_bytes(png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + size]
        place += size + 12


def test_a_webp_keeps_of_exif_how_it_is_turned() -> None:
    found = plain(content("taken.webp"))
    assert int.from_bytes(found[4:8], "little") == len(found) - 8
    assert found[12:16] == b"VP8X"
    assert found[20] & 0b1100 == 0b1000
    assert orientation(found[found.index(b"EXIF") + 8 :]) == QUARTER


@pytest.mark.parametrize("name", ["taken.heic", "taken.avif"])
def test_nothing_moves_in_a_file_of_boxes(name: str) -> None:
    """Its tables count bytes from the beginning."""
    before, after = content(name), plain(content(name))
    changed = [place for place, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    start = before.index(MAKER) - 200
    assert changed
    assert start < changed[0] <= changed[-1] < start + 600


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return (len(body) + 8).to_bytes(4) + kind + body


def test_a_film_tells_no_place() -> None:
    place = box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7+43.6047+001.4442/"))
    apple = box(b"meta", b"com.apple.quicktime.location.ISO6709+43.6047+001.4442/")
    track = box(b"trak", box(b"tkhd", b"turned"), place)
    film = box(b"ftyp", b"qt  ") + box(b"moov", box(b"mvhd", b"12 s"), track, place, apple)
    film += box(b"mdat", b"+43.6047 as pictures")
    found = plain(film)
    assert len(found) == len(film)
    assert found.count(b"+43.6047") == 1
    assert found.count(b"free") == 3
    assert found.endswith(b"as pictures")
    assert b"turned" in found


HEADS = st.sampled_from([content(name) for name in NAMES])


@given(HEADS, st.integers(0, 900), st.binary(max_size=12), st.integers(0, 900))
@settings(max_examples=300, deadline=None)
def test_a_broken_file_is_never_refused(whole: bytes, at: int, put: bytes, end: int) -> None:
    broken = whole[:16] + whole[16 : 16 + at] + put + whole[16 + at + len(put) : len(whole) - end]
    assert plain(broken)[:2] == broken[:2]
