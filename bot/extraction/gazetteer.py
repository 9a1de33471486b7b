"""The places of France: communes, departments, regions, postal codes.

They come from `data/communes.tsv.gz` (see scripts/places.py), read once and kept in memory.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from .normalising import fold_name

REGION = "76"
"""INSEE code of Occitanie."""
_DATA = Path(__file__).with_name("data") / "communes.tsv.gz"
_TOWN = 10_000
_DOMINATES = 50
"""A town of Occitanie of that many inhabitants hides its homonyms elsewhere when it has this many times theirs."""
_FUZZY_SIZE = 2_000
"""Typos are mended in the names of communes of at least this many inhabitants."""
_SHORTEST_FUZZY = 6
_LONGEST_FUZZY = 30
_LONG_FUZZY = 9
"""Letters from which two slips are allowed, not one."""


_KNOWN_AS = {
    "florac": "48",
    "font romeu": "66",
    "luchon": "31",
    "bagneres": "65",
    "saint gely": "34",
    "valence d agen": "82",
    "cap d agde": "34",
    "le cap d agde": "34",
    "palavas": "34",
    "argeles": "66",
    "saint antonin": "82",
    "le barcares": "66",
    "port leucate": "11",
    "saint lary": "65",
    "saint chely": "48",
}
"""What people of Occitanie call a place otherwise than by the name in the file → its department."""
_SIZE_OF_KNOWN = 5_000


class Place(NamedTuple):
    """What a name may be: the departments where there is such a place, the largest first.

    `is_word`: the name is also a word of the language. `size`: the greatest of `SIZES` that its population reaches.
    """

    departments: tuple[str, ...]
    is_word: bool = False
    size: int = 0


SIZES = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 0)


@dataclass(eq=False)
class Places:
    """The names of places. Not changed once loaded, so that threads may share it."""

    communes: dict[str, Place] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)  # folded name or code → code
    regions: dict[str, str] = field(default_factory=dict)  # folded name → code
    region_of: dict[str, str] = field(default_factory=dict)  # department → region
    postal_codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    towns: list[str] = field(default_factory=list)

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> Places:
        """Read the file of communes. The result is kept: a second call costs nothing."""
        places = cls()
        homonyms: dict[str, list[tuple[int, str, bool]]] = {}
        postal: dict[str, set[str]] = {}
        with gzip.open(_DATA, "rt", encoding="utf-8") as lines:
            for line in lines:
                kind, *fields = line.rstrip("\n").split("\t")
                if kind == "C":
                    name, code, population, word, codes = fields
                    homonyms.setdefault(fold_name(name), []).append((int(population), code, bool(word)))
                    for postal_code in codes.split():
                        postal.setdefault(postal_code, set()).add(code)
                elif kind == "D":
                    code, name, region = fields
                    places.departments[fold_name(name)] = places.departments[code.lower()] = code
                    places.region_of[code] = region
                elif kind == "R":
                    places.regions[fold_name(fields[1])] = fields[0]
        same: dict[Any, Any] = {}  # the same few thousand tuples serve all names
        for name, found in homonyms.items():
            place = places._place(found)
            place = place._replace(departments=same.setdefault(place.departments, place.departments))
            places.communes[name] = same.setdefault(place, place)
            if place.size >= _FUZZY_SIZE:
                places.towns.append(name)
        for usual, department in _KNOWN_AS.items():
            places.communes.setdefault(usual, Place((department,), size=_SIZE_OF_KNOWN))
        for postal_code, among in postal.items():
            key = tuple(sorted(among))
            places.postal_codes[postal_code] = same.setdefault(key, key)
        return places

    def _place(self, found: list[tuple[int, str, bool]]) -> Place:
        found = sorted(found, reverse=True)
        population, code, is_word = found[0]
        elsewhere = [other for other in found if not self.is_here(other[1])]
        if self.is_here(code) and population >= max(_TOWN, _DOMINATES * sum(size for size, *_ in elsewhere)):
            found = [one for one in found if one not in elsewhere]
        departments = tuple(dict.fromkeys(code for _, code, _ in found))
        return Place(departments, is_word, next(size for size in SIZES if population >= size))

    def is_here(self, department: str) -> bool:
        """Whether a department is in Occitanie."""
        return self.region_of.get(department) == REGION

    @lru_cache(maxsize=4_096)  # noqa: B019 - there is one, for the life of the process
    def mended(self, name: str) -> Place | None:
        """Return the town that a mistyped name stands for; None when none is near, or several that differ."""
        if len(name) < _SHORTEST_FUZZY or len(name) > _LONGEST_FUZZY:
            return None
        allowed = 1 if len(name) < _LONG_FUZZY else 2
        hits = process.extract(
            name, self.towns, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=5, processor=None
        )
        near = sorted((distance, -self.communes[town].size, town) for town, distance, _ in hits if town[0] == name[0])
        if not near:
            return None
        best = self.communes[near[0][2]]
        rivals = [self.communes[town] for distance, _, town in near[1:] if distance == near[0][0]]
        is_clear = all(rival.size * 10 <= best.size for rival in rivals)
        return best if is_clear or len({self.is_here(p.departments[0]) for p in (best, *rivals)}) == 1 else None
