"""YAML files read strictly, each key and value with its line.

The text is parsed by libyaml into nodes (a round-trip parser takes 30 times as long), and the nodes are read with rules
of our own instead of YAML 1.1's: a plain whole number is an int, everything else is the text that was written. So
`no`, `on`, `2024-03-07` and `0,20` arrive as they stand, and the models say what they are. Duplicate keys, anchors and
tags are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

import yaml

from .faults import Fault, Path

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_WHOLE = re.compile(r"0|-?[1-9]\d*")
_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
_NOT_YAML = (
    "ce fichier n'est pas du YAML correct",
    "regardez cette ligne et celle d'avant : les éléments d'une liste sont alignés, guillemets et crochets se ferment",
)
# What libyaml says, and what to tell staff.
_YAML_PROBLEMS = {
    "mapping values are not allowed": (
        "ce texte contient « : », que le YAML prend pour une clé",
        "écrivez le texte sur la ligne suivante, après « >- »",
    ),
    "found character that cannot start any token": (
        "cette ligne commence par une tabulation ou un signe que le YAML réserve",
        "remplacez la tabulation par des espaces, ou écrivez le texte sur la ligne suivante, après « >- »",
    ),
}


class YamlError(ValueError):
    """A file that can't be read; `faults` says where and why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Document:
    """A file that was read: its plain data (dicts, lists, texts, ints), and where each part stands."""

    file: str
    data: Any
    _root: yaml.Node | None

    def line(self, path: Path) -> int:
        """Return the line (from 1) of what stands at `path`, or of the nearest thing around it."""
        node, line = self._root, 1
        for step in path:
            if isinstance(node, yaml.MappingNode):
                pairs = [pair for pair in node.value if pair[0].value == str(step)]
                if not pairs:
                    return line
                line, node = pairs[0][0].start_mark.line + 1, pairs[0][1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 1
            else:
                return line
        return line

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield every text of the file and where it stands."""
        yield from _texts(self.data, ())


def read(folder: FilePath, name: str) -> Document:
    """Read the YAML file `name` of a folder.

    Raises:
        YamlError: the file is missing, isn't YAML, isn't UTF-8, or holds a duplicate key, an anchor or a tag.
    """
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise YamlError([Fault(name, 1, "ce fichier manque", "remettez-le dans le dossier de l'édition")]) from None
    except UnicodeDecodeError:
        raise YamlError(
            [Fault(name, 1, "ce fichier n'est pas en UTF-8", "enregistrez-le avec l'encodage UTF-8")]
        ) from None
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        known = (told for problem, told in _YAML_PROBLEMS.items() if problem in str(error.problem))
        raise YamlError([Fault(name, line, *next(known, _NOT_YAML))]) from None
    except yaml.YAMLError:
        raise YamlError(
            [Fault(name, 1, "ce fichier contient un caractère interdit", "retirez les caractères invisibles")]
        ) from None
    faults: list[Fault] = []
    data = None if root is None else _plain(root, name, faults, set())
    if faults:
        raise YamlError(faults)
    return Document(name, data, root)


def _plain(node: yaml.Node, file: str, faults: list[Fault], seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    if id(node) in seen:
        faults.append(Fault(file, line, "cette ancre (&, *) n'est pas admise", "recopiez le texte en toutes lettres"))
        return None
    seen.add(id(node))
    if node.tag not in _TAGS:
        faults.append(Fault(file, line, f"cette étiquette ({node.tag}) n'est pas admise", "retirez-la"))
        return None
    if isinstance(node, yaml.MappingNode):
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, key_line = str(key_node.value), key_node.start_mark.line + 1
            if key in data:
                faults.append(Fault(file, key_line, f"la clé « {key} » est écrite deux fois", "n'en gardez qu'une"))
            data[key] = _plain(value_node, file, faults, seen)
        return data
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, file, faults, seen) for item in node.value]
    if isinstance(node, yaml.ScalarNode) and not node.style and _WHOLE.fullmatch(node.value):
        return int(node.value)
    return node.value


def _texts(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))
