"""Opinion groups against what Polis published; source and licence: polis.md."""

import csv
from pathlib import Path

import numpy as np
import pytest

from app.estimation.arrays import Floats, Ints
from app.foresight import opinion
from app.foresight.opinion.agreeing import two_proportions
from app.foresight.opinion.votes import votes_enough

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def conversation() -> tuple[list[str], Floats, Ints]:
    """Statements, votes (agreeing is 1), the group that Polis gave each voter, -1 for none."""
    voters = rows("polis_votes.csv")
    statements = [name for name in voters[0] if name.isdigit()]
    votes = [[float(voter[name] or "nan") for name in statements] for voter in voters]
    groups = [int(float(voter["group-id"] or -1)) for voter in voters]
    return statements, np.array(votes), np.array(groups)


def test_group_informed_consensus_of_120_statements(
    conversation: tuple[list[str], Floats, Ints],
) -> None:
    statements, votes, groups = conversation
    found = dict(
        zip(statements, opinion.group_informed_consensus(votes, groups).tolist(), strict=True)
    )
    published = {
        row["comment-id"]: float(row["group-informed-consensus"])
        for row in rows("polis_consensus.csv")
    }
    assert len(published) == 120
    assert {name: found[name] for name in published} == pytest.approx(published, abs=1e-12, rel=0)
    assert (found["2"], found["3"]) == (
        pytest.approx(0.6839080459770114, abs=1e-12),
        pytest.approx(0.49707602339181284, abs=1e-12),
    )
    assert np.bincount(groups[groups >= 0]).tolist() == [100, 8]


def test_who_takes_part(conversation: tuple[list[str], Floats, Ints]) -> None:
    """Polis counted 107 participants in the conversation: 7 votes or more."""
    assert votes_enough(conversation[1]).sum() == 107


def test_two_proportions() -> None:
    """Polis, tests of its mathematics: -1.518 to 0.01; -1.5141 derived from its formula."""
    found = two_proportions(*(np.array([each]) for each in (15.0, 24.0, 56.0, 71.0)))
    assert found[0] == pytest.approx(-1.518, abs=0.01)
    assert found[0] == pytest.approx(-1.5141, abs=5e-5)


def test_silhouettes() -> None:
    """Polis, tests of its mathematics: 0.71428 and 0.5654; alone in a group: 0."""
    apart = np.array([[0.0, 1, 3, 4], [1, 0, 3, 4], [3, 3, 0, 2], [4, 4, 2, 0]])
    found = opinion.silhouettes(apart, np.array([0, 0, 1, 1]))
    assert found[0] == pytest.approx(0.714286, abs=5e-7)
    assert found.mean() == pytest.approx(0.565476, abs=5e-7)
    assert opinion.silhouettes(apart, np.array([0, 0, 0, 1]))[3] == 0


def test_the_voters_of_a_real_conversation_in_two_to_five_groups(
    conversation: tuple[list[str], Floats, Ints],
) -> None:
    """Polis's own groups depend on what it showed before, and are no reference."""
    found = opinion.groups(conversation[1], seed=1)
    assert [each.k for each in found.groupings] == [2, 3, 4, 5]
    assert all(sum(each.sizes) == 107 for each in found.groupings)
    assert found.suggested == 2
