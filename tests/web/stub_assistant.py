"""An assistant without a model that yields a message of each type, to look at the page and to test the routes.

`python tests/web/stub_assistant.py [port]` serves it.
"""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from bot.agent import ChoiceNotOffered, UnknownConversation
from bot.messages import public

Message = dict[str, Any]


def offered(identifier: str, label: str) -> Message:
    return {"id": identifier, "label": label, "payload": "/secret"}


YES_NO = [offered("oui", "Oui"), offered("non", "Non"), offered("je_ne_sais_pas", "Je ne sais pas")]

CRITERIA = {
    "non_satisfait": [
        ("Affiliation au CNM", "Votre structure n'est pas encore affiliée : comptez 3 semaines.", "Appel 2, critères"),
    ],
    "inconnu": [
        ("Chiffre d'affaires", "Vous ne connaissez pas votre chiffre d'affaires 2022.", "Appel 2, critères"),
        ("Contrat de distribution", "Lecture à confirmer auprès de l'équipe.", "Appel 2, musiques enregistrées"),
    ],
    "satisfait": [
        ("Ancienneté", "Votre structure a 36 mois d'activité ; il en faut 24 à la date limite.", "Appel 2, critères"),
        ("Siège ou activité en Occitanie", "Votre siège est à Sète.", "Appel 2, critères"),
        ("Emploi", "0,50 ETP hors emplois artistiques et techniques ; il en faut 0,20.", "Appel 2, critères"),
    ],
}
TITLES = {"non_satisfait": "Non remplis", "inconnu": "À confirmer", "satisfait": "Remplis"}

REPLIES: dict[str, list[Message]] = {
    "question": [
        {
            "type": "question",
            "text": "Quelles licences d'entrepreneur de spectacles sont valides aujourd'hui ? Par exemple « 2 et 3 ».",
            "fact": "licences",
            "choices": [
                offered("aucune", "Aucune"),
                offered("2", "Licence 2"),
                offered("2_3", "Licences 2 et 3"),
                offered("1_2_3", "Licences 1, 2 et 3"),
                offered("je_ne_sais_pas", "Je ne sais pas"),
            ],
            "progress": {"posees": 4, "restantes_max": 9},
            "why": "L'aide à la structuration demande les licences 2 et 3 aux producteurs de spectacles ; l'aide à la "
            "coopération demande au moins une licence.",
        }
    ],
    "verdict": [
        {
            "type": "verdict",
            "text": "D'après vos réponses…",
            "titre": "Votre résultat",
            "resume": "D'après vos réponses, l'aide à la structuration peut vous correspondre, à condition de "
            "régulariser avant le dépôt : l'affiliation au CNM.",
            "ouverture": "L'appel est ouvert : le dépôt est possible jusqu'au 7 mars 2024 inclus.",
            "volet": "Volet étudié : musiques enregistrées.",
            "recommandation": "structuration",
            "verdict": {"edition": "2024", "dispositifs": {}},
            "groupes": [
                {
                    "titre": TITLES[status],
                    "statut": status,
                    "criteres": [
                        {"libelle": label, "explication": why, "source": source} for label, why, source in criteria
                    ],
                }
                for status, criteria in CRITERIA.items()
            ],
            "ce_qui_changerait": [
                "Pour l'aide à la structuration : faites dès maintenant la demande d'affiliation au CNM."
            ],
            "montants": ["De 10 000 € à 20 000 €, dans la limite de 50 % du budget de l'action.", "Avance de 70 %."],
            "documents": ["Le formulaire : à télécharger, compléter et téléverser via Mon Espace CNM."],
            "etapes": [
                {
                    "titre": "Compte et affiliation",
                    "date": "2024-02-15",
                    "texte": "Créez un compte sur Mon Espace CNM et demandez l'affiliation : comptez 3 semaines.",
                },
                {"titre": "Dépôt", "date": "2024-03-07", "texte": "Déposez le formulaire complété."},
                {"titre": "Comité de sélection", "texte": "Fin avril 2024, à titre indicatif."},
            ],
            "liens": [{"titre": "Le site du Contrat de filière", "url": "https://exemple.invalid/contrat"}],
            "autres": [
                "Aide aux projets de coopération professionnelle : non ouvert en l'état (licence).",
                "Mentorat : critères remplis d'après vos réponses.",
            ],
            "choices": [offered("recapituler", "Voir mes réponses"), offered("recommencer", "Recommencer")],
        }
    ],
    "recap": [
        {
            "type": "recapitulatif",
            "text": "Voici ce que j'ai compris :\n- Type de structure : Label\n- Siège ou activité en Occitanie : Oui\n"
            "- Chiffre d'affaires 2021 : 80 000 €\n- Chiffre d'affaires 2022 : vous ne savez pas",
            "faits": {"type_structure": "label", "occitanie": True, "chiffre_affaires": {"2021": 80000, "2022": None}},
            "choices": [
                offered(f"corriger:{key}", f"Corriger : {label}")
                for key, label in {
                    "type_structure": "Type de structure",
                    "occitanie": "Siège ou activité en Occitanie",
                    "chiffre_affaires.2021": "Chiffre d'affaires 2021",
                    "chiffre_affaires.2022": "Chiffre d'affaires 2022",
                }.items()
            ],
        }
    ],
    "incompris": [
        {
            "type": "incompris",
            "motif": "incompris",
            "text": "Je ne suis pas certain d'avoir compris. Vouliez-vous dire :",
            "choices": [
                offered("montant_cooperation", "Montant de l'aide à la coopération"),
                offered("date_limite", "Date limite de dépôt"),
                offered("affiliation", "S'affilier au CNM"),
            ],
        }
    ],
    "questionnaire": [
        {
            "type": "questionnaire",
            "text": "Le questionnaire de mentorat vous attend : c'est là que vous décrivez votre besoin. "
            "https://exemple.invalid/questionnaire",
            "url": "https://exemple.invalid/questionnaire",
            "prefill": {"mentorat_theme": "gestion"},
        }
    ],
    "faq": [
        {
            "type": "texte",
            "text": "L'aide à la coopération va de **5 000 €** à **25 000 €** :\n- catégorie 1 : 5 000 € à 15 000 € ;\n"
            "- catégorie 2 : 15 000 € à 25 000 €.\n\nUn compte sur https://monespace.cnm.fr. <b>Rien</b> d'autre.",
            "sources": ["Appel 1, montants", "Appel 1, catégories"],
        },
        {
            "type": "question",
            "text": "Revenons à ma question : votre structure a-t-elle son siège ou une activité en Occitanie ?",
            "fact": "occitanie",
            "choices": YES_NO,
            "progress": {"posees": 2, "restantes_max": 0},
            "why": "Les trois dispositifs le demandent.",
        },
    ],
}

WELCOME: Message = {
    "type": "texte",
    "text": "Bonjour ! Je suis l'assistant automatique du Contrat de filière musiques actuelles et variétés en "
    "Occitanie : une machine, pas une personne. Je réponds à vos questions et, en quelques réponses de votre part, je "
    "vous dis quelle aide peut vous correspondre. C'est une indication : je ne décide pas.",
}
NEED: Message = {
    "type": "question",
    "text": "De quoi avez-vous besoin ?",
    "fact": "besoin",
    "choices": [offered(name, f"Voir : {name}") for name in REPLIES],
    "progress": {"posees": 1, "restantes_max": 12},
    "why": "Pour commencer par le dispositif qui vous concerne.",
}


class StubAssistant:
    """The same operations as `bot.agent.Assistant`, in memory."""

    def __init__(self, delay: float = 0.0) -> None:
        self.delay = delay
        self.told: dict[str, list[Message]] = {}
        self.fault: Exception | None = None
        self.tracker_store = self

    async def erase_older_than(self, _seconds: float) -> int:
        return 0

    async def open(self, sender: str, rubrique: str | None = None) -> list[Message]:
        self.told[sender] = []
        return await self._tell(sender, [WELCOME, NEED])

    async def say(self, sender: str, text: str, message_id: str | None = None) -> list[Message]:
        return await self._answer(sender, {"type": "texte", "text": text}, text)

    async def choose(self, sender: str, choice_id: str, message_id: str | None = None) -> list[Message]:
        choices = {choice["id"]: choice for message in self._of(sender)[-2:] for choice in message.get("choices", ())}
        if choice_id not in choices:
            raise ChoiceNotOffered(choice_id)
        picked = {"type": "texte", "text": choices[choice_id]["label"], "choice": choice_id}
        return await self._answer(sender, picked, choice_id)

    async def transcript(self, sender: str) -> list[Message]:
        return self._of(sender)

    async def erase(self, sender: str) -> None:
        self._of(sender)
        del self.told[sender]

    def _of(self, sender: str) -> list[Message]:
        if sender not in self.told:
            raise UnknownConversation(sender)
        return self.told[sender]

    async def _answer(self, sender: str, said: Message, key: str) -> list[Message]:
        self._of(sender)
        if self.fault:
            raise self.fault
        self.told[sender].append({**said, "auteur": "personne", "heure": datetime.now(UTC).isoformat()})
        return await self._tell(sender, REPLIES.get(key.strip().lower(), [NEED]))

    async def _tell(self, sender: str, messages: list[Message]) -> list[Message]:
        await asyncio.sleep(self.delay)
        messages = [public(message) for message in messages]
        at = datetime.now(UTC).isoformat()
        self.told[sender] += [{**message, "auteur": "assistant", "heure": at} for message in messages]
        return messages


if __name__ == "__main__":
    import sys
    import tempfile
    from pathlib import Path

    from bot.application import create_app
    from bot.settings import Settings

    here = Path(__file__).parents[2]
    settings = Settings(data=Path(tempfile.mkdtemp()), credentials=here / "credentials.yml", secret=uuid4().hex)
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 5099
    app = create_app(settings, ["cooperation", "structuration", "mentorat"], lambda: StubAssistant(delay=0.4))
    app.run(port=port, access_log=False, motd=False)
