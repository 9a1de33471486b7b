"""What only the staff can supply. Nothing is invented where a value is missing: the texts say so."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Addresses supplied by the staff; an empty string where they supplied none."""

    questionnaire_url: str
    contact: str
    site_url: str


def settings() -> Settings:
    """Read the settings from the environment, at each call so that tests can set them."""
    return Settings(
        questionnaire_url=os.environ.get("ASSISTANT_QUESTIONNAIRE_URL", "").strip(),
        contact=os.environ.get("ASSISTANT_CONTACT", "").strip(),
        site_url=os.environ.get("ASSISTANT_SITE_URL", "").strip(),
    )
