"""What somebody answers to the questionnaire, every field filled in. Nobody real."""

from typing import Any

ANSWERS: dict[str, Any] = {
    "besoin": "Mieux suivre notre trésorerie.\nEt préparer un plan.",
    "theme": "gestion",
    "format": "tsf",
    "nom": "Camille Exemple",
    "profil": "benevole",
    "structure": "Association Exemple",
    "commune": "Rodez",
    "courriel": "camille@exemple.fr",
    "consentement": True,
}
"""Of somebody who looks for a mentor."""

OFFER = {key: value for key, value in ANSWERS.items() if key != "besoin"} | {"offre": "Vingt ans de tournées."}
"""Of somebody who offers to be one."""
