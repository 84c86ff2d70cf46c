"""What rules read, in which order they are evaluated, and circles among them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.questionnaire.expression.dependencies import dependencies, reads
from app.questionnaire.expression.graphs import circles, ordered
from app.questionnaire.expression.parser import parse
from app.questionnaire.expression.rule import Rule
from tests.unit.questionnaire.expression.test_expression_paths import STRUCTURE

ROWS = "/".join(("instance('t')", "root", "item"))


def read(source: str, at: str = "") -> set[str]:
    return set(reads(parse(source), STRUCTURE, at))


def test_a_rule_reads_what_its_codes_and_paths_lead_to() -> None:
    assert read("${town} = 'x' and ${age} > 3") == {"town", "age", "person"}
    assert read("/data/town") == {"town"}
    assert read("/data/home/person/pet/kind") == {"kind", "pet", "person"}
    assert read("../kind", "legs") == {"kind", "pet", "person"}
    assert read("../../age", "kind") == {"age", "person"}
    assert read("../name", "job/name") == {"job/name", "person"}
    assert read("count(/data/home/person)") == {"person"}
    assert read("//km") == {"km", "trip", "person"}
    assert read("sum(${person}[age > 3]/trip/km)") == {"person", "age", "trip", "km"}
    assert read("/data/home/person[pet/legs > 2]/age") == {"person", "pet", "legs", "age"}
    assert read("current()/../../age", "kind") == {"age", "person"}


def test_a_table_the_last_response_and_a_path_to_nothing_read_no_answer() -> None:
    assert read(f"{ROWS}[code = 3]/label") == set()
    assert read(f"{ROWS}[code = ${{town}}]/label") == {"town"}
    assert read(f"{ROWS}[code = current()/../age]", "job/name") == set()
    assert read(f"{ROWS}[code = current()/../../age]", "job/name") == {
        "age",
        "person",
    }
    assert read("${last-saved#town}") == set()
    assert read("/data/nowhere") == set()


def test_a_group_stands_for_all_that_is_in_it() -> None:
    assert read("/data/home/person/job") == {"person", "job/name", "hours"}


def test_without_a_structure_steps_are_codes() -> None:
    assert reads(parse("/data/a[b = 1]/../c + ${d} + ${last-saved#e}")) == {
        "data",
        "a",
        "b",
        "c",
        "d",
    }


def rules(**sources: str) -> dict[str, tuple[Rule, ...]]:
    return {code: (Rule.parse(source),) for code, source in sources.items()}


def test_each_code_comes_after_those_it_reads() -> None:
    found = dependencies(rules(total="${net} + ${tax}", tax="${net} * 0.2", net="${x}", alone="1"))
    assert found.graph == {"total": ("net", "tax"), "tax": ("net",), "net": ("x",), "alone": ()}
    assert found.order == ("net", "alone", "tax", "total")
    assert found.circles == ()


def test_circles_are_named_as_the_shortest_way_round() -> None:
    found = dependencies(
        rules(a="${b} + ${c}", b="${c}", c="${a}", d="${d} + 1", e="${a}", f="${g}", g="2")
    )
    assert found.circles == (("a", "c", "a"), ("b", "c", "a", "b"), ("d", "d"))
    assert found.order == ("g", "f", "a", "b", "c", "d", "e")


def test_the_own_answer_is_no_circle() -> None:
    assert dependencies({"age": [Rule.parse(". > 0 and ../age < 9")]}, STRUCTURE).circles == ()
    assert dependencies({"age": [Rule.parse("${age} > 0")]}, STRUCTURE).circles == (("age", "age"),)


GRAPHS = st.dictionaries(
    st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefghij"), max_size=3), max_size=8
)


@given(GRAPHS)
def test_an_order_holds_every_name_once_and_breaks_no_need_but_in_circles(
    graph: dict[str, list[str]],
) -> None:
    order = ordered(graph)
    assert sorted(order) == sorted(graph)
    if not circles(graph):
        places = {name: place for place, name in enumerate(order)}
        assert all(
            places[need] < places[name]
            for name, needs in graph.items()
            for need in needs
            if need in graph
        )


@given(GRAPHS)
def test_every_circle_goes_along_needs_and_comes_back(graph: dict[str, list[str]]) -> None:
    for way in circles(graph):
        assert way[0] == way[-1]
        assert len(set(way)) == len(way) - 1
        assert all(after in graph[before] for before, after in pairwise(way))


def test_a_thousand_rules_in_a_row_are_ordered_at_once() -> None:
    graph = {f"q{n}": [f"q{n + 1}"] for n in range(1000)}
    assert ordered(graph)[0] == "q999"
    assert circles(graph) == ()
    assert circles(graph | {"q999": ["q0"]})[0][-1] == "q0"
