"""Which values of a release must be hidden besides, so that no hidden one can be worked out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from app.estimation.audit import Interval, Item, Sums, connected, narrowed, too_narrow
from app.estimation.complements import DEAR, complements
from app.estimation.disclosure import LEAST_BASE
from app.estimation.drafts import Draft
from app.estimation.protections import ALL, Protections
from app.reference.cells import Cell, Hidden, Key
from app.releases.amounts import UNSURE, Amount, amount_of
from app.releases.gathering import Gathering
from app.releases.lattice import Sum, What, is_group, parts_of_one, sums_of, what_of

NEAR = 1e-6  # of a total: amounts that differ by less are one
HALF = 0.5  # of a step: what rounding to the nearest leaves unsaid


@dataclass
class Values:
    """The values of cells and the sums that they are in.

    shown: by key; a cell of `others` (see sums_of) by the key of the difference that tells it.
    """

    shown: Mapping[Key, Cell]
    others: Mapping[Key, Draft]
    protections: Protections = ALL
    amounts: dict[Key, Amount | None] = field(default_factory=dict)
    gathered: Gathering[Key] = field(default_factory=Gathering)

    def gather(self) -> Sums:
        drafts = [each for each in self.shown.values() if isinstance(each, Draft)]
        own = {id(each): key for key, each in self.others.items()}
        sums = list(sums_of(drafts, self.others))
        sought = _with_secrets(drafts, sums)
        for each in sums:
            if what_of(each.total) in sought:
                self._add(each, own)
        for parts in parts_of_one(drafts):
            if what_of(parts[0]) in sought:
                self._add_whole(parts)
        return self.gathered.sums()

    def amount(self, key: Key, draft: Draft) -> Amount | None:
        if key not in self.amounts:
            self.amounts[key] = amount_of(draft)
        return self.amounts[key]

    def _add(self, given: Sum, own: Mapping[int, Key]) -> None:
        """The line of a sum, if its amounts add up; what no cell tells of it is an item too."""
        total = self.amount(given.total.key, given.total)
        keyed = [(own.get(id(each), each.key), each) for each in given.parts]
        known = [(key, each, self.amount(key, each)) for key, each in keyed]
        parts = tuple(found for _, _, found in known if found is not None)
        if total is None or not parts or any(each.kind is not total.kind for each in parts):
            return
        left = total.less(parts)
        if not _is_possible(total, left):
            return
        places = [self._item(key, each, found) for key, each, found in known if found is not None]
        if left.answered:
            need = left.need(None) if left.answered < LEAST_BASE else 0.0
            prior = left.prior()
            places.append(
                self.gathered.unnamed(Item(shown=prior, prior=prior, is_hidden=True, need=need))
            )
        self.gathered.add(self._item(given.total.key, given.total, total), places)

    def _add_whole(self, parts: tuple[Draft, ...]) -> None:
        """Parts that share out one whole: their amounts make it up, and it is known."""
        known = [(each, found) for each in parts if (found := self.amount(each.key, each))]
        whole = known[0][1].whole if known else 0.0
        if abs(sum(found.total for _, found in known) - whole) > NEAR * whole:
            return
        total = self.gathered.unnamed(Item(shown=(whole, whole), prior=(whole, whole)))
        self.gathered.add(total, [self._item(each.key, each, found) for each, found in known])

    def _item(self, key: Key, draft: Draft, amount: Amount) -> int:
        cell = self.shown.get(key, draft)
        half = HALF if self.protections.rounding else 0.0
        item = Item(
            shown=amount.shown(draft if key in self.others else cell, half),
            prior=amount.prior(),
            is_hidden=cell.hidden is not None,
            need=amount.need(cell.hidden) if _is_secret(key, cell, self.others) else 0.0,
            cost=amount.answered + (0.0 if is_group(draft) else DEAR),
        )
        return self.gathered.named(key, item)


def _with_secrets(drafts: Iterable[Draft], sums: Iterable[Sum]) -> frozenset[What]:
    """Whatever has something hidden, or few people whom no cell tells of: all else needs no audit,
    for no sum reaches from one to another."""
    hidden = {what_of(each) for each in drafts if each.hidden is not None}
    left = {what_of(each.total) for each in sums if 0 < each.left < LEAST_BASE}
    return frozenset(hidden | left)


def _is_secret(key: Key, cell: Cell, others: Mapping[Key, Draft]) -> bool:
    """A difference is hidden for the sake of its two sides; the others themselves are many. What is
    hidden for others' sake alone (CONFIDENTIAL, without its own reason) is no secret of its own."""
    return cell.hidden not in {None, Hidden.CONFIDENTIAL} and key not in others


def _is_possible(total: Amount, left: Amount) -> bool:
    """Whether parts are parts of that total: what is left of it is none, or like any group."""
    off = NEAR * max(1.0, abs(total.total), abs(total.whole))
    low, high = left.prior()
    if left.answered < 0 or left.whole < -off:
        return False
    if left.answered == 0 and abs(left.total) > off:
        return False
    return low - off <= left.total <= high + off


def eased(sums: Sums) -> Sums:
    """Nothing is asked that only hiding the whole of a place could give.

    Where hardly anybody of a place says yes, hardly anybody of a hidden group does: that follows
    from the whole, which may be told. A group must stay half as unsure as the wholes leave it.
    """
    if not any(item.need for item in sums.items):
        return sums
    groups = frozenset(place for place, item in enumerate(sums.items) if item.cost < DEAR)
    left = narrowed(sums, groups)
    items = (
        replace(item, need=min(item.need, UNSURE * (left[place][1] - left[place][0])))
        for place, item in enumerate(sums.items)
    )
    return replace(sums, items=tuple(items))


@dataclass(frozen=True, slots=True)
class KeptBack:
    """hidden: keys of what must be hidden besides. withheld: of what no complement protects."""

    hidden: frozenset[Key]
    withheld: frozenset[Key]


def kept_back(
    shown: Mapping[Key, Cell], others: Mapping[Key, Draft], protections: Protections = ALL
) -> KeptBack:
    """What must be hidden beside what is hidden; see Values."""
    values = Values(shown, others, protections)
    sums = values.gather()
    names = values.gathered.names()
    hidden: set[Key] = set()
    withheld: set[Key] = set()
    for part, places in connected(sums):
        found = complements(eased(part))
        chosen = range(len(part.items)) if found is None else found
        keys = {names[places[each]] for each in chosen if places[each] in names}
        (withheld if found is None else hidden).update(keys)
    return KeptBack(frozenset(hidden), frozenset(withheld))


def worked_out(
    shown: Mapping[Key, Cell], others: Mapping[Key, Draft], protections: Protections = ALL
) -> Mapping[Key | None, Interval]:
    """What a reader can work out too closely, by key; None: of people that no cell tells of."""
    values = Values(shown, others, protections)
    sums = values.gather()
    names = values.gathered.names()
    found: dict[Key | None, Interval] = {}
    for part, places in connected(sums):
        part = eased(part)
        needs = {place: item.need for place, item in enumerate(part.items) if item.need > 0}
        narrow = too_narrow(part, needs) if needs else {}
        found |= {names.get(places[place]): interval for place, interval in narrow.items()}
    return found
