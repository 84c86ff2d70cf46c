"""A workbook as spreadsheets before 2007 wrote them: BIFF8 records in a compound file.

Layout: [MS-CFB] 2.2 (header), 2.3 (sectors), 2.6 (directory); [MS-XLS] 2.4 (records).
"""

import struct
from collections.abc import Sequence

SECTOR = 512
SMALLEST_STREAM = 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def begin(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def label(row: int, column: int, text: str) -> bytes:
    head = struct.pack("<HHHHB", row, column, 0, len(text), 1)
    return record(0x0204, head + text.encode("utf-16-le"))


def workbook_stream(sheets: dict[str, Sequence[Sequence[str]]]) -> bytes:
    pages = [
        begin(0x0010)
        + b"".join(label(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
        + record(0x000A, b"")
        for rows in sheets.values()
    ]
    place = len(globals_of(sheets, [0] * len(pages)))
    places = []
    for page in pages:
        places.append(place)
        place += len(page)
    return globals_of(sheets, places) + b"".join(pages)


def globals_of(sheets: dict[str, Sequence[Sequence[str]]], places: Sequence[int]) -> bytes:
    named = (
        record(0x0085, struct.pack("<IHBB", place, 0, len(name), 0) + name.encode("latin-1"))
        for name, place in zip(sheets, places, strict=True)
    )
    return begin(0x0005) + b"".join(named) + record(0x000A, b"")


def directory_entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le") if name else b""
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, FREE, FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def old_excel(sheets: dict[str, Sequence[Sequence[str]]]) -> bytes:
    stream = workbook_stream(sheets)
    stream = stream.ljust(max(SMALLEST_STREAM, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    count = len(stream) // SECTOR
    chain = [FAT, END, *range(3, count + 2), END]
    table = struct.pack(f"<{SECTOR // 4}I", *chain, *[FREE] * (SECTOR // 4 - len(chain)))
    directory = directory_entry("Root Entry", 5, END, 0, child=1)
    directory += directory_entry("Workbook", 2, 2, len(stream)) + directory_entry("", 0, 0, 0) * 2
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0
    )
    header += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    return header + table + directory + stream
