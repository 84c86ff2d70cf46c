"""One person with two devices: leaves, comes back, doubles, goes back, changes, saves, sends."""

import random
import urllib.parse
from http import HTTPStatus

from flask import Flask
from werkzeug.test import TestResponse

from tests.never_lost.device import OWN, Device, sent_of, unit_of
from tests.never_lost.reckoning import Page, Reckoning, Said
from tests.never_lost.store import still_asked, stored
from tests.robot.filling import Pairs
from tests.robot.reading import Seen

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
CONTACT = ("email", "phone", "name")
WAYS = ("next",) * 12 + ("back", "back", "keep", "keep", "keep", "unheard", "unheard", "double")


class Person:
    """Raises AssertionError once the store differs from what must be in it."""

    def __init__(self, app: Flask, campaign: str, seed: str, *, languages: tuple[str, ...]) -> None:
        self.app, self.campaign = app, campaign
        self.chance = random.Random(seed)  # noqa: S311 -- no secret
        self.devices = [
            Device(app.test_client(), self.chance.choice(languages), self.chance) for _ in range(2)
        ]
        self.reckoning = Reckoning()
        self.key, self.receipt = "", ""
        self.steps, self.deeds = list[str](), list[str]()

    def live(self, deeds: int) -> None:
        """So many deeds, or until the answers are sent."""
        self.begin()
        for _deed in range(deeds):
            device = self.chance.choice(self.devices)
            if not device.address or self.chance.random() < 0.12:
                self.resume(device)
            elif device.seen.kind == "review":
                self.at_review(device)
            else:
                self.on_page(device)
            if self.receipt:
                return
            self.check()

    def begin(self) -> None:
        device = self.devices[0]
        device.open(f"/{device.language}/s/{self.campaign}")
        pairs = [
            *((e.name, e.value) for e in device.form.fields if e.kind == "hidden"),
            ("go", "next"),
        ]
        device.post(pairs)
        first = device.location
        device.post(pairs)
        assert device.location.split("/")[3] == first.split("/")[3], "one entry, two responses"
        device.open(first)
        self.key = device.key

    def resume(self, device: Device) -> None:
        """By link or by code; or the page of an answered step, opened to change it."""
        other = self.devices[0] if device is self.devices[1] else self.devices[1]
        way = self.chance.choice(("link", "code", "earlier"))
        if (
            way == "code"
            and other.address
            and "/r/" in other.address
            and other.seen.kind != "thanks"
        ):
            device.address = f"/{device.language}/resume"
            device.post([("code", other.code.lower()), ("open", "open")])
            assert device.status == HTTPStatus.SEE_OTHER, device.status
            device.open(device.location)
        elif way == "earlier" and self.steps:
            device.open(f"/{device.language}/r/{self.key}/{self.chance.choice(self.steps)}")
        else:
            device.open(f"/{device.language}/r/{self.key}")
        self.note(f"resumes by {way}", device)
        self.judge_shown(device)

    def note(self, deed: str, device: Device) -> None:
        self.deeds.append(f"device {self.devices.index(device)} {deed}: {device.address}")

    def judge_shown(self, device: Device) -> None:
        """A page that is opened shows what is stored."""
        if device.seen.kind in {"question", "offer"}:
            self.steps.append(device.address.split("/")[4].partition("?")[0])
        known = {name: self.reckoning.must.get(name, each) for name, each in device.shown.items()}
        wrong = {n: each for n, each in device.shown.items() if each != device.offers(n, known[n])}
        assert not wrong, f"a page shows {wrong}; {self.story}"
        for name, must in known.items():
            device.page.knew[name].add(must)

    def on_page(self, device: Device) -> None:
        pairs = device.fill()
        way = "next" if device.refusals else self.chance.choice(WAYS)
        if way in {"keep", "unheard"}:
            self.keep(device, pairs, is_heard=way == "keep")
            return
        if way == "back" and "back" not in device.form.ways:
            way = "next"
        if way == "double":
            self.press(device, pairs, "next")
        answer = self.press(device, pairs, "back" if way == "back" else "next")
        if device.status == HTTPStatus.SEE_OTHER:
            device.open(device.location)
            self.judge_shown(device)
        elif device.status == HTTPStatus.CONFLICT:
            device.open(f"/{device.language}/r/{self.key}")
        else:
            device.stay(answer)
            must = self.reckoning.must
            device.page = Page({name: {must.get(name, ())} for name in device.shown})

    def press(self, device: Device, pairs: Pairs, go: str) -> TestResponse:
        page, sent = device.page, sent_of(pairs)
        clashes = self.reckoning.clashes(page, sent)
        before = dict(self.reckoning.must)
        answer = device.post([*pairs, ("go", go)])
        self.note(f"presses {go} ({device.status}) {changed(page, sent)}", device)
        invalid = refused(answer, page, clashes) if device.status == UNPROCESSABLE else set()
        if device.status != HTTPStatus.CONFLICT:
            assert clashes <= invalid, f"{clashes} are not asked about; {self.story}"
            self.reckoning.take(page, sent, invalid)
            self.reckoning.doubt(page, sent, before, is_sure=go == "next")
        return answer

    def keep(self, device: Device, pairs: Pairs, *, is_heard: bool) -> None:
        page, sent = device.page, sent_of(pairs)
        clashes = self.reckoning.clashes(page, sent)
        before = dict(self.reckoning.must)
        told = device.post([*pairs, ("go", "keep")]).get_json()
        self.note(f"keeps ({device.status} {told['says']}) {changed(page, sent)}", device)
        if device.status == HTTPStatus.OK:
            assert not clashes or told["says"], f"{clashes} are not told; {self.story}"
            self.reckoning.take(page, sent)
            self.reckoning.doubt(page, sent, before, is_sure=not told["says"])
        self.check()
        if not is_heard:
            answers = [pair for pair in pairs if pair[0] not in OWN]
            device.tried.append(urllib.parse.urlencode(answers))
            page.tried(sent)
        elif told["was"]:
            device.was, device.tried = told["was"], []
            must = self.reckoning.must
            kept = {name: sent.get(name, ()) for name in page.knew}
            page.knew |= {name: {said} for name, said in kept.items() if must.get(name, ()) == said}

    def at_review(self, device: Device) -> None:
        form = device.form
        hidden = [(each.name, each.value) for each in form.fields if each.kind == "hidden"]
        go = self.chance.choice(("send", "send", "back"))
        device.post([*hidden, ("go", go)])
        self.note(f"presses {go} at the review ({device.status})", device)
        if go == "send" and device.location.endswith("/thanks"):
            device.post([*hidden, ("go", "send")])
            receipt = device.open(device.location).seen.receipt
            self.receipt = receipt or ""
            self.after_sending(receipt)
            return
        device.open(device.location)
        self.judge_shown(device)

    def after_sending(self, receipt: str | None) -> None:
        """A page that is still open on the other device changes nothing any more."""
        assert receipt, self.story
        held = stored(self.app, self.key)
        for device in self.devices:
            if device.seen.kind in {"question", "offer"}:
                device.post([*device.fill(), ("go", "next")])
                assert device.open(device.location).seen.receipt == receipt, self.story
        assert stored(self.app, self.key) == held, self.story
        wrong = {
            n: (each, held[n])
            for n, each in self.reckoning.must.items()
            if held.get(n, each) != each
        }
        assert not wrong, f"sent otherwise: {wrong}; {self.story}"
        gone = [n for n, each in self.reckoning.must.items() if each and not held.get(n)]
        asked = still_asked(self.app, self.key, gone)
        assert not asked, f"answered, asked, and not sent: {asked}; {self.story}"

    def check(self) -> None:
        wrong = self.reckoning.differences(stored(self.app, self.key))
        assert not wrong, f"{wrong}; {self.story}"

    @property
    def story(self) -> str:
        return "\n".join(["", *self.deeds[-12:]])


def changed(page: Page, sent: dict[str, Said]) -> dict[str, Said]:
    """What is sent otherwise than the page showed it."""
    return {n: sent.get(n, ()) for n, knew in page.knew.items() if sent.get(n, ()) not in knew}


def refused(answer: TestResponse, page: Page, clashes: set[str]) -> set[str]:
    """The answers that a page came back with, or without. A contact is taken as a whole or not, and
    so are a choice and the words beside it; what clashes is left out alone."""
    seen = Seen(answer.get_data(as_text=True))
    invalid = {unit_of(name) for name in seen.invalid}
    wrong = invalid - clashes
    owners = {name.rpartition(".")[0] for name in wrong if name.rpartition(".")[2] in CONTACT}
    there = {unit_of(each.name) for form in seen.forms for each in form.fields}
    parts = {f"{owner}.{part}" for owner in owners for part in CONTACT}
    beside = {f"{name}.other" for name in wrong}
    return invalid | parts | beside | (page.knew.keys() - there)
