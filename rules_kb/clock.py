"""The assistant's clock: one place to ask for today's date, which tests and staff can set."""

from __future__ import annotations

import os
from datetime import date

VARIABLE = "ASSISTANT_DATE"


def today() -> date:
    """Return the date in `ASSISTANT_DATE` (ISO), or the real one when the variable is unset or empty.

    Raises:
        ValueError: the variable holds something else than a date; the message is in French.
    """
    text = os.environ.get(VARIABLE, "").strip()
    if not text:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"{VARIABLE} vaut « {text} », qui n'est pas une date ; écrivez par exemple 2024-02-01, "
            "ou videz la variable pour la date du jour."
        ) from None
