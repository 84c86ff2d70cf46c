"""From the store to what a release counts beside responses, and from its copies back."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from app.errors import InvalidError
from app.questionnaire.model import Answers, Questionnaire
from app.reference.audiences import Further as Kind
from app.releases.further import Expert, Further, Panel, Practice
from app.store import panels, practice_trials, practices, questionnaires
from app.store.columns import Json, answers_of
from app.store.further_snapshots import Further as Copy


def counted(waves: Iterable[str], territories: AbstractSet[str]) -> tuple[Copy, ...]:
    """The experts of the panel that was set up last, of the first wave that has one, then all
    practices. waves: the one released, then the one that it is compared with."""
    told = next(filter(None, map(panels.of_wave, waves)), ())
    found = max(told, key=lambda each: (each.set_up_at, each.code), default=None)
    copies = [*_practices()] if found is None else [*_experts(found), *_practices()]
    return tuple(each for each in copies if each.territory in territories)


def asked_version(copies: Iterable[Copy]) -> Mapping[str, int]:
    """Experts to the version of what they were asked; nothing where none of them counts."""
    experts = (each for each in copies if each.kind == Kind.EXPERTS and each.content is not None)
    first = next(experts, None)
    if first is None:
        return {}
    found = panels.by_code(str(_table(first.content)["panel"]))
    return {Kind.EXPERTS.value: found.questionnaire_id}


def read(copies: Iterable[Copy]) -> Further:
    """What the copies say; those that were erased are left out. Raises InvalidError."""
    left = [each for each in copies if each.content is not None]
    experts = [each for each in left if each.kind == Kind.EXPERTS]
    try:
        return Further(
            panel=_panel(experts) if experts else None,
            practices=tuple(_practice(each) for each in left if each.kind == Kind.PRACTICES),
        )
    except (KeyError, TypeError, ValueError) as error:
        message = f"What a release counted of experts and practices cannot be read ({error})"
        raise InvalidError(f"{message}: restore it from a backup.") from error


def _experts(panel: panels.Panel) -> Iterator[Copy]:
    for each in panels.answered(panel):
        rounds: dict[str, Json] = {
            str(number): {name: _plain(answers) for name, answers in told.items()}
            for number, told in each.rounds.items()
        }
        yield Copy(
            kind=Kind.EXPERTS,
            source=each.key,
            territory=each.territory,
            content={"panel": panel.code, "group": each.group, "rounds": rounds},
        )


def _plain(answers: Answers) -> Json:
    found: dict[str, Json] = {}
    for path, value in answers.items():
        found[path] = list(value) if isinstance(value, tuple) else _one(value)
    return found


def _one(value: object) -> Json:
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{value!r} is no answer of an expert")


def _practices() -> Iterator[Copy]:
    entered: dict[str, dict[str, Json]] = {}
    for code, state, moment in practices.every_entry():
        entered.setdefault(code, {})[state] = moment.date().isoformat()
    for each in practices.all_practices():
        trials = practice_trials.of_practice(each)
        outcomes = [found.outcome for found in trials.experiments if found.outcome is not None]
        yield Copy(
            kind=Kind.PRACTICES,
            source=each.code,
            territory=each.territory_code,
            content={
                "state": each.state,
                "services": list(each.services),
                "entered": dict(entered[each.code]),
                "fit": [dict(seen.fit) for seen in trials.observations],
                "outcomes": list(outcomes),
                "transfers": [[to.territory_code, to.state] for to in trials.transfers],
            },
        )


def _panel(copies: list[Copy]) -> Panel:
    experts = tuple(_expert(_table(each.content), each.territory) for each in copies)
    found = panels.by_code(str(_table(copies[0].content)["panel"]))
    asked = questionnaires.compiled(found.questionnaire_id)
    return Panel(plan=panels.plan_of(found), scores=_scores(asked), experts=experts)


def _scores(asked: Questionnaire) -> Mapping[str, Mapping[str, float]]:
    return {
        question.code: {
            choice.code: choice.score for choice in question.choices if choice.score is not None
        }
        for question in asked.questions()
    }


def _expert(content: dict[str, Json], territory: str) -> Expert:
    rounds = {
        int(number): {name: _answers(told) for name, told in sorted(_table(found).items())}
        for number, found in sorted(_table(content["rounds"]).items())
    }
    return Expert(territory=territory, group=str(content["group"]), rounds=rounds)


def _answers(told: Json) -> Answers:
    found: dict[str, str | float | int | bool | list[str] | tuple[str, ...] | None] = {}
    for path, value in _table(told).items():
        if isinstance(value, list):
            found[path] = [str(each) for each in value]
        elif not isinstance(value, dict):
            found[path] = value
    return answers_of(found)


def _practice(copy: Copy) -> Practice:
    content = _table(copy.content)
    return Practice(
        territory=copy.territory,
        state=str(content["state"]),
        services=tuple(str(each) for each in _list(content["services"])),
        entered={
            state: date.fromisoformat(str(day)) for state, day in _table(content["entered"]).items()
        },
        fit=tuple(
            {name: int(str(mark)) for name, mark in _table(each).items()}
            for each in _list(content["fit"])
        ),
        outcomes=tuple(str(each) for each in _list(content["outcomes"])),
        transfers=tuple(
            (str(_list(each)[0]), str(_list(each)[1])) for each in _list(content["transfers"])
        ),
    )


def _table(found: object) -> dict[str, Json]:
    if not isinstance(found, dict):
        raise TypeError(f"{found!r} is no table")
    return found


def _list(found: Json) -> list[Json]:
    if not isinstance(found, list):
        raise TypeError(f"{found!r} is no list")
    return found
