"""Files in boxes, HEIC and AVIF pictures and MPEG-4 films: what tells a place is overwritten.

Other boxes point at bytes by their number, so nothing may move: what goes becomes empty where it
stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

EMPTY_EXIF: Final = b"\x00\x00\x00\x00II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"
TOLD: Final = frozenset({b"Exif", b"mime"})  # kinds of items: Exif; XMP and other texts
HEAD: Final = 8
LONG_HEAD: Final = 16
DEEPEST: Final = 3
LARGEST_META: Final = 4_000_000  # bytes
MOST_BOXES: Final = 10_000


@dataclass(frozen=True, slots=True)
class Box:
    """start: of what it holds; end: behind it; from the beginning of the file."""

    kind: bytes
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Blank:
    """Bytes to be overwritten, and with what."""

    start: int
    text: bytes


def boxes(file: IO[bytes], start: int, end: int) -> Iterator[Box]:
    """Those that lie there one after the other, as far as they can be told."""
    for _ in range(MOST_BOXES):
        file.seek(start)
        head = file.read(LONG_HEAD)
        size, inside = int.from_bytes(head[:4]), start + HEAD
        if size == 1:
            size, inside = int.from_bytes(head[8:16]), start + LONG_HEAD
        last = end if size == 0 else start + size
        if len(head) < HEAD or last < inside or last > end:
            return
        yield Box(head[4:8], inside, last)
        start = last


def blanks(file: IO[bytes], size: int) -> Iterator[Blank]:
    """All that a picture or a film tells beside itself."""
    yield from picture_blanks(file, size)
    yield from film_blanks(file, size)


def film_blanks(file: IO[bytes], size: int) -> Iterator[Blank]:
    """Users' data and descriptions in a film and its tracks: players skip boxes called free."""
    yield from _free_in(file, (each for each in boxes(file, 0, size) if each.kind == b"moov"), 0)


def _free_in(file: IO[bytes], around: Iterator[Box], depth: int) -> Iterator[Blank]:
    for outer in list(around):
        found = list(boxes(file, outer.start, outer.end))
        for each in found:
            if each.kind in {b"udta", b"meta"}:
                yield Blank(name_place(file, each), b"free")
                yield Blank(each.start, bytes(each.end - each.start))
        if depth < DEEPEST:
            tracks = (each for each in found if each.kind in {b"trak", b"mdia"})
            yield from _free_in(file, tracks, depth + 1)


def name_place(file: IO[bytes], box: Box) -> int:
    """Where the four letters of its kind stand: behind a long size there are eight bytes more."""
    file.seek(box.start - HEAD)
    return box.start - 4 if file.read(HEAD)[4:] == box.kind else box.start - LONG_HEAD + 4


def picture_blanks(file: IO[bytes], size: int) -> Iterator[Blank]:
    """Exif and XMP of a HEIC or AVIF picture, by the table that says where items lie."""
    for box in boxes(file, 0, size):
        if box.kind == b"meta" and box.end - box.start <= LARGEST_META:
            yield from _items_blanked(file, box, size)


def _items_blanked(file: IO[bytes], meta: Box, size: int) -> Iterator[Blank]:
    inside = {each.kind: each for each in boxes(file, meta.start + 4, meta.end)}
    if b"iinf" not in inside or b"iloc" not in inside:
        return
    told = set(told_items(file, inside[b"iinf"]))
    data = inside[b"idat"].start if b"idat" in inside else 0
    for item, start, length in extents(content_of(file, inside[b"iloc"]), data):
        if item in told and 0 < start <= start + length <= size:
            yield Blank(start, EMPTY_EXIF[:length].ljust(length, b"\x00"))


def content_of(file: IO[bytes], box: Box) -> bytes:
    file.seek(box.start)
    return file.read(box.end - box.start)


def told_items(file: IO[bytes], box: Box) -> Iterator[int]:
    """Numbers of the items that are no picture."""
    file.seek(box.start)
    wide = file.read(1) != b"\x00"
    for each in boxes(file, box.start + (8 if wide else 6), box.end):
        content = content_of(file, each)
        version = content[0] if content else 0
        number = 4 if version > 2 else 2
        kind = content[6 + number : 10 + number]
        if each.kind == b"infe" and kind in TOLD:
            yield int.from_bytes(content[4 : 4 + number])


@dataclass(slots=True)
class Numbers:
    """Reads numbers of so many bytes, one after the other; 0 past the end."""

    content: bytes
    place: int = 0

    def next(self, size: int) -> int:
        found = int.from_bytes(self.content[self.place : self.place + size])
        self.place += size
        return found


def extents(content: bytes, data: int) -> Iterator[tuple[int, int, int]]:
    """Item, start and length of every stretch. data: where the box idat begins."""
    numbers = Numbers(content)
    version = numbers.next(1)
    numbers.next(3)
    sizes = numbers.next(2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    wide = 4 if version > 1 else 2
    for _ in range(min(numbers.next(wide), MOST_BOXES)):
        item = numbers.next(wide)
        method = numbers.next(2) & 15 if version else 0
        numbers.next(2)
        base = numbers.next(base_size)
        for _ in range(min(numbers.next(2), MOST_BOXES)):
            numbers.next(index_size)
            start, length = numbers.next(offset_size), numbers.next(length_size)
            if method < 2:
                yield item, base + start + (data if method else 0), length
