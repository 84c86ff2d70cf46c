"""A page that holds nothing but static/rules.js, to compute many expressions in one go."""

import json
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from app.questionnaire.expression.nodes import NodeSet
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.sending import sent, sent_known
from app.questionnaire.expression.tree import Call, Tree, walk
from app.questionnaire.expression.values import Value, number_text
from app.web.headers import STRICT
from tests.programs import ROOT

RULES = ROOT / "app" / "web" / "static" / "rules.js"
ADDRESS = "http://rules.test/"
COMPUTED = """async (jobs) => {
  const { Scope, numberText, value } = await import("/rules.js");
  const told = (found) => {
    if (typeof found === "number") return ["number", numberText(found)];
    if (found !== null && found.list) return ["nodes", found.values.map(told)];
    return [Array.isArray(found) ? "codes" : typeof found, found];
  };
  return jobs.map(({ tree, known, within, ...place }) => {
    try {
      let scope = new Scope(known);
      for (const [repeat, item] of within) scope = scope.inside(repeat, item);
      return told(value(tree, scope.changed(place)));
    } catch (error) {
      return ["thrown", String(error)];
    }
  });
}"""
UNEVEN = frozenset({"pow", "log", "log10", "exp", "exp10", "sin", "cos", "tan"} | {
    "asin", "acos", "atan", "atan2", "sqrt",
})  # fmt: skip
NEAR = 1e-14
"""What the last digit of these may be, no standard says (IEEE 754-2019, section 9.2)."""


@dataclass(frozen=True, slots=True)
class Job:
    source: str
    tree: Tree
    scope: AnswerScope

    def ours(self) -> list[object]:
        return told(Rule.parse(self.source).value(self.scope))

    def agrees(self, theirs: list[object]) -> bool:
        ours = self.ours()
        calls = {each.name for each in walk(self.tree) if isinstance(each, Call)}
        return ours == theirs or (bool(calls & UNEVEN) and is_near(ours, theirs))

    def sent(self) -> dict[str, object]:
        scope = self.scope
        return {
            "tree": sent(self.tree),
            "known": sent_known(scope, [self.tree]),
            "within": within(scope),
            "path": scope.path,
            "own": scope.own,
            "position": scope.position,
            "size": scope.size,
        }


def within(scope: AnswerScope) -> list[tuple[str, str]]:
    steps = scope.prefix.split("]/")[:-1]
    return [(step.partition("[")[0], step.partition("[")[2]) for step in steps]


def told(value: Value) -> list[object]:
    if isinstance(value, bool):
        return ["boolean", value]
    if isinstance(value, int | float):
        return ["number", number_text(float(value))]
    if isinstance(value, NodeSet):
        return ["nodes", [told(each) for each in value.values]]
    return ["codes", list(value)] if isinstance(value, tuple) else ["string", value]


def is_near(ours: list[object], theirs: list[object]) -> bool:
    if ours[0] != "number" or theirs[0] != "number":
        return False
    return math.isclose(float(str(ours[1])), float(str(theirs[1])), rel_tol=NEAR, abs_tol=NEAR)


def job(source: str, scope: AnswerScope) -> Job:
    return Job(source, Rule.parse(source).tree, scope)


@contextmanager
def rules_page(chromium: Browser) -> Iterator[Page]:
    """Under the policy of the product's own pages."""
    page = chromium.new_page()
    headers = {"Content-Security-Policy": STRICT}
    page.route(ADDRESS, lambda route: route.fulfill(content_type="text/html", headers=headers))
    page.route(
        f"{ADDRESS}rules.js",
        lambda route: route.fulfill(path=RULES, content_type="text/javascript"),
    )
    page.goto(ADDRESS)
    yield page
    page.close()


def differing(page: Page, jobs: Sequence[Job]) -> list[str]:
    """In words, each job on which the two do not agree."""
    theirs = page.evaluate(COMPUTED, json.loads(json.dumps([each.sent() for each in jobs])))
    pairs = zip(jobs, theirs, strict=True)
    return [
        f"{each.source}: {each.ours()} here, {found} in the browser"
        for each, found in pairs
        if not each.agrees(found)
    ]
