"""What a message says of the structure, and what it only asks, supposes, wishes or tells of others."""

from __future__ import annotations

import pytest

from bot.extraction.scope import Standing, clauses
from bot.extraction.tokens import render, tokenise

OWN, WISHED, DOUBT = Standing.OWN, Standing.WISHED, Standing.DOUBT
QUESTION, HYPOTHESIS, OTHER, RULE = Standing.QUESTION, Standing.HYPOTHESIS, Standing.OTHER, Standing.RULE

MESSAGES = [
    ("on est un label", [OWN]),
    ("on est un label à Sète, ça marche pour nous ?", [OWN, QUESTION]),
    ("on est une asso de Sète on est éligible ?", [OWN, QUESTION]),
    ("80 000 €, c'est trop ?", [OWN, QUESTION]),
    ("est-ce qu'un label peut candidater ?", [QUESTION]),
    ("un label peut demander quoi", [QUESTION]),
    ("c'est quoi le plafond de 100 000 ?", [QUESTION]),
    ("date limite pour le mentorat", [QUESTION]),
    ("24 mois d'activité c'est obligatoire ?", [QUESTION, QUESTION]),
    ("pour un label c'est quel dispositif", [QUESTION, QUESTION]),
    ("je peux déposer avec 80 000 de CA", [QUESTION]),
    ("on peut employer les artistes", [OWN]),
    ("oui, mais c'est quoi la licence 3 ?", [OWN, OWN, QUESTION]),
    ("si on créait un label, on aurait droit à combien ?", [HYPOTHESIS, HYPOTHESIS]),
    ("si vous voulez savoir, on est un label", [HYPOTHESIS, OWN]),
    ("imaginons qu'on fasse 120 000 de CA", [HYPOTHESIS]),
    ("mon voisin a 3 licences et nous la 2", [OTHER, OWN]),
    ("mon voisin a un label. Il a 3 licences.", [OTHER, OTHER]),
    ("on a monté le label avec un ami", [OWN]),
    ("notre partenaire est une mairie, on est 3 structures", [OTHER, OWN]),
    ("notre ancienne asso avait 3 licences", [OTHER]),
    ("avant on était à Paris", [OWN, OTHER]),
    ("il faut les licences 2 et 3", [RULE]),
    ("on est sous le plafond", [OWN]),
    ("on voudrait monter un projet avec 2 structures", [WISHED]),
    ("obtenir une licence", [WISHED]),
    ("on cherche un distributeur", [WISHED]),
    ("je sais pas si on est affiliés", [DOUBT, HYPOTHESIS]),
    ("faut que je demande à la compta", [DOUBT]),
    ("on a la 2 mais pas la 3", [OWN, OWN]),
    ("licences 1, 2 et 3", [OWN]),
    (", ?", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "standings"), MESSAGES)
def test_standings(text: str, standings: list[Standing]) -> None:
    assert [clause.standing for clause in clauses(render(tokenise(text))[0])] == standings
