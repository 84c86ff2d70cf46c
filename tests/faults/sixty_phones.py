"""Sixty phones behind one address on one open link at once: nobody is refused.

`python -m tests.faults.sixty_phones`

Each answers the whole questionnaire, then mistypes its code once, and then types it right.
"""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

from app.store import keys
from tests.faults.load import BOTH, Figures, on, promised, struck
from tests.faults.phone import Phone
from tests.faults.site import Site

PHONES = 60


def scene(site: Site, figures: Figures, *, phones: int = PHONES) -> None:
    everyone = [Phone(site.address, f"phone {number}") for number in range(phones)]
    together(everyone, Phone.answer)
    with site.store():
        codes = {each: keys.code_of(each.kept[0].key) for each in everyone}
    together(everyone, lambda phone: come_back(phone, codes[phone]))
    figures.struck = phones
    figures.add(everyone)
    promised(site, figures, everyone)
    if len({each.kept[0].journey.receipt for each in everyone}) != phones:
        figures.broken.append(f"not {phones} different receipts")


def together(phones: list[Phone], act: Callable[[Phone], None]) -> None:
    gate = threading.Barrier(len(phones))

    def wait_and_act(phone: Phone) -> None:
        gate.wait()
        act(phone)

    with ThreadPoolExecutor(len(phones)) as crowd:
        list(crowd.map(wait_and_act, phones))


def come_back(phone: Phone, code: str) -> None:
    mistyped = code[:-1] + ("1" if code.endswith("0") else "0")
    wrong = phone.ask("POST", "/en/resume", [("code", mistyped), ("open", "open")])
    right = phone.ask("POST", "/en/resume", [("code", code), ("open", "open")])
    if (wrong.status, right.status) != (HTTPStatus.NOT_FOUND, HTTPStatus.SEE_OTHER):
        phone.faults.append(f"{wrong.status} for a wrong code, {right.status} for a right one")
    if right.location.split("/")[3:4] != [phone.kept[0].key]:
        phone.faults.append("a code led to another response")


def sixty_phones(kind: str, *, phones: int = PHONES) -> Figures:
    name = f"{phones} phones behind one address"
    return struck(name, kind, lambda site, figures: scene(site, figures, phones=phones))


if __name__ == "__main__":
    sys.exit(on(BOTH, sixty_phones))
