"""The load is bounded, holds whole conversations, and its applicants can answer whatever they are asked."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from actions.wording import options
from benchmarks import load
from benchmarks.__main__ import Figures, aims, table
from benchmarks.assistant import Chat, applicants
from rules_kb import newest_edition


async def two_messages(session: aiohttp.ClientSession, url: str, number: int) -> AsyncIterator[float]:
    yield 0.1
    yield 0.3


@pytest.mark.parametrize("applicant", applicants(), ids=lambda applicant: applicant["nom"])
def test_an_applicant_has_an_answer_to_every_question(applicant: dict[str, Any]) -> None:
    edition = newest_edition()

    assert set(applicant["reponses"]) == set(edition.question_keys)
    for key, answer in applicant["reponses"].items():
        offered = [option.id for option in options(edition, key)]
        assert not offered or answer in offered or key == "licences"


async def test_a_load_stops_at_its_messages() -> None:
    measured = await load.apply("http://127.0.0.1:9", two_messages, users=1, messages=7)

    assert len(measured.latencies) == 7


async def test_a_load_stops_at_its_time() -> None:
    measured = await load.apply("http://127.0.0.1:9", two_messages, users=2, seconds=0.05)

    assert 0.05 <= measured.elapsed < 5
    assert measured.p50 == pytest.approx(0.2, abs=0.11)


def test_a_choice_is_picked_and_a_figure_is_typed() -> None:
    chat = Chat.__new__(Chat)
    answers = {"occitanie": "oui", "nb_acteurs": "nous sommes 3"}

    chat.messages = [{"type": "question", "fact": "occitanie", "choices": [{"id": "oui"}, {"id": "non"}]}]
    assert chat.reply(answers) == {"choice": "oui"}
    chat.messages = [{"type": "question", "fact": "nb_acteurs", "choices": [{"id": "je_ne_sais_pas"}]}]
    assert chat.reply(answers) == {"text": "nous sommes 3"}
    chat.messages = [{"type": "texte", "text": "…"}]
    with pytest.raises(RuntimeError, match="No question"):
        chat.reply(answers)


def test_the_aims_compare_the_two_sides() -> None:
    theirs = Figures(50.0, 40.0, 60.0, 20.0, 1000.0, 40.0, 400.0)
    ours = Figures(10.0, 20.0, 30.0, 100.0, 500.0, 10.0, 20.0)

    verdicts = {aim.label: (round(aim.ratio, 2), aim.reached) for aim in aims(ours, theirs)}

    assert verdicts == {
        "start-up": (0.2, True),
        "p50, one user": (0.5, False),
        "messages a second, 8 users": (5.0, True),
        "memory after 500 messages": (0.5, True),
        "200th message against the 10th": (2.0, False),
    }
    assert "moodbot" in table({"moodbot": theirs, "assistant": ours})
