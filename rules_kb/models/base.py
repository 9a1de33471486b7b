"""What every model of an edition shares."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from pydantic import BaseModel

from ..scalars import Refusal


class Model(BaseModel):
    """Base of every part of an edition."""

    class Config:
        extra = "forbid"
        frozen = True
        keep_untouched = (cached_property,)
        copy_on_model_validation = "none"


def not_empty(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse an empty list where the engine needs one thing at least."""
    if not items:
        raise Refusal("cette liste est vide", "donnez-lui au moins un élément")
    return items
