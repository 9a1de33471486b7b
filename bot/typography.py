"""French typography for what is shown on a page: the texts of the knowledge base are typed plainly."""

import re
from typing import Any

NO_BREAK = "\u00a0"

_SPACES = re.compile(r"(?<=\d)(?<!\d{4}) (?=\d{3}\b)|(?<=«) | (?=[»;:!?€%](?:\W|$))")
_APOSTROPHES = re.compile(r"(?<=\w)'(?=\w)")


def typeset(text: str) -> str:
    """Return `text` with curved apostrophes, and with no-break spaces inside figures and beside double signs."""
    return _APOSTROPHES.sub("’", _SPACES.sub(NO_BREAK, text))


def typeset_all(data: Any) -> Any:
    """Return JSON data with all its texts typeset; keys are left as they are."""
    if isinstance(data, dict):
        return {key: typeset_all(value) for key, value in data.items()}
    if isinstance(data, list):
        return [typeset_all(item) for item in data]
    return typeset(data) if isinstance(data, str) else data
