"""The codes that the synthetic answers are drawn from, as surveys/vocabulary.yaml lists them."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from app.commands.demo.facts import Facts


@dataclass(frozen=True, slots=True)
class Lists:
    """Codes only, in the order of the file."""

    skills: tuple[str, ...]
    activities: tuple[str, ...]
    jobs: tuple[str, ...]


def read_lists(path: Path) -> Lists:
    """Raises InvalidError naming a list that is missing."""
    lists = Facts.of(yaml.safe_load(path.read_text("utf-8")), path.name).at("lists")

    def codes(name: str) -> tuple[str, ...]:
        return tuple(item.text("code") for item in lists.list_at(name))

    return Lists(codes("skills"), codes("activities"), codes("job_families"))
