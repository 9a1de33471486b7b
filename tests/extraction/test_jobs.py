"""Jobs as full-time equivalents."""

from __future__ import annotations

from typing import Any

import pytest

from bot.extraction import jobs
from tests.extraction.hearing import Either, extracted

JOBS = [
    ("0,2 ETP", None, {"etp_hors_artistique": 0.2}),
    ("on a 1,5 ETP", None, {"etp_hors_artistique": 1.5}),
    ("on a un mi-temps", None, {"etp_hors_artistique": 0.5}),
    ("un temps plein et un mi-temps", None, {"etp_hors_artistique": 1.5}),
    ("on a une salariée à mi-temps", None, {"etp_hors_artistique": 0.5}),
    ("2 salariés à temps plein", None, {"etp_hors_artistique": 2}),
    ("2 mi-temps", None, {"etp_hors_artistique": 1}),
    ("320 heures par an", None, {"etp_hors_artistique": 0.2}),
    ("320h d'admin", None, {"etp_hors_artistique": 0.2}),
    ("320 h", "etp_hors_artistique", {"etp_hors_artistique": 0.2}),
    ("319h", "etp_hors_artistique", {"etp_hors_artistique": 0.1994}),
    ("une salariée 24h/semaine", None, {"etp_hors_artistique": 0.6857}),
    ("une salariée à 24 h", None, {"etp_hors_artistique": 0.6857}),
    ("on a 2 intermittents à temps plein", None, {}),
    ("un technicien à mi-temps et une chargée d'admin à mi-temps", None, {"etp_hors_artistique": 0.5}),
    ("pas de salarié", None, {"etp_hors_artistique": 0}),
    ("on n'a que des bénévoles", None, {"etp_hors_artistique": 0}),
    ("que des intermittents", None, {"etp_hors_artistique": 0}),
    ("0 salarié", None, {"etp_hors_artistique": 0}),
    ("20 h", "etp_hors_artistique", {"etp_hors_artistique": Either(0.5714, 0.0125)}),
    ("un poste à 80 %", "etp_hors_artistique", {"etp_hors_artistique": 0.8}),
    ("1 ETP hors artistes et techniciens", None, {"etp_hors_artistique": 1}),
    ("un équivalent temps plein", None, {"etp_hors_artistique": 1}),
    ("on a 3 salariés", None, {}),
    ("au moins 0,2 ETP", None, {"etp_hors_artistique": {"au_moins": 0.2}}),
    ("une salariée en CDI 35h et une à mi-temps", None, {"etp_hors_artistique": 1.5}),
    ("aucun salarié à temps plein", None, {}),
    ("50 heures par mois", None, {}),
    ("50h par mois", "etp_hors_artistique", {"etp_hors_artistique": 0.3297}),
    ("un tiers temps", "etp_hors_artistique", {"etp_hors_artistique": 0.3333}),
    ("une administratrice à mi-temps (17h30)", None, {"etp_hors_artistique": 0.5}),
    ("1,5 ETP : un temps plein et un mi-temps", None, {"etp_hors_artistique": 1.5}),
    ("0,3 ETP en admin et 0,2 ETP en com", None, {"etp_hors_artistique": 0.5}),
    ("je suis salarié à mi-temps", None, {"etp_hors_artistique": 0.5}),
    ("moins de 320 heures par an", None, {"etp_hors_artistique": {"moins_de": 0.2}}),
    ("quatre-vingt pour cent d'un temps plein", None, {"etp_hors_artistique": 0.8}),
    ("1/2 ETP", None, {"etp_hors_artistique": 0.5}),
    ("2 salariés dont un à mi-temps", None, {"etp_hors_artistique": {"au_moins": 0.5}}),
    ("un temps plein et un alternant", None, {"etp_hors_artistique": {"au_moins": 1}}),
    ("on a 2 salariés : un temps plein et un mi-temps", None, {"etp_hors_artistique": 1.5}),
    ("on est une asso avec une salariée à mi-temps et 3 artistes", None, {"etp_hors_artistique": 0.5}),
]
JOBS += [
    ("deux salariées, l'une à plein temps, l'autre à mi-temps", None, {"etp_hors_artistique": 1.5}),
    ("on emploie deux personnes, toutes deux à mi-temps", None, {"etp_hors_artistique": 1}),
    ("une personne à mi-temps et une autre à 80 % au bureau", None, {"etp_hors_artistique": 1.3}),
    ("une alternante en com, 35h", None, {"etp_hors_artistique": 1}),
    ("un temps plein au bureau, 35 heures", None, {"etp_hors_artistique": 1}),
    ("zéro virgule quatre ETP", None, {"etp_hors_artistique": 0.4}),
    ("1/2 poste", "etp_hors_artistique", {"etp_hors_artistique": 0.5}),
    ("Personne. Mon frère et moi, bénévoles tous les deux.", "etp_hors_artistique", {"etp_hors_artistique": 0}),
]


@pytest.mark.parametrize(("text", "question", "expected"), JOBS)
def test_jobs(text: str, question: str | None, expected: dict[str, Any]) -> None:
    assert extracted(jobs.read, text, question) == expected
