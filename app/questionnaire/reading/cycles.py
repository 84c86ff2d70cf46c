"""Calculated questions that wait for one another."""

from collections.abc import Mapping

from app.questionnaire.model import Question, QuestionKind, Questionnaire

Graph = Mapping[str, tuple[str, ...]]


def cycles(questionnaire: Questionnaire) -> tuple[tuple[str, ...], ...]:
    """Each cycle once, from its first question in the file round to it again: A, B, A."""
    graph = calculations(questionnaire)
    found: list[tuple[str, ...]] = []
    covered: set[str] = set()
    for code in graph:
        way = way_back(graph, code) if code not in covered else ()
        if way:
            found.append(way)
            covered.update(way)
    return tuple(found)


def calculations(questionnaire: Questionnaire) -> Graph:
    """Code of each calculated question to the calculated questions that it uses."""
    calculated = {
        each.code: each for each in questionnaire.questions() if each.kind is QuestionKind.CALCULATE
    }
    return {
        code: tuple(sorted(used_by(each) & calculated.keys())) for code, each in calculated.items()
    }


def used_by(question: Question) -> frozenset[str]:
    rules = (question.calculate, question.show_if)
    return frozenset(name for rule in rules if rule for name in rule.names)


def way_back(graph: Graph, start: str) -> tuple[str, ...]:
    """The shortest way from a question to itself, () where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for code in graph[way[-1]]:
            if code == start:
                return (*way, code)
            if code not in seen:
                seen.add(code)
                ways.append((*way, code))
    return ()
