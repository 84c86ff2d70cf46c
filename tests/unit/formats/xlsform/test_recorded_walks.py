"""Random walks through real forms decide here what JavaRosa and ODK Web Forms decided.

After each answer: relevance, required, read-only, values, violations, choices. Where the two
engines differ, NAMED says so and ours is one of them.
"""

from collections.abc import Mapping

import pytest

from tests.unit.formats.xlsform.replaying import (
    WALKS,
    Difference,
    name_of,
    skeleton_of,
    walks_of,
)

FORMS = sorted(path.stem for path in WALKS.glob("*.md"))
LONG = {"eIMCI-by-D-Tree", "ifrc-distribution-site-assessment-v1", "xlsform_spec_test"}
LEAST_FORMS = 15
LEAST_WALKS = 150
NAMED: Mapping[str, str] = {
    "eIMCI-by-D-Tree": "a calculated yes or no is a text, true even as 'false', in Web Forms alone",
    "or_other": "a path to nothing: a column that a choice lacks is '' in JavaRosa alone",
    "own--codes": "a pattern: anywhere in the text in Web Forms",
    "own--conditions": "an answered 0 is true, and not answered is no number, in Web Forms alone",
    "own--ranks": "a ranking whose list changes; what is not answered is not summed",
    "own--scales": "an answer that its own filter lets in again: JavaRosa clears it",
    "rank--2-rank-with-choice-filter": "a ranking whose list changes: JavaRosa clears all of it",
    "three-level-cascading-select": "a cascade whose parent changed: JavaRosa clears more",
}
PRUNED = ("rank--2-rank-with-choice-filter", "priorities", "value")
"""Of a ranking whose list changes ours keeps what is still in it; neither engine does."""


of_every_form = pytest.mark.parametrize(
    "form", [pytest.param(form, marks=pytest.mark.slow if form in LONG else ()) for form in FORMS]
)


def differences_of(form: str) -> tuple[Difference, ...]:
    skeleton = skeleton_of(form)
    moments = (moment for walk in walks_of(form) for moment in walk.moments())
    found = (each for moment in moments for each in moment.differences(skeleton))
    return tuple(each for each in found if (form, name_of(each.path), each.part) != PRUNED)


@of_every_form
def test_a_walk_decides_what_an_engine_decided(form: str) -> None:
    assert differences_of(form) == ()


def test_the_engines_differ_only_where_it_is_named() -> None:
    differ = {
        form
        for form in FORMS
        for walk in walks_of(form)
        if any("web_forms" in s for s in walk.steps)
    }
    assert differ == set(NAMED)


def test_the_walks_are_many() -> None:
    assert len(FORMS) >= LEAST_FORMS
    assert sum(1 for form in FORMS for _ in walks_of(form)) >= LEAST_WALKS
