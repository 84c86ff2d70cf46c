"""Secondary instances of an XForm, and choices written inside a question, as lists of choices."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.formats.xform.itext import Itext, Shown
from app.formats.xml_tree import Element

ITEMSET: Final = re.compile(
    r"""\s*(?P<shuffled>randomize\()?\s*
    instance\(\s*['"](?P<name>[^'"]+)['"]\s*\)/(?P<path>[\w.\-/]+)
    (?:\[(?P<filter>.*)\])?\s*
    (?(shuffled)(?:,\s*(?P<seed>[^)]*))?\))\s*""",
    re.VERBOSE | re.DOTALL,
)


TAKEN: Final = frozenset({"name", "label"})
"""Columns of every list; what else a filter may ask for is kept under its own name."""


@dataclass(frozen=True, slots=True)
class Item:
    """texts: kind to language to text, as the columns of choices; others: every further value."""

    code: str
    texts: Mapping[str, Mapping[str, str]]
    others: Mapping[str, str]
    element: Element


@dataclass(frozen=True, slots=True)
class Itemset:
    """Where the choices of a question come from. value and label: names of the columns."""

    name: str
    filter: str
    is_shuffled: bool
    seed: str
    value: str
    label: str


@dataclass(slots=True)
class Lists:
    """elements: of secondary instances by id; files: ids to the files they are read from."""

    itext: Itext
    shown: Shown
    elements: dict[str, Element] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    found: dict[str, tuple[Item, ...]] = field(default_factory=dict)

    def take_model(self, model: Element) -> None:
        for instance in model.all("instance")[1:]:
            name = instance.get("id")
            if instance.get("src"):
                self.files[name] = instance.get("src").rpartition("/")[2]
            else:
                self.elements[name] = instance

    def itemset(self, element: Element) -> Itemset | None:
        """None: the choices are no list: they are answers to another question."""
        found = ITEMSET.fullmatch(element.get("nodeset"))
        if found is None:
            return None
        value, label = element.first("value"), element.first("label")
        itemset = Itemset(
            name=found["name"],
            filter=(found["filter"] or "").strip(),
            is_shuffled=bool(found["shuffled"]),
            seed=(found["seed"] or "").strip(),
            value=value.get("ref") if value is not None else "name",
            label=label.get("ref") if label is not None else "label",
        )
        if itemset.name in self.elements and itemset.name not in self.found:
            self.found[itemset.name] = tuple(self.items_of(itemset))
        return itemset

    def items_of(self, itemset: Itemset) -> Iterator[Item]:
        for element in self.elements[itemset.name].walk():
            values = {each.name: each.text.strip() for each in element.elements}
            if values.get(itemset.value):
                yield self.item(values, itemset, element)

    def item(self, values: Mapping[str, str], itemset: Itemset, element: Element) -> Item:
        reference = re.fullmatch(r"jr:itext\((\w+)\)", itemset.label)
        column = reference[1] if reference else itemset.label
        text = values.get(column, "")
        texts = self.itext.words(text, self.shown).texts if reference else {"label": {"": text}}
        taken = TAKEN | {column} if reference else TAKEN
        others = {key: each for key, each in values.items() if key not in taken}
        return Item(values[itemset.value], texts, others, element)

    def written_inside(self, name: str, control: Element) -> None:
        """<item>s of a question itself, as a list of this name."""
        items = []
        for element in control.all("item"):
            value = element.first("value")
            words = self.itext.words_of(element.first("label"), self.shown)
            code = value.text.strip() if value is not None else ""
            items.append(Item(code, words.texts, {}, element))
        self.found[name] = tuple(items)
