"""Size classes of firms, also of responses that were never sent."""

from app.estimation.tables import AnswerTable
from app.releases import sizes

ROWS = [{"F_EMP": jobs} for jobs in (0, 1, 4, 5, 9, 10, 49, 50, 249, 250, 4000)]


def test_a_class_follows_from_the_number_of_people() -> None:
    found = sizes.classes(AnswerTable.of(ROWS)).tolist()
    assert (
        found
        == ["z0"] + ["z1_4"] * 2 + ["z5_9"] * 2 + ["z10_49"] * 2 + ["z50_249"] * 2 + ["z250"] * 2
    )


def test_the_class_that_was_stored_stands_and_none_stays_none() -> None:
    rows = AnswerTable.of([{"F_SIZE": "z5_9", "F_EMP": 100}, {}])
    assert sizes.classes(rows).tolist() == ["z5_9", ""]


def test_jobs_are_the_number_given_or_the_middle_of_the_class() -> None:
    rows = AnswerTable.of([{"F_SIZE": "z5_9"}, {"F_SIZE": "z5_9", "F_EMP": 6}, {}])
    assert sizes.jobs(rows).tolist() == [7.0, 6.0, 0.0]
