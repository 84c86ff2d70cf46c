"""The synthetic practices in the store: each passes the gates as a real one would."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import numpy as np
import yaml

from app.commands.demo.chance import stream
from app.commands.demo.facts import Facts
from app.commands.demo.network import DemoNetwork
from app.commands.demo.practice_stories import Story, draw_stories, read_counts, visit_day
from app.questionnaire.model import Choice
from app.questionnaire.reading.practices import read_practices
from app.questionnaire.reading.vocabulary import read_vocabulary
from app.reference.practices import LASTING, LESSONS, Workflow
from app.store import practice_trials, practices
from app.store.columns import Json
from app.store.database import db
from app.store.practice_trials import Evaluation, Experiment, Observation, Transfer, Visit
from app.store.practices import Change, Practice

COORDINATOR = "demo coordinator"
OUTCOMES = {"transferred": "worked", "transferable": "worked", "evaluated": "partly"}
WHY = {
    "lead": "Told in the surveys of this wave",
    "identified": "It exists, is about jobs, and its owner agrees",
    "documented": "Written in both languages, with a sourced result",
    "observed": "Seen by people of other territories",
    "experimenting": "An experiment is planned with its baseline",
    "evaluated": "The experiment has ended and was judged from outside",
    "transferable": "The verdict allows it, and the kit is there",
    "transferred": "Another territory has run it for a year",
    "abandoned_with_lessons": "It did not hold here; what was learnt is written down",
    "archived": "Its owner has stopped it",
    "duplicate": "It is the same as another one",
}
WORKING = ("en", "fr")
Say = Callable[[str], None]


def seed_practices(root: Path, network: DemoNetwork, seed: int, say: Say) -> None:
    """Inside a transaction. root: the folder of surveys/ and translations/."""
    surveys, translations = root / "surveys", root / "translations"
    workflow = read_practices(surveys / "practices.yaml", translations)
    file = surveys / "demo_network.yaml"
    counts = read_counts(Facts.of(yaml.safe_load(file.read_text("utf-8")), file.name))
    vocabulary = read_vocabulary(surveys / "vocabulary.yaml", translations, languages=("fr",))
    places = tuple(each.code for each in network.territories)
    for number in range(counts.visits):
        day = visit_day(number)
        place = places[number % len(places)]
        practice_trials.visit(
            Visit(code=f"visit-{number + 1}", territory_code=place, starts_on=day, ends_on=day)
        )
    telling = Telling(workflow, vocabulary.lists, places, seed)
    for story in draw_stories(counts, workflow.states, seed):
        telling.tell(story)
    say(f"{counts.all} practices in all states, {counts.visits} visits.")


@dataclass(frozen=True, slots=True)
class Telling:
    """Adds one practice after the other; each lies where its visit went."""

    workflow: Workflow
    lists: Mapping[str, tuple[Choice, ...]]
    places: tuple[str, ...]
    seed: int

    def tell(self, story: Story) -> None:
        rng = stream(self.seed, "telling", str(story.number))
        practice = practices.add(
            self.practice(story, rng), _change("lead", story.days["lead"]), self.workflow
        )
        for state in (*self.workflow.states[1:], story.last):
            if state in story.days and state not in practices.entered(practice):
                self.prepare(practice, state, story, rng)
                change = _change(state, story.days[state])
                practice_trials.move(practice, state, change, self.workflow)

    def practice(self, story: Story, rng: np.random.Generator) -> Practice:
        """As a lead: its title, what it serves, where it is."""
        service = self.one("services_wanted", rng)
        activity = self.one("activities", rng)
        skill = self.one("skills", rng)
        stop = story.number if story.visit is None else story.visit
        return Practice(
            code=f"demo-practice-{story.number + 1:02}",
            territory_code=self.places[stop % len(self.places)],
            language="en",
            texts={"title": _in_both("{service}: {activity}", service=service, activity=activity)},
            targets=("firms",),
            challenges=(str(rng.choice(self.workflow.lists["challenges"])),),
            services=(service.code,),
            skills=(skill.code,),
            activities=(activity.code,),
            started_on=story.days["lead"] - timedelta(days=365),
            is_running=story.last not in ("archived", "abandoned_with_lessons"),
            results={},
            conditions={},
            origin="F_PRACT",
            is_synthetic=True,
        )

    def one(self, name: str, rng: np.random.Generator) -> Choice:
        """One choice of a list of the vocabulary; not "nothing", nor one to be specified."""
        listed = [each for each in self.lists[name] if not each.is_exclusive and not each.is_open]
        return listed[int(rng.integers(len(listed)))]

    def prepare(
        self, practice: Practice, state: str, story: Story, rng: np.random.Generator
    ) -> None:
        """What the gate to the state asks for."""
        match state:
            case "identified":
                practice.is_relevant = practice.owner_agrees = True
            case "documented":
                self.document(practice, story, rng)
            case "observed":
                self.observe(practice, story, rng)
            case "experimenting":
                self.plan(practice, story)
            case "evaluated":
                self.evaluate(practice, story, rng)
            case _:
                self.hand_on(practice, state, story)

    def hand_on(self, practice: Practice, state: str, story: Story) -> None:
        """What comes after an evaluation, or at a way out."""
        match state:
            case "transferable":
                practice.conditions = {"host": {"needed": "must"}}
                practice.kit = f"{practice.code}-kit.pdf"
            case "transferred":
                self.transfer(practice, story)
            case "abandoned_with_lessons":
                self.give_up(practice, story)

    def document(self, practice: Practice, story: Story, rng: np.random.Generator) -> None:
        told: dict[str, Json] = {
            "problem": {"en": "Small firms lack it.", "fr": "Il manque aux petites entreprises."},
            "how_it_works": {
                "en": "Several firms share it, a partner runs it.",
                "fr": "Plusieurs entreprises le partagent, un partenaire l'anime.",
            },
        }
        practice.texts = {**practice.texts, **told}
        practice.cost_band = str(rng.choice(self.workflow.lists["cost_bands"]))
        practice.results = {
            "1": {
                "what": "firms that take part",
                "value": int(rng.integers(4, 40)),
                "date": story.days["documented"].isoformat(),
                "source": "own count",
                "strength": "documented",
            }
        }

    def observe(self, practice: Practice, story: Story, rng: np.random.Generator) -> None:
        others = [each for each in self.places if each != practice.territory_code]
        for place in rng.permutation(others)[: int(rng.integers(2, 4))].tolist():
            practice_trials.observe(
                Observation(
                    practice_code=practice.code,
                    visit_code=f"visit-{(story.visit or 0) + 1}",
                    territory_code=place,
                    fit={each: int(rng.integers(1, 5)) for each in self.workflow.fit},
                    texts={},
                ),
                _change("observed", story.days["observed"]),
                self.workflow,
            )

    def plan(self, practice: Practice, story: Story) -> None:
        day = story.days["experimenting"]
        practice_trials.plan(
            Experiment(
                code=f"{practice.code}-trial",
                practice_code=practice.code,
                territory_code=practice.territory_code,
                hypothesis="Firms that take part find people sooner.",
                indicator="IND03",
                baseline={"value": 0.5, "date": day.isoformat(), "n": 20},
                starts_on=day,
                ends_on=story.days.get("evaluated", day + timedelta(days=3 * 365)),
            ),
            _change("experimenting", day),
        )

    def evaluate(self, practice: Practice, story: Story, rng: np.random.Generator) -> None:
        change = _change("evaluated", story.days["evaluated"])
        trial = db.session.get_one(Experiment, f"{practice.code}-trial")
        result: dict[str, Json] = {"value": 0.4, "low": 0.2, "high": 0.6, "n": 20}
        practice_trials.end(trial, OUTCOMES[story.reached], result, change, self.workflow)
        others = [each for each in self.places if each != practice.territory_code]
        good = story.reached != "evaluated"
        practice_trials.evaluate(
            Evaluation(
                experiment_code=trial.code,
                territory_code=str(rng.choice(others)),
                marks={each: int(rng.integers(2, 5)) for each in self.workflow.criteria},
                strength="measured",
                verdict="transfer_with_changes" if good else "do_not_transfer",
            ),
            change,
            self.workflow,
        )

    def transfer(self, practice: Practice, story: Story) -> None:
        """Agreed when it is transferable, begun soon after, lasting when a year has passed."""
        others = [each for each in self.places if each != practice.territory_code]
        ready, lasting = story.days["transferable"], story.days["transferred"]
        found = practice_trials.transfer(
            Transfer(
                practice_code=practice.code, territory_code=others[story.number % len(others)]
            ),
            _change("transferable", ready),
        )
        practice_trials.go_on(found, "started", _change("transferable", ready + timedelta(days=20)))
        practice_trials.go_on(found, LASTING, _change("transferred", lasting))

    def give_up(self, practice: Practice, story: Story) -> None:
        lessons: dict[str, Json] = {
            "en": "Too few firms came; ask them first.",
            "fr": "Trop peu d'entreprises sont venues ; il faut d'abord les consulter.",
        }
        practice.texts = {**practice.texts, LESSONS: lessons}
        if story.reached == "experimenting":
            trial = db.session.get_one(Experiment, f"{practice.code}-trial")
            change = _change("abandoned_with_lessons", story.days[story.last])
            practice_trials.end(trial, "stopped", {"value": 0.5, "n": 6}, change, self.workflow)


def _in_both(pattern: str, **parts: Choice) -> dict[str, Json]:
    """A title in both working languages, out of labels of the vocabulary."""
    return {
        language: pattern.format(
            **{name: each.text.in_language(language) for name, each in parts.items()}
        )
        for language in WORKING
    }


def _change(state: str, day: date) -> Change:
    return Change(who=COORDINATOR, when=datetime.combine(day, time(9), UTC), why=WHY[state])
