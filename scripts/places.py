"""Rebuild `bot/extraction/data/communes.tsv.gz`, the communes of France that the assistant recognises.

    python scripts/places.py

Needs npm and the network. Two packages are read and neither is kept:

- `@etalab/decoupage-administratif` (data: Licence Ouverte 2.0, from the Code officiel géographique of INSEE and the
  postal codes of La Poste): every commune with its department, region, postal codes and population;
- `an-array-of-french-words` (MIT): tells which names are also plain words (« Sens », « Die »), so that they are taken
  for places only where a place is expected.

The file is text, tab-separated: a few `#` lines that say where it comes from, one `R` line a region (code, name), one
`D` line a department (code, name, region), one `C` line a commune (name, department, population, `mot` or nothing,
postal codes), with a second line for towns that people call by the head of their name (« Brive »).
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.extraction.normalising import fold_name  # noqa: E402

TARGET = ROOT / "bot" / "extraction" / "data" / "communes.tsv.gz"
PLACES = "@etalab/decoupage-administratif@6.0.0"
WORDS = "an-array-of-french-words@2.0.0"
KINDS = ("commune-actuelle", "commune-deleguee", "commune-associee")
ARTICLES = {"le", "la", "les", "l"}
LINKS = {*ARTICLES, "de", "du", "d", "des", "sur", "sous", "en", "aux"}
SHORTEST_HEAD = 5
KNOWN_BY_HEAD, SHARES_HEAD = 10_000, 2_000
"""A commune of the first size is known by the head of its name (« Brive »); those of the second share it."""


def unpack(package: str, folder: Path) -> Path:
    """Download an npm package into `folder` and return the folder of its files."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    into = folder / packed.removesuffix(".tgz")
    with tarfile.open(folder / packed) as archive:
        archive.extractall(into, filter="data")
    return into / "package"


def is_plain_word(name: str, words: set[str]) -> bool:
    """Whether a commune's name, its article left out, is a word of the language."""
    parts = [part for part in fold_name(name).split() if part not in ARTICLES]
    return len(parts) == 1 and parts[0] in words


def commune_line(commune: dict[str, Any], words: set[str]) -> str:
    """Write one commune as a line of the file."""
    fields = (
        "C",
        commune["nom"],
        commune["departement"],
        str(commune.get("population", 0)),
        "mot" if is_plain_word(commune["nom"], words) else "",
        " ".join(commune.get("codesPostaux", [])),
    )
    return "\t".join(fields)


def short_names(communes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return communes once more under the head of their name, where people know them by it."""
    names = {fold_name(commune["nom"]) for commune in communes}
    by_head: dict[str, list[dict[str, Any]]] = {}
    for commune in communes:
        head, _, rest = fold_name(commune["nom"]).partition(" ")
        is_apart = len(head) >= SHORTEST_HEAD and rest.partition(" ")[0] in LINKS and head not in names
        if is_apart and commune.get("population", 0) >= SHARES_HEAD:
            by_head.setdefault(head, []).append({**commune, "nom": head.capitalize(), "codesPostaux": []})
    known = (c for c in by_head.values() if max(one["population"] for one in c) >= KNOWN_BY_HEAD)
    return [commune for communes_ in known for commune in communes_]


def main() -> None:
    """Write the file and say what it holds."""
    with tempfile.TemporaryDirectory() as folder:
        package = unpack(PLACES, Path(folder))
        data = {
            name: json.loads((package / "data" / f"{name}.json").read_text())
            for name in ("communes", "departements", "regions")
        }
        released = json.loads((package / "package.json").read_text())["version"]
        words = {fold_name(word) for word in json.loads((unpack(WORDS, Path(folder)) / "index.json").read_text())}
    communes = sorted(
        (commune for commune in data["communes"] if commune["type"] in KINDS),
        key=lambda commune: (commune["departement"], commune["nom"]),
    )
    # A former commune is known by its name as long as no commune of today has it.
    current = {fold_name(commune["nom"]) for commune in communes if commune["type"] == KINDS[0]}
    kept = [c for c in communes if c["type"] == KINDS[0] or fold_name(c["nom"]) not in current]
    lines = [
        f"# Communes de France : {PLACES.rpartition('@')[0]} {released} (millésime 2026).",
        "# Données : Licence Ouverte 2.0 (Etalab), d'après l'INSEE (Code officiel géographique) et La Poste.",
        "# Refait par scripts/places.py ; ne pas modifier à la main.",
        *("\t".join(("R", r["code"], r["nom"])) for r in data["regions"]),
        *("\t".join(("D", d["code"], d["nom"], d["region"])) for d in data["departements"]),
        *(commune_line(commune, words) for commune in (*kept, *short_names(kept))),
    ]
    TARGET.parent.mkdir(exist_ok=True)
    with TARGET.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(("\n".join(lines) + "\n").encode())
    print(f"{TARGET.relative_to(ROOT)} : {len(kept)} communes, {TARGET.stat().st_size // 1024} Ko")


if __name__ == "__main__":
    main()
