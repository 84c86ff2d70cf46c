"""A territory's folder: the example loads clean, each planted fault is named, all in one run."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.formats.territory import Codes, TerritoryFolder, read_territory
from app.questionnaire.reading import Problem, UnreadableError, read_vocabulary

ROOT = Path(__file__).resolve().parents[4]
EXAMPLE = ROOT / "docs" / "example_territory"


@pytest.fixture(scope="module")
def codes() -> Codes:
    return Codes.of(read_vocabulary(ROOT / "surveys" / "vocabulary.yaml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "orlense"))


@pytest.fixture
def problems(folder: Path, codes: Codes) -> Callable[[], tuple[Problem, ...]]:
    def found() -> tuple[Problem, ...]:
        with pytest.raises(UnreadableError) as refused:
            read_territory(folder, codes)
        return refused.value.problems

    return found


def replace(folder: Path, name: str, before: str, after: str) -> int:
    """Changes one place of a file; its line."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return text[: text.index(before)].count("\n") + 1


def totals(found: TerritoryFolder, audience: str, name: str) -> dict[str, float]:
    return {
        each.level: each.total
        for each in found.totals
        if (each.audience, each.name) == (audience, name)
    }


def test_the_example_is_clean_and_states_what_weights_need(codes: Codes) -> None:
    found = read_territory(EXAMPLE, codes)
    assert (found.about.code, found.about.name) == ("orlense", "Val d'Orlense")
    assert found.about.is_synthetic
    assert [each.code for each in found.municipalities[:2]] == ["09901", "09902"]
    assert (len(found.municipalities), len(found.firms)) == (12, 300)
    everybody = sum(each.persons for each in found.municipalities)
    for name in ("age_sex", "education", "newcomer"):
        assert sum(totals(found, "residents", name).values()) == everybody
    for name in ("size", "activity"):
        assert sum(totals(found, "firms", name).values()) == 300
    assert totals(found, "trainers", "all") == {"all": 14.0}


def test_firms_are_classed_by_their_nace_and_their_employment(codes: Codes) -> None:
    firms = {each.code: each for each in read_territory(EXAMPLE, codes).firms}
    assert (firms["F0001"].activity, firms["F0001"].size_class) == ("a_tourism", "z0")
    assert (firms["F0002"].activity, firms["F0002"].size_class) == ("a_agri", "z1_4")
    assert (codes.activity_of("8130Z"), codes.activity_of("81.21")) == ("a_nature", "a_personal")


def written_frame(folder: Path, *rows: str) -> None:
    (folder / "frame_firms.csv").write_text("\n".join(rows), encoding="utf-8")


def test_a_frame_may_give_activities_and_size_classes(folder: Path, codes: Codes) -> None:
    written_frame(
        folder,
        "size_class;activity;municipality;code",
        "z5_9;a_build;09901;1",
        "z250;a_other;09912;2",
    )
    firms = read_territory(folder, codes).firms
    assert [(each.activity, each.size_class, each.employment) for each in firms] == [
        ("a_build", "z5_9", None),
        ("a_other", "z250", None),
    ]


def test_a_frame_that_contradicts_itself_or_says_too_little_is_refused(
    folder: Path, problems: Callable[[], tuple[Problem, ...]]
) -> None:
    header = "code,municipality,activity,size_class,employment"
    written_frame(folder, header, "1,09901,a_build,z0,12", "2,09901,a_biuld,z0,", "3,09901,,z9,")
    found = [(each.position.line, each.position.column, each.code) for each in problems()]
    assert found == [
        (2, 4, "contradiction"),
        (3, 3, "unknown-code"),
        (4, 3, "empty"),
        (4, 4, "unknown-code"),
    ]
    written_frame(folder, "code,municipality,activity,nace", "1,09901,a_build,43.21")
    assert [each.code for each in problems()] == ["missing-column", "missing-column"]


PLANTED = [
    ("municipalities.csv", "09905,", "9905,", 1, "lost-zeros"),
    ("municipalities.csv", "09904,Casteyrac", "09901,Casteyrac", 1, "repeated"),
    ("municipalities.csv", "Casteyrac,779,27", "Casteyrac,779,far", 4, "number"),
    ("municipalities.csv", "Casteyrac", "Sarrevielle", 2, "repeated"),
    ("frame_firms.csv", "F0007,", "F0006,", 1, "repeated"),
    ("frame_firms.csv", "F0009,", "4.83912E+13,", 1, "mangled-code"),
    ("frame_firms.csv", "F0003,09", "F0003,9", 2, "lost-zeros"),
    ("frame_firms.csv", "F0003,099", "F0003,088", 2, "unknown-code"),
    ("frame_firms.csv", ",01.50,", ",1.50,", 3, "unknown-code"),
    ("frame_firms.csv", ",55.10,0,", ",55.10,-1,", 4, "number"),
    ("frame_firms.csv", ",55.10,0,", ",55.10,,", 4, "empty"),
    ("frame_firms.csv", ",55.10,0,", ",55.10,2.5,", 4, "number"),
    ("population.csv", ",g20,f,", ",g21,f,", 2, "unknown-code"),
    ("population.csv", ",g20,f,", ",g20,w,", 3, "unknown-code"),
    ("population.csv", ",g20,f,", ",g15,f,", 2, "repeated"),
    ("margins.csv", ",e3v,", ",e3x,", 3, "unknown-code"),
    ("margins.csv", "residents,newcomer", "residents,newcomers", 2, "unknown-code"),
    ("margins.csv", "trainers,", "trainer,", 1, "unknown-code"),
]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda fault: " ".join(map(str, fault[:3])))
def test_a_planted_fault_is_named_by_file_line_column_and_cause(
    folder: Path,
    problems: Callable[[], tuple[Problem, ...]],
    planted: tuple[str, str, str, int, str],
) -> None:
    name, before, after, column, code = planted
    line = replace(folder, name, before, after)
    found = [(each.where, each.code) for each in problems()]
    assert (f"{folder / name}:{line}:{column}", code) in found
    assert all(each.mend for each in problems())


@pytest.mark.parametrize(
    "planted",
    [
        ('code: "orlense"', 'code: "Orlense"', 4, "code-syntax"),
        ('code: "orlense"', 'code: "network"', 4, "reserved-code"),
        ('nuts3: "FRJ21"', 'nuts3: "ES242"', 7, "other-country"),
        ("languages:", "langages:", 8, "unknown-key"),
        ("synthetic: true", 'synthetic: "yes"', 10, "wrong-type"),
        ('"w2026"', "w2026", 9, "unquoted"),
    ],
)
def test_what_the_territory_states_is_checked(
    folder: Path,
    problems: Callable[[], tuple[Problem, ...]],
    planted: tuple[str, str, int, str],
) -> None:
    before, after, line, code = planted
    replace(folder, "territory.yaml", before, after)
    found = [(each.file, each.position.line, each.code) for each in problems()]
    assert (str(folder / "territory.yaml"), line, code) in found


def test_all_faults_of_all_files_are_listed_in_one_run(
    folder: Path, problems: Callable[[], tuple[Problem, ...]]
) -> None:
    for name, before, after, _column, _code in PLANTED[2], PLANTED[9], PLANTED[12], PLANTED[15]:
        replace(folder, name, before, after)
    replace(folder, "territory.yaml", 'country: "FR"', 'country: "fr"')
    assert {Path(each.file).name for each in problems()} == {
        "territory.yaml",
        "municipalities.csv",
        "frame_firms.csv",
        "population.csv",
        "margins.csv",
    }


def test_sums_that_do_not_agree_are_named(
    folder: Path, problems: Callable[[], tuple[Problem, ...]]
) -> None:
    replace(folder, "population.csv", "09901,g65,f,", "09901,g65,f,9")
    replace(folder, "margins.csv", "residents,newcomer,no,8", "residents,newcomer,no,1")
    messages = [each.message for each in problems() if each.code == "sum"]
    assert ["newcomer" in messages[0], "municipality 09901" in messages[1]] == [True, True]


def test_shares_in_place_of_totals_are_told_apart(
    folder: Path, problems: Callable[[], tuple[Problem, ...]]
) -> None:
    text = (folder / "margins.csv").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if "newcomer" not in line]
    rows = ["residents,newcomer,yes,0.13", "residents,newcomer,no,0.87"]
    (folder / "margins.csv").write_text("\n".join([*kept, *rows]) + "\n", encoding="utf-8")
    assert ["look like shares" in each.message for each in problems()] == [True]


@pytest.mark.parametrize(
    ("name", "gone"),
    [("population.csv", "09903,g30,m"), ("margins.csv", "residents,newcomer,yes")],
)
def test_a_missing_group_is_named(
    folder: Path, problems: Callable[[], tuple[Problem, ...]], name: str, gone: str
) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(gone)]
    (folder / name).write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert any(gone.rpartition(",")[2] in each.message for each in problems())
    assert any(each.code.startswith("missing-") for each in problems())


def test_a_population_of_the_whole_is_enough(folder: Path, codes: Codes) -> None:
    sums: dict[str, float] = {}
    for line in (folder / "population.csv").read_text(encoding="utf-8").splitlines()[1:]:
        _place, age, sex, persons = line.split(",")
        sums[f"{age},{sex}"] = sums.get(f"{age},{sex}", 0) + float(persons)
    rows = [f"{group},{total:g}" for group, total in sums.items()]
    (folder / "population.csv").write_text("\n".join(["age,sex,persons", *rows]), encoding="utf-8")
    found = read_territory(folder, codes)
    assert {each.municipality for each in found.persons} == {None}
    assert totals(found, "residents", "age_sex")["g15:f"] == sums["g15,f"]


def test_margins_of_firms_come_before_those_of_the_frame(folder: Path, codes: Codes) -> None:
    rows = [("z0", 120), ("z1_4", 102), ("z5_9", 36), ("z10_49", 34), ("z50_249", 7), ("z250", 1)]
    with (folder / "margins.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"firms,size,{level},{total}\n" for level, total in rows)
    found = read_territory(folder, codes)
    assert totals(found, "firms", "size") == {level: float(total) for level, total in rows}
    assert sum(totals(found, "firms", "activity").values()) == 300


def test_a_missing_or_misnamed_file_is_named_with_the_one_that_is_meant(
    folder: Path, problems: Callable[[], tuple[Problem, ...]]
) -> None:
    (folder / "frame_firms.csv").rename(folder / "frame_firm.csv")
    (folder / "margins.csv").unlink()
    found = {Path(each.file).name: each for each in problems()}
    assert found["frame_firms.csv"].mend == "Did you mean frame_firm.csv?"
    assert found["frame_firm.csv"].code == "unknown-file"
    assert "docs/territory.md" in found["margins.csv"].mend


def test_a_folder_that_is_none_is_said(tmp_path: Path, codes: Codes) -> None:
    with pytest.raises(UnreadableError, match="no such folder"):
        read_territory(tmp_path / "none", codes)
