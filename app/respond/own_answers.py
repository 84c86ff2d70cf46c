"""All that is kept of one response but its contact, as files for its own person."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.questionnaire.asked import OPEN
from app.questionnaire.model import Value
from app.questionnaire.notice import Notice, notice_of
from app.questionnaire.sheet import Sheet
from app.respond.reviewing import question_of, said
from app.respond.standing import Standing
from app.store.own_answers import Kept
from app.web.csv_texts import BYTE_ORDER_MARK, harmless

COLUMNS = ("code", "question", "value", "answer")


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """value: as stored, codes. answer: the same in words; '' where nothing was answered."""

    path: str
    question: str
    value: Value
    answer: str


def own_answers(here: Standing) -> tuple[OwnAnswer, ...]:
    """Every answer that is stored, in asking order; what is not asked, or not any more, last."""
    sheet, files = here.sheet, {name: each.file_name for name, each in here.files.items()}
    return tuple(
        OwnAnswer(path, _question(sheet, path), sheet.answers[path], said(sheet, files, path))
        for path in _in_order(sheet)
    )


def _in_order(sheet: Sheet) -> Iterable[str]:
    asked = (path for each in sheet.asked for path in (each.path, each.path + OPEN))
    return dict.fromkeys(path for path in (*asked, *sheet.answers) if path in sheet.answers)


def _question(sheet: Sheet, path: str) -> str:
    asked = sheet.by_path.get(path.removesuffix(OPEN))
    if asked is not None:
        return question_of(sheet, asked)
    question = sheet.question(path.removesuffix(OPEN))
    return "" if question is None else sheet.text(question.text)


def notice_agreed(here: Standing, kept: Kept) -> Notice | None:
    """The words that were agreed to, where the questionnaire still tells them."""
    notice = notice_of(here.door.questionnaire, kept.consent_language or "")
    return notice if notice is not None and notice.digest == kept.consent_notice else None


def about(here: Standing, kept: Kept) -> Mapping[str, object]:
    """What stands beside the answers, for either file."""
    response, questionnaire = here.response, here.door.questionnaire
    moments = {
        "started_at": kept.started_at,
        "changed_at": response.touched_at,
        "sent_at": response.sent_at,
    }
    return {
        **({"synthetic": True} if here.door.is_synthetic else {}),
        "campaign": here.door.code,
        "questionnaire": questionnaire.code,
        "version": questionnaire.version,
        "language": response.language,
        "territory": response.territory_code,
        "mode": kept.mode,
        **{name: each and each.isoformat(timespec="seconds") for name, each in moments.items()},
        "contact_kept_apart": kept.has_contact,
    }


def consent(here: Standing, kept: Kept) -> Mapping[str, str | None] | None:
    if kept.consented_at is None:
        return None
    notice = notice_agreed(here, kept)
    return {
        "given_at": kept.consented_at.isoformat(timespec="seconds"),
        "language": kept.consent_language,
        "note": kept.consent_notice,
        "note_text": None if notice is None else notice.text,
    }


def as_json(here: Standing, kept: Kept) -> str:
    """consent holds the words agreed to; known_before, what came with a personal link."""
    whole = {
        **about(here, kept),
        "title": here.door.questionnaire.title.in_language(here.language),
        "consent": consent(here, kept),
        "known_before": here.response.prefill or {},
        "answers": [
            dict(zip(COLUMNS, (each.path, each.question, each.value, each.answer), strict=True))
            for each in own_answers(here)
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_csv(here: Standing, kept: Kept) -> str:
    """A row an answer, after rows of what stands beside them: their codes begin with about."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_rows_beside(here, kept))
    for each in own_answers(here):
        row = (each.path, each.question, _cell(each.value), each.answer)
        writer.writerow([harmless(text) for text in row])
    return BYTE_ORDER_MARK + out.getvalue()


def _rows_beside(here: Standing, kept: Kept) -> Iterator[tuple[str, str, str, str]]:
    beside = {**about(here, kept)}
    beside |= {f"consent.{name}": text for name, text in (consent(here, kept) or {}).items()}
    beside |= {f"known_before.{name}": each for name, each in (here.response.prefill or {}).items()}
    for name, value in beside.items():
        yield f"about.{name}", "", harmless(_cell(value)), ""


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return " ".join(value)
    return "" if value is None else str(value)
