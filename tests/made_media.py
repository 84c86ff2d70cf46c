"""A form in two languages with pictures and sounds, and the folder beside it."""

import hashlib
import io
import os
import struct
import wave
import zlib
from pathlib import Path

FORM = """\
| survey |
| | type | name | label::English (en) | label::Français (fr) | media::image::English (en) | media::image::Français (fr) | media::audio | media::big-image::English (en) | media::video::Français (fr) |
| | select_one trees | tree | Which **tree** grows here? | Quel arbre pousse ici ? | tree_en.png | tree_fr.png | wind.wav | tree_big.png | |
| | note | told | *Only* in French | En français seulement | | told_fr.png | | | |
| | integer | rings | How many rings? | Combien de cernes ? | | | | | |
| choices |
| | list_name | name | label::English (en) | label::Français (fr) | media::image | media::image::Français (fr) | media::audio::English (en) |
| | trees | oak | Oak | Chêne | oak.png | | oak.wav |
| | trees | elm | Elm | Orme | elm.png | elm_fr.png | |
| | trees | none | None | Aucun | | | |
| settings |
| | form_title | form_id | version | default_language |
| | Trees | trees | 3 | English (en) |
"""  # noqa: E501 -- a row is a line
WIDTHS = {
    "tree_en.png": 120,
    "tree_fr.png": 140,
    "tree_big.png": 1200,
    "told_fr.png": 60,
    "oak.png": 40,
    "elm.png": 50,
    "elm_fr.png": 55,
}
SOUNDS = ("wind.wav", "oak.wav")


def png(width: int, height: int = 80) -> bytes:
    """A whole picture in one colour, which its width decides."""
    row = b"\x00" + bytes((width % 256, 120, 90)) * width
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(row * height)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(chunk, *zip(*parts, strict=True)))


def chunk(kind: bytes, content: bytes) -> bytes:
    checked = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checked


def wav(seconds: float = 0.1, level: int = 0) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes([128 + level]) * int(8000 * seconds))
    return out.getvalue()


def written(folder: Path) -> Path:
    """The form; its files are in trees-media."""
    form, media = folder / "trees.md", folder / "trees-media"
    form.write_text(FORM, encoding="utf-8")
    media.mkdir()
    for name, width in WIDTHS.items():
        (media / name).write_bytes(png(width))
    for level, name in enumerate(SOUNDS):
        (media / name).write_bytes(wav(level=level))
    return form


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def make_old(folder: Path) -> None:
    for each in folder.glob("??/*"):
        os.utime(each, (0, 0))
