"""Two devices answer one response at once: other pages, the same page, and both send.

`python -m tests.faults.two_devices`
"""

import random
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin

from app.respond import recent
from app.store import keys, responses
from app.store.database import db
from tests.faults.load import BOTH, Figures, on, promised, struck
from tests.faults.phone import Kept, Phone, Reply
from tests.faults.site import Site
from tests.robot.filling import Pairs
from tests.robot.reading import Form, Seen

FUTURE, ALONE = "F_EMP30", "F_ISO1"  # a scale each, on two pages, that hide nothing


class Device(Phone):
    """Remembers the pages that it answered, by the names of their fields."""

    def __init__(self, site: str, name: str) -> None:
        super().__init__(site, name, last="review")
        self.pages: dict[str, tuple[str, Form, Pairs]] = {}

    def _press(self, kept: Kept, address: str, form: Form, pairs: Pairs) -> Reply:
        reply = super()._press(kept, address, form, pairs)
        for each in form.fields:
            self.pages[each.name] = (urljoin(address, form.address), form, pairs)
        return reply


@dataclass(frozen=True, slots=True)
class Press:
    """One post, and what the store must hold for it: field to value."""

    address: str
    pairs: Pairs
    values: dict[str, str]


def scene(site: Site, figures: Figures, *, responses: int = 6, rounds: int = 8) -> None:
    devices = []
    for number in range(responses):
        device = Device(site.address, f"device {number}")
        devices.append(device)
        device.answer()
        _play(site, device, figures, rounds)
    figures.struck = len(devices) * (2 * rounds + 1)
    figures.add(devices)
    promised(site, figures, devices)


def _play(site: Site, device: Device, figures: Figures, rounds: int) -> None:
    chance = random.Random(device.kept[0].entry)  # noqa: S311 -- no secret
    for _round in range(rounds):
        apart = _press(device, FUTURE, chance), _press(device, ALONE, chance)
        _at_once(device, apart)
        stored = _stored(site, device)
        lost = [each for each in apart if not each.values.items() <= stored.items()]
        if lost:
            figures.broken.append(f"an acknowledged page is lost: {lost[0].values}, {stored}")
    for _round in range(rounds):
        before = _stored(site, device)
        same = _press(device, ALONE, chance), _press(device, ALONE, chance)
        asked = HTTPStatus.UNPROCESSABLE_ENTITY in _at_once(device, same, may_clash=True)
        stored = _stored(site, device)
        figures.broken += _unjust(before, stored, same, was_asked=asked)
        device.kept[0].journey.unsure |= {name for each in same for name in each.values}
    _both_send(device, figures)


def _unjust(
    before: dict[str, str], stored: dict[str, str], same: tuple[Press, Press], *, was_asked: bool
) -> Iterator[str]:
    """One change holds; of two, one holds and somebody was asked."""
    for scale in same[0].values:
        changes = {each.values[scale] for each in same} - {before.get(scale)}
        if stored.get(scale) not in (changes or {before.get(scale)}):
            yield f"a page of two devices holds {stored.get(scale)} for {changes}"
        if len(changes) > 1 and not was_asked:
            yield "one of two answers is dropped without a word"


def _press(device: Device, name: str, chance: random.Random) -> Press:
    """The page that holds a field, opened once more, with other levels chosen on it."""
    time.sleep(recent.JUST_NOW_SECONDS)  # another worker may show a page as old as that
    address, form, before = device.pages[name]
    opened = Seen(device.ask("GET", address).html)
    hidden = {
        each.name: each.value
        for form in opened.forms
        for each in form.fields
        if each.kind == "hidden"
    }
    scales: dict[str, list[str]] = {}
    for each in form.fields:
        if each.kind == "radio" and each.value:  # not the one that takes an answer back
            scales.setdefault(each.name, []).append(each.value)
    values = {scale: chance.choice(offered) for scale, offered in scales.items()}
    others = [(key, hidden.get(key, value)) for key, value in before if key not in values]
    pairs = [*others, *values.items()]
    device.kept[0].journey.accepted |= {scale: [value] for scale, value in values.items()}
    return Press(address, pairs, values)


def _at_once(
    device: Device, presses: tuple[Press, Press], *, may_clash: bool = False
) -> list[HTTPStatus]:
    """may_clash: one of both may be asked which answer holds."""
    gate = threading.Barrier(2)
    taken = {HTTPStatus.SEE_OTHER} | ({HTTPStatus.UNPROCESSABLE_ENTITY} if may_clash else set())

    def press(each: Press) -> Reply:
        gate.wait()
        return device.ask("POST", each.address, each.pairs)

    with ThreadPoolExecutor(2) as both:
        found = [HTTPStatus(reply.status) for reply in both.map(press, presses)]
    device.counts.acknowledged += found.count(HTTPStatus.SEE_OTHER)
    device.faults += [f"{each} for a post" for each in found if each not in taken]
    return found


def _stored(site: Site, device: Device) -> dict[str, str]:
    with site.store():
        db.session.rollback()
        found = responses.by_key_hash(keys.hashed(device.kept[0].key), lock=False)
        return {path: str(value) for path, value in found.answers.items()}


def _both_send(device: Device, figures: Figures) -> None:
    address = f"/en/r/{device.kept[0].key}/review"
    form = next(each for each in Seen(device.ask("GET", address).html).forms if each.ways)
    token = next(each.value for each in form.fields if each.name == "token")
    press = Press(address, [("token", token), ("go", "send")], {})
    _at_once(device, (press, press))
    thanks = [Seen(device.ask("GET", f"/en/r/{device.kept[0].key}/thanks").html) for _ in range(2)]
    receipts = {each.receipt for each in thanks}
    if len(receipts) != 1 or None in receipts:
        figures.broken.append("two devices sent, and see two receipts")
    device.kept[0].journey.receipt = thanks[0].receipt or ""


def two_devices(kind: str, *, responses: int = 6) -> Figures:
    name = "two devices on one response"
    return struck(name, kind, lambda site, figures: scene(site, figures, responses=responses))


if __name__ == "__main__":
    sys.exit(on(BOTH, two_devices))
