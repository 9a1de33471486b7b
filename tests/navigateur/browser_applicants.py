"""Applicants who come to a verdict: what each answers, by fact, in the words of a choice or in their own."""

from typing import Any

import requests

COOPERATION = {
    "type_structure": "Lieu ou festival",
    "filiere_musiques_actuelles": "Oui",
    "activite_significative_occitanie": "Oui",
    "occitanie": "Oui",
    "mois_activite": "depuis mars 2019",
    "affiliation_cnm": "La demande est en cours",
    "taxes_a_jour": "Oui",
    "bilans_transmis": "Oui",
    "licences": "la 1 et la 3",
    "nb_acteurs": "on est 3",
    "autofinancement_pct": "40 %",
    "depenses_dans_periode": "Oui",
    "depose_structuration": "Non",
}

STRUCTURATION = {
    "type_structure": "Label",
    "occitanie": "Oui",
    "mois_activite": "mars 2019",
    "affiliation_cnm": "La demande est en cours",
    "chiffre_affaires.2021": "80 000 €",
    "chiffre_affaires.2022": "Je ne sais pas",
    "etp_hors_artistique": "une personne à mi-temps",
    "plusieurs_artistes": "Oui",
    "artiste_occitanie": "Oui",
    "projet_strategique_global": "Oui",
    "detenu_par_major": "Non",
    "contrat_distribution": "Oui",
    "references_catalogue": "six",
    "societe_civile": "Oui",
    "videos_produites": "0",
}

MENTORAT = {
    "type_structure": "Lieu ou festival",
    "filiere_musiques_actuelles": "Oui",
    "occitanie": "Oui",
    "mentorat_profil": "Salariée",
    "mentorat_role": "Être accompagné·e",
    "mentorat_theme": "Financement",
}

APPLICANTS: dict[str, dict[str, str]] = {
    "cooperation": COOPERATION,
    "structuration": STRUCTURATION,
    "mentorat": MENTORAT,
}

MAX_QUESTIONS = 30


def asked(messages: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the question that ends a reply, None where it asks none."""
    return next((message for message in reversed(messages) if message["type"] == "question"), None)


def picked(question: dict[str, Any], answer: str) -> dict[str, Any] | None:
    """Return the choice that an answer is the beginning of, None where it is to be typed."""
    return next((choice for choice in question["choices"] if choice["label"].startswith(answer)), None)


def conversation(
    url: str, rubrique: str | None = None, answers: dict[str, str] | None = None, then: tuple[str, ...] = ()
) -> str:
    """Have a conversation over HTTP, with `answers` as long as there is one, then `then`; return its token."""
    opened = requests.post(f"{url}/webhooks/web/sessions", json={"rubrique": rubrique}, timeout=30)
    assert opened.status_code == 201, opened.text
    token, reply = opened.json()["session"], opened.json()["messages"]

    def send(body: dict[str, str]) -> list[dict[str, Any]]:
        said = requests.post(
            f"{url}/webhooks/web/messages", json=body, headers={"Authorization": f"Bearer {token}"}, timeout=30
        )
        assert said.status_code == 200, said.text
        messages: list[dict[str, Any]] = said.json()["messages"]
        return messages

    for _ in range(MAX_QUESTIONS):
        question = asked(reply)
        answer = (answers or {}).get(question["fact"]) if question else None
        if question is None or answer is None:
            break
        choice = picked(question, answer)
        reply = send({"choice": choice["id"]} if choice else {"text": answer})
    for text in then:
        send({"text": text})
    return str(token)
