"""A questionnaire answered without a connection: the whole of it in one page, sent as one packet.

The page holds no answer and no key, so that a device may keep it: what is whose stands behind the
# of the address, which no browser sends, and comes as data that the device seals.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from flask import Response, jsonify, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from app.questionnaire.checks import Violation
from app.questionnaire.easy import easy_version
from app.questionnaire.model import Answers
from app.questionnaire.outline import outline_of
from app.questionnaire.path import steps
from app.reference.words import Words
from app.respond.forms import WORDS, initial
from app.respond.grouping import PICTURES
from app.respond.known import known_answers
from app.respond.messages import sentences
from app.respond.offline.everything import everything
from app.respond.offline.fitting import fits
from app.respond.offline.packets import LEAVE, SEND, Packet, Taken, take
from app.respond.offline.rules import rules_sent
from app.respond.offline.sections import Section, sections_of
from app.respond.offline.words import said_of_draft, said_of_interviews
from app.respond.signing import is_token_of, token_of
from app.respond.standing import (
    Door,
    Standing,
    door,
    laid_out,
    setting_at_door,
    sheet_of,
    standing,
)
from app.respond.views.opening import manner
from app.respond.views.room import (
    ASSISTED,
    YES,
    address_in,
    frame_key,
    frame_of,
    in_its_languages,
    offers_easy,
    respond,
)
from app.web.access import open_to_anyone, open_to_key_holder
from app.web.assets import asset, worker_address
from app.web.data import data_attribute
from app.web.holes import with_holes
from app.web.languages import current_language
from app.web.numbers import decimal_mark
from app.web.pages import page
from app.web.texts import _

VERSION = "\ue002version\ue002"  # stands for the digest of the page until it is known
ASSETS = ("offline.css", "offline.js", "icon.svg")
ANYWAY = "anyway"  # name of the field that lets what stands on the server be replaced
BASE = "base"  # name of the field that tells what stood there when the device took it over


@respond.get("/<language:language>/s/<campaign>/offline")
@open_to_anyone
def offline(campaign: str) -> AnyResponse:
    found = door(campaign)
    return in_its_languages(found) or whole_page(found, "offline")


@respond.get("/<language:language>/s/<campaign>/offline-easy")
@open_to_anyone
def offline_easy(campaign: str) -> AnyResponse:
    found = door(campaign)
    return in_its_languages(found) or whole_page(found, "offline", is_easy=True)


def whole_page(found: Door, kind: str, *, is_easy: bool = False) -> Response:
    """kind: offline for a respondent, interviews for who fills in for others. is_easy: in the easy
    version; the usual one where that is not offered in this language."""
    other = other_page(found, kind, is_easy=is_easy)
    if is_easy and offers_easy(found):
        asked = easy_version(found.questionnaire)
    else:
        is_phone = manner("web").is_one_at_a_time
        asked = laid_out(found.questionnaire, is_one_at_a_time=is_phone)
    found = replace(found, questionnaire=asked)
    places = setting_at_door(found.code, current_language()).places
    key = (kind, frame_key(found), id(found.questionnaire), id(places))
    held = (found.questionnaire, places)
    answer = with_holes(key, (VERSION,), lambda: made_page(found, kind, other), held)
    return with_version(answer)


def other_page(found: Door, kind: str, *, is_easy: bool) -> str:
    """The address of the same in other words; '' where there are none."""
    end = "" if is_easy else "_easy"
    return url_for(f"respond.{kind}{end}", campaign=found.code) if offers_easy(found) else ""


def with_version(answer: Response) -> Response:
    """So that a device knows whether it keeps the page as it is now."""
    text = answer.get_data(as_text=True)
    version = hashlib.sha256(text.encode()).hexdigest()[:16]
    answer.set_data(text.replace(VERSION, version))
    answer.set_etag(version)
    return answer


def made_page(found: Door, kind: str, other: str) -> Response:
    """other: as other_page() gives it."""
    title = found.questionnaire.title.in_language(current_language())
    sections, rules = whole_of(found, title)
    way, mark = data_attribute("way", way_of(found)), decimal_mark(current_language())
    if kind == "interviews":
        return page(
            "respond/interviews.html",
            frame_of(found, kind, _("Interviews without a connection")),
            title=title,
            sections=sections,
            rules=rules,
            says=data_attribute("says", said_of_interviews()),
            way=way,
            mark=mark,
            other=other,
            is_easy=found.questionnaire.is_easy,
        )
    return page(
        "respond/offline.html",
        frame_of(found, kind, title),
        sections=sections,
        rules=rules,
        says=data_attribute("says", said_of_draft()),
        way=way,
        mark=mark,
        other=other,
        is_easy=found.questionnaire.is_easy,
    )


def whole_of(found: Door, title: str) -> tuple[tuple[Section, ...], Markup]:
    """All steps and what decides on them; nothing where the questionnaire needs a connection."""
    if not fits(found.questionnaire):
        return (), Markup("")
    outline = outline_of(found.questionnaire)
    whole = everything(outline, setting_at_door(found.code, current_language()))
    data = data_attribute("whole", rules_sent(outline, whole))
    return tuple(sections_of(whole, title)), data


def way_of(found: Door) -> dict[str, object]:
    """Where the script of the page finds what it needs, and the words that it speaks in."""
    is_easy = found.questionnaire.is_easy
    return {
        "root": f"{request.script_root}/{current_language()}",
        "campaign": found.code,
        "worker": worker_address(),
        "words": Words.EASY if is_easy else Words.USUAL,
        "assets": [asset(each) for each in (*ASSETS, *((PICTURES,) if is_easy else ()))],
        "version": VERSION,
    }


@respond.get("/<language:language>/r/<key>/offline")
@open_to_key_holder
def give_held(key: str) -> AnyResponse:
    """What a device takes over of a response."""
    here = standing(key, current_language())
    refused = refusal(here.door)
    if here.is_sent:
        return sent_answer(key, here.receipt)
    if refused is not None:
        return refused
    asked = here.sheet.asked
    every = replace(steps(here.sheet)[0], asked=asked)
    typed = initial(asked, known_answers(here, every), here.language)
    fields = {name: [text] if isinstance(text, str) else list(text) for name, text in typed.items()}
    return jsonify(
        seed=here.response.seed,
        answers=here.response.answers,
        fields={name: texts for name, texts in fields.items() if any(texts)},
        passed=[each.path for each in asked if here.sheet.is_passed(each)],
        base=digest_of(here.response.answers),
        assisted=here.response.is_assisted,
        token=token_of(key),
    )


@respond.post("/<language:language>/r/<key>/offline")
@open_to_key_holder
def take_packet(key: str) -> AnyResponse:
    """All that was answered on a device; the same packet may come any number of times."""
    here = standing(key, current_language())
    if here.is_sent:
        return sent_answer(key, here.receipt)
    refused = refusal(here.door)
    if refused is not None:
        return refused
    if not is_token_of(key, request.form.get("token", "")):
        return said(403, _("It was not begun on this questionnaire: open its link again."))
    base = digest_of(here.response.answers)
    if ANYWAY not in request.form and request.form.get(BASE) != base:
        return answered(409, changed=True, base=base, address=address_in(key, ""))
    return packet_answer(key, take(key, packet_sent(here.door)))


def packet_sent(found: Door) -> Packet:
    go = LEAVE if request.form.get("go") == LEAVE else SEND
    helped = request.form.get(ASSISTED)
    return Packet(
        request.form,
        current_language(),
        go,
        is_easy=request.form.get(WORDS) == Words.EASY and offers_easy(found),
        is_assisted=None if helped is None else helped == YES,
    )


def packet_answer(key: str, taken: Taken) -> Response:
    if taken.receipt is not None:
        return sent_answer(key, taken.receipt)
    here = standing(key, current_language())
    told = {"base": digest_of(here.response.answers), "address": address_in(key, taken.step or "")}
    if taken.step is None:
        return answered(200, kept=True, **told)
    return answered(422, step=taken.step, faults=faults_of(here, taken.wrong), **told)


def faults_of(here: Standing, wrong: Mapping[str, Iterable[Violation]]) -> dict[str, str]:
    """Field name to what a person reads there."""
    found: dict[str, str] = {}
    sheet = sheet_of(here.response, here.language)
    for each in steps(sheet):
        found |= sentences(sheet, each, wrong.get(each.code, ()))
    return found


def sent_answer(key: str, receipt: str) -> Response:
    return answered(200, receipt=receipt, address=address_in(key, "thanks"))


def refusal(found: Door) -> Response | None:
    """None where the campaign takes answers today."""
    if found.state == "open" or found.is_test:
        return None
    if found.state == "early":
        return said(409, _("This survey has not begun yet."))
    return said(409, _("This survey is closed: ask who runs it whether it can be opened again."))


def said(status: int, sentence: str) -> Response:
    return answered(status, said=sentence)


def answered(status: int, **told: object) -> Response:
    answer = jsonify(**told)
    answer.status_code = status
    return answer


def digest_of(answers: Answers) -> str:
    """Of answers as they stand: others have another."""
    text = json.dumps(answers, sort_keys=True, default=list)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
