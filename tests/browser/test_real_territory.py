"""A territory that the demo does not know, from a folder with faults to its dashboard.

Commands and browser only: nothing here calls into the product.
"""

import csv
import json
import random
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.walking import walk
from tests.programs import ROOT
from tests.robot.respondent import Respondent
from tests.site import Site, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EXAMPLE = ROOT / "docs" / "example_territory"
CAMPAIGN = "orlense-firms"
IN_CHROMIUM = 3
# What a hurried coordinator does to twelve places of the folder. File, what stands there, what is
# written instead, and where (line and column) and why it is refused.
FAULTS = (
    ("territory.yaml", 'nuts3: "FRJ21"', 'nuts3: "ES242"', "7:8", "does not lie in FR"),
    ("municipalities.csv", "09905,", "9905,", "6:1", "lost its leading zeros"),
    ("municipalities.csv", "779,27", "779,-27", "5:4", "negative"),
    (
        "municipalities.csv",
        "09908,Campsaure",
        "09907,Campsaure",
        "9:1",
        "stands twice, first in line 8",
    ),
    ("frame_firms.csv", "F0006,09901", "F0005,09901", "7:1", "stands twice, first in line 6"),
    ("frame_firms.csv", "F0010,09", "F0010,19", "11:2", "no municipality"),
    ("frame_firms.csv", ",55.10,0,", ",55.10,1 200 persons,", "2:4", "no number"),
    ("frame_firms.csv", ",01.50,4,", ",1.50,4,", "3:3", "no class"),
    ("population.csv", "09901,g20,f,", "09901,g21,f,", "3:2", "no age band"),
    ("population.csv", "09902,g15,m,", "09902,g15,h,", "20:3", "no sex"),
    ("margins.csv", "education,e3v,", "education,e3,", "3:3", "no level"),
    ("margins.csv", "trainers,all,all,14", "trainers,all,all,NaN", "10:4", "no number"),
)
HEADER = ("reference", "stratum", "municipality", "frame.nace", "frame.employment")


@pytest.fixture
def site(empty_database_url: str, tmp_path: Path) -> Iterator[Site]:
    """A store of its own, brought up by the command alone, and served."""
    with serving(tmp_path / "data", empty_database_url) as site:
        yield site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example as a real territory would have it: without the line that says synthetic."""
    copy = Path(shutil.copytree(EXAMPLE, tmp_path / "orlense"))
    about = copy / "territory.yaml"
    kept = [line for line in about.read_text("utf-8").splitlines() if "synthetic:" not in line]
    about.write_text("\n".join(kept) + "\n", "utf-8")
    return copy


def done(site: Site, *words: str) -> str:
    finished = site.command(*words)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def swapped(folder: Path, *, is_repair: bool) -> None:
    for name, right, wrong, _where, _cause in FAULTS:
        path = folder / name
        text = path.read_text("utf-8")
        before, after = (wrong, right) if is_repair else (right, wrong)
        assert before in text, (name, before)
        path.write_text(text.replace(before, after, 1), "utf-8")


def loaded_after_repair(site: Site, folder: Path) -> None:
    swapped(folder, is_repair=False)
    refused = site.command("territory", "load", str(folder), "--json")
    assert refused.returncode == 1, refused.stderr
    problems = json.loads(refused.stdout)["problems"]
    for name, _right, _wrong, where, cause in FAULTS:
        place = f"{folder / name}:{where}"
        found = [each for each in problems if each["where"] == place]
        assert len(found) == 1, (place, problems)
        assert cause in found[0]["message"]
        assert found[0]["mend"]
    assert "No territory 'orlense'" in opened(site).stderr
    swapped(folder, is_repair=True)
    said = done(site, "territory", "load", str(folder))
    assert "SYNTHETIC" not in said
    assert "300 firms of the frame: 300 new" in said


def opened(site: Site):
    today = datetime.now(UTC).date()
    return site.command(
        "campaign", "open", CAMPAIGN, "--questionnaire", "firms", "--wave", "w2026",
        "--territory", "orlense", "--from", str(today), "--to", str(today + timedelta(days=30)),
    )  # fmt: skip


def invited(site: Site, folder: Path) -> list[str]:
    """Thirty firms drawn from the frame; their links."""
    with (folder / "frame_firms.csv").open(encoding="utf-8", newline="") as file:
        frame = list(csv.DictReader(file))
    drawn = random.Random(30).sample(frame, 30)  # noqa: S311 -- no secret
    rows, links = folder.parent / "invited.csv", folder.parent / "links.csv"
    with rows.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for firm in drawn:
            writer.writerow(
                [firm["code"], "", firm["municipality"], firm["nace"], firm["employment"]]
            )
    done(site, "campaign", "invite", CAMPAIGN, str(rows), "--out", str(links))
    with links.open(encoding="utf-8", newline="") as file:
        return [row["link"] for row in csv.DictReader(file)]


def answered(page: Page, site: Site, links: list[str]) -> None:
    """Some in Chromium, the others over HTTP, half of them wandering; opened again, all thank."""
    for link in links[:IN_CHROMIUM]:
        assert list(walk(page, link))[-1] == "thanks"
    chance = random.Random("orlense")  # noqa: S311 -- no secret
    for place, link in enumerate(links[IN_CHROMIUM:]):
        language = ("en", "fr")[place % 2]
        respondent = Respondent(site.address, language, chance, wanders=place % 4 > 1)
        assert respondent.answer_from(link).receipt
        assert respondent.fetch(link).kind == "thanks"


def test_a_folder_with_faults_becomes_a_published_dashboard(
    site: Site, folder: Path, chromium: Browser
) -> None:
    done(site, "survey", "import", str(ROOT / "surveys" / "firms.yaml"))
    loaded_after_repair(site, folder)
    assert opened(site).returncode == 0
    links = invited(site, folder)
    assert len(set(links)) == 30
    page = chromium.new_context(locale="en-GB").new_page()
    page.goto(links[0])
    assert "This link is yours alone" in page.locator("main").inner_text()
    answered(page, site, links)
    [listed] = json.loads(done(site, "campaign", "list", "--json"))
    assert (listed["started"], listed["sent"]) == (30, 30)
    done(site, "campaign", "close", CAMPAIGN)
    page.goto(links[0])
    assert page.locator("main").get_attribute("data-page") == "thanks"
    done(site, "release", "make", CAMPAIGN)
    done(site, "release", "publish", "1")
    shows_the_dashboard(page, site)
    assert "0 differences" in done(site, "release", "verify", "1")


def shows_the_dashboard(page: Page, site: Site) -> None:
    """Named, not labelled synthetic; what is hidden is hidden as in the release."""
    page.goto(f"{site.address}/en/")
    page.get_by_role("link", name="Val d'Orlense").click()
    assert page.locator("main").get_attribute("data-page") == "dashboard"
    assert page.locator("h1").inner_text() == "Val d'Orlense"
    cells = json.loads(done(site, "release", "show", "1", "--json"))["cells"]
    hidden = {key_of(cell) for cell in cells if cell["suppressed"]}
    assert hidden
    assert len(hidden) < len(cells)
    for finding in ("hiring", "outlook", "dialogue", "staying"):
        for language in ("en", "fr"):
            page.goto(f"{site.address}/{language}/territories/orlense/{finding}")
            assert page.locator(".synthetic").count() == 0
            for marked in page.locator("[data-indicator]").evaluate_all(MARKED):
                agrees(marked, hidden)


MARKED = "all => all.map(each => ({...each.dataset, text: each.textContent}))"


def key_of(cell: dict[str, object]) -> tuple[object, ...]:
    by = ";".join(f"{name}={code}" for name, code in sorted(dict(cell["by"]).items()))
    return (cell["indicator"], cell["territory"], cell["audience"], by)


def agrees(marked: dict[str, str], hidden: set[tuple[object, ...]]) -> None:
    key = (marked["indicator"], marked["territory"], marked["audience"], marked["by"])
    if key in hidden:
        assert "suppressed" in marked
    if "suppressed" in marked:
        assert not {"value", "n"} & marked.keys()
        assert not re.search(r"\d", marked["text"])
