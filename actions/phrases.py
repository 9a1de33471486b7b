"""The assistant's own words, kept in `phrases.yml` so that they can be reworded without reading code."""

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_FILE = Path(__file__).with_name("phrases.yml")


@cache
def _phrases() -> dict[str, str]:
    return dict(YAML(typ="safe").load(_FILE.read_text(encoding="utf-8")))


def phrase(key: str, **values: Any) -> str:
    """Return the phrase `key`, its `{names}` replaced by `values`.

    Raises KeyError for a phrase or a name that does not exist: a programming error, found by the tests.
    """
    return _phrases()[key].strip().format(**values)
