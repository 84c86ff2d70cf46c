"""Forms with files, read part by part: an over-long text or file does not cost the others."""

from collections.abc import Iterator
from io import BytesIO
from typing import IO

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import default_stream_factory
from werkzeug.sansio.multipart import Data, Epilogue, Event, Field, File, MultipartDecoder, NeedData

MOST_PARTS = 5_000
LONGEST_FILE = 100_000_000  # bytes of one file that are kept; what is beyond is read and let go
CHUNK = 1 << 16


class SentFile(FileStorage):
    """size: bytes that were sent, also those that were not kept."""

    size = 0


class _Part:
    """One field or file. room: bytes of it that are kept."""

    def __init__(self, event: Field | File, room: int) -> None:
        self.event, self.room, self.size = event, room, 0
        self.kept: IO[bytes] = (
            default_stream_factory(None, None, None) if isinstance(event, File) else BytesIO()
        )

    def take(self, data: bytes) -> None:
        left = max(0, self.room - self.size)
        self.kept.write(data[:left])
        self.size += len(data)

    @property
    def text(self) -> str:
        self.kept.seek(0)
        return self.kept.read().decode(errors="replace")

    def file(self, event: File) -> SentFile:
        self.kept.seek(0)
        found = SentFile(self.kept, event.filename, event.name, headers=event.headers)
        found.size = self.size
        return found


def read_multipart(
    stream: IO[bytes], boundary: bytes, longest_field: int
) -> tuple["MultiDict[str, str]", "MultiDict[str, FileStorage]"]:
    """The texts, each cut at `longest_field` bytes, and the files, of which a part is kept.

    Raises RequestEntityTooLarge for too many parts, ValueError for what is no such form.
    """
    texts: MultiDict[str, str] = MultiDict()
    files: MultiDict[str, FileStorage] = MultiDict()
    decoder = MultipartDecoder(boundary, max_form_memory_size=1 << 20, max_parts=MOST_PARTS)
    part = None
    for event in _events(stream, decoder):
        if isinstance(event, Field | File):
            part = _Part(event, LONGEST_FILE if isinstance(event, File) else longest_field)
        if not isinstance(event, Data) or part is None:
            continue
        part.take(event.data)
        if event.more_data:
            continue
        if isinstance(part.event, File):
            files.add(part.event.name, part.file(part.event))
        else:
            texts.add(part.event.name, part.text)
    return texts, files


def _events(stream: IO[bytes], decoder: MultipartDecoder) -> Iterator[Event]:
    while True:
        data = stream.read(CHUNK)
        decoder.receive_data(data or None)
        event = decoder.next_event()
        while not isinstance(event, Epilogue | NeedData):
            yield event
            event = decoder.next_event()
        if not data:
            return
