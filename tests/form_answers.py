"""What somebody who looks for a mentor answers to the questionnaire, every field filled in. Nobody real."""

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
