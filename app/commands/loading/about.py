"""What stands beside the answers of a row: receipt, language, days, consent, label."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.questionnaire.loading.fault import Fault
from app.reference.words import Words
from app.store.exports import NO, USUAL, YES

SHA256 = re.compile(r"[0-9a-f]{64}")
SAID = {"words": tuple(Words), "assisted": (YES, NO)}
LABELS = {"true": True, "false": False, "": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """receipt_hash: None where nobody has a receipt yet. sent: None when only started."""

    receipt_hash: str | None
    language: str
    started: date
    sent: date | None
    consent_notice: str | None
    consent_language: str | None
    consented: date | None
    words: str
    is_assisted: bool

    @property
    def last_day(self) -> date:
        return self.sent or self.started


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the campaign takes. first, last: the days on which it took, or takes, answers."""

    campaign: str
    languages: tuple[str, ...]
    is_synthetic: bool
    first: date
    last: date
    today: date


def about_of(given: Mapping[str, object], expected: Expected) -> About | list[Fault]:
    """The faults instead, where there are some."""
    faults = list(_faults(given, expected))
    if faults:
        return faults
    sent = _day(given.get("sent"))
    return About(
        receipt_hash=_text(given.get("receipt_hash")) or None,
        language=_language(given, expected),
        started=_day(given.get("started")) or sent or expected.today,
        sent=sent,
        consent_notice=_text(given.get("consent_notice")) or None,
        consent_language=_text(given.get("consent_language")) or None,
        consented=_day(given.get("consented")),
        words=_manner(given, "words"),
        is_assisted=_manner(given, "assisted") == YES,
    )


def _faults(given: Mapping[str, object], expected: Expected) -> Iterator[Fault]:
    label = LABELS.get(_text(given.get("synthetic")).lower())
    if label is None:
        yield Fault("synthetic", "type", "is no label", "write true, or leave it out.")
    elif label and not expected.is_synthetic:
        mend = "load it into a campaign that is labelled synthetic."
        yield Fault("synthetic", "synthetic", "real answers only: this row is synthetic", mend)
    if _language(given, expected) not in expected.languages:
        mend = f"write one of {', '.join(expected.languages)}."
        yield Fault("language", "choice", "is not one of the campaign's", mend)
    receipt = _text(given.get("receipt_hash"))
    if receipt and SHA256.fullmatch(receipt) is None:
        mend = "leave it as the export wrote it, or empty."
        yield Fault("receipt_hash", "type", "is no hash of a receipt", mend)
    if receipt and not given.get("sent"):
        mend = "write the day of sending, or leave the receipt out."
        yield Fault("sent", "required", "is missing beside a receipt", mend)
    for name, known in SAID.items():
        if _manner(given, name) not in known:
            mend = f"write one of {', '.join(known)}, or leave it out."
            yield Fault(name, "choice", f"{given[name]!r} is not known", mend)
    yield from _faults_of_days(given, expected)
    yield from _faults_of_consent(given, expected)


def _faults_of_days(given: Mapping[str, object], expected: Expected) -> Iterator[Fault]:
    for name in ("started", "sent"):
        if given.get(name) and _day(given.get(name)) is None:
            yield Fault(name, "type", f"{given[name]!r} is no day", "write it as 2026-11-23.")
    started, sent = _day(given.get("started")), _day(given.get("sent"))
    if not given.get("started") and not given.get("sent"):
        yield Fault("started", "required", "is missing", "write the day, as 2026-11-23.")
    if started and sent and sent < started:
        yield Fault("sent", "range", "is before it was started", "mend one of the two days.")
    if max(filter(None, (started, sent)), default=expected.today) > expected.today:
        yield Fault("sent" if sent else "started", "range", "is a day to come", "mend the day.")
        return
    for name, day in (("started", started), ("sent", sent)):
        if day is not None and not expected.first <= day <= expected.last:
            yield _outside(name, day, expected)


def _faults_of_consent(given: Mapping[str, object], expected: Expected) -> Iterator[Fault]:
    notice = _text(given.get("consent_notice"))
    if notice and SHA256.fullmatch(notice) is None:
        mend = "leave it as the export wrote it, or empty."
        yield Fault("consent_notice", "type", "is no SHA-256 of a privacy note", mend)
    if given.get("consented") and _day(given.get("consented")) is None:
        said = f"{given['consented']!r} is no day"
        yield Fault("consented", "type", said, "write it as 2026-11-23.")
    spoken = _text(given.get("consent_language"))
    if spoken and spoken not in expected.languages:
        mend = f"write one of {', '.join(expected.languages)}."
        yield Fault("consent_language", "choice", "is not one of the campaign's", mend)


def _outside(name: str, day: date, expected: Expected) -> Fault:
    message = (
        f"{day} is none of the days of {expected.campaign}, {expected.first} to {expected.last}"
    )
    extend = f", or let it take answers longer: `campaign extend {expected.campaign} --to DAY`"
    return Fault(name, "range", message, f"correct the day{extend if day > expected.last else ''}.")


def _language(given: Mapping[str, object], expected: Expected) -> str:
    """A campaign in one language needs no column for it."""
    only = expected.languages[0] if len(expected.languages) == 1 else ""
    return _text(given.get("language")) or only


def _manner(given: Mapping[str, object], name: str) -> str:
    return _text(given.get(name)) or USUAL[name]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value).strip()


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        return None
