import numpy as np
import pytest

from app.commands.demo.chance import apportion, ranked, scaled, spread, stream, top_picks


def test_apportioned_counts_sum_to_the_total_and_follow_the_shares() -> None:
    assert apportion([0.5, 0.3, 0.2], 10).tolist() == [5, 3, 2]
    assert apportion([1, 1, 1], 10).tolist() == [4, 3, 3]
    assert apportion([0.38, 0.36, 0.26], 1).sum() == 1


def test_a_spread_has_exact_counts_whatever_the_seed() -> None:
    for seed in range(3):
        drawn = spread(stream(seed, "sizes"), {"small": 0.7, "large": 0.3}, 100)
        assert (drawn.among("small").sum(), drawn.among("large").sum()) == (70, 30)


def test_the_first_code_goes_to_the_lowest_ranks() -> None:
    given = ranked(np.array([3.0, 1.0, 2.0]), {"first": 1 / 3, "later": 2 / 3})
    assert [given.of(unit) for unit in range(3)] == ["later", "first", "later"]


def test_a_subject_has_its_own_stream_that_others_leave_alone() -> None:
    alone = stream(7, "firms", "time").random()
    stream(7, "firms", "skills").random(100)
    assert stream(7, "firms", "time").random() == alone
    assert stream(7, "firms", "skills").random() != alone
    assert stream(8, "firms", "time").random() != alone


def test_picks_are_as_many_as_counted_and_never_what_is_not_on_offer() -> None:
    logits = np.tile([0.0, 0.0, -np.inf, 0.0], (50, 1))
    picked = top_picks(stream(1), logits, np.full(50, 3))
    assert picked.sum(axis=1).tolist() == [3] * 50
    assert not picked[:, 2].any()


def test_one_pick_follows_the_law_of_its_logits() -> None:
    logits = np.tile(np.log([0.6, 0.3, 0.1]), (20_000, 1))
    shares = top_picks(stream(2), logits, np.ones(20_000, np.int64)).mean(axis=0)
    assert shares == pytest.approx([0.6, 0.3, 0.1], abs=0.012)


def test_a_scale_cuts_a_standard_latent_value_into_its_shares() -> None:
    latent = stream(3).normal(size=20_000)
    drawn = scaled(latent, {"low": 0.25, "middle": 0.5, "high": 0.25})
    assert drawn.among("middle").mean() == pytest.approx(0.5, abs=0.012)
    assert latent[drawn.among("low")].max() < latent[drawn.among("high")].min()
