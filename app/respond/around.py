"""What a question lies in, as a page names it: an item of a repeat, a constant sum, a group."""

from dataclasses import dataclass

from app.questionnaire.asked import Asked, key_of
from app.questionnaire.expression.structure import places
from app.questionnaire.model import Question, QuestionKind
from app.questionnaire.piping import PIPE
from app.questionnaire.sheet import Sheet
from app.respond.media import shown
from app.web.media import Medium
from app.web.numbers import write_number
from app.web.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """key: questions of one card have the same. heading: of the card. whole: of the table that the
    cards of a list may make. item: of a list, in short. list: path of the repeat. total: of a sum.
    """

    key: str
    heading: str
    whole: str = ""
    hint: str = ""
    item: str = ""
    list: str = ""
    total: float | None = None
    is_grid: bool = False
    media: tuple[Medium, ...] = ()


def around_of(sheet: Sheet, asked: Asked) -> Around | None:
    if asked.roster is None:
        return group_around(sheet, asked)
    if asked.roster.kind is QuestionKind.CONSTANT_SUM:
        return sum_around(sheet, asked, asked.roster)
    repeat, item = asked.roster, asked.item or ""
    is_first = item in sheet.items.get(asked.inside, (item,))[:1]
    return Around(
        key=f"{asked.inside}[{item}]",
        heading=item_heading(sheet, asked.inside, item),
        whole=sheet.text(repeat.text, item, asked.inside),
        hint=hint_of(sheet, asked, repeat) if is_first else "",
        item=sheet.item_label(item),
        list=asked.inside,
        is_grid=repeat.is_grid,
        media=media_of(sheet, asked, repeat) if is_first else (),
    )


def group_around(sheet: Sheet, asked: Asked) -> Around | None:
    """Only a group with a heading has a card of its own."""
    group = sheet.outline.group_of(asked.path)
    if group is None:
        return None
    return Around(
        key=f"/{group.code}",
        heading=sheet.text(group.text),
        hint=hint_of(sheet, asked, group),
        is_grid=group.is_grid,
        media=media_of(sheet, asked, group),
    )


def sum_around(sheet: Sheet, asked: Asked, whole: Question) -> Around:
    heading, total = sheet.text(whole.text, asked.item, asked.inside), whole.total or 0
    written = write_number(total, sheet.setting.language)
    return Around(
        key=asked.inside,
        heading=_("%(question)s (together %(total)s)", question=heading, total=written),
        hint=hint_of(sheet, asked, whole),
        total=total,
        media=media_of(sheet, asked, whole),
    )


def media_of(sheet: Sheet, asked: Asked, around: Question) -> tuple[Medium, ...]:
    text = sheet.text(around.text, asked.item, asked.inside) if around.media else ""
    return shown(sheet, around.media, text)


def hint_of(sheet: Sheet, asked: Asked, around: Question) -> str:
    return sheet.text(around.hint, asked.item, asked.inside) if around.hint else ""


def item_heading(sheet: Sheet, inside: str, item: str) -> str:
    """The item with those that it lies in, the outermost first."""
    names, path = [], ""
    for code, each in places(f"{inside}[{item}]/"):
        path += code
        names.append(item_name(sheet, path, each))
        path += f"[{each}]/"
    return ", ".join(names)


def item_name(sheet: Sheet, inside: str, item: str) -> str:
    """By the text of its repeat, with what tells it from the others where the text does not."""
    repeat = sheet.outline.questions[key_of(inside)]
    text, label = sheet.text(repeat.text, item, inside), sheet.item_label(item)
    if not text or PIPE.search(repeat.text.in_language(sheet.setting.language)):
        return text or label
    if label == item:
        return f"{text} {item}"
    return of_item(text, label)


def of_item(item: str, question: str) -> str:
    """A question as it is named outside the card of its item."""
    return _("%(item)s: %(question)s", item=item, question=question)
