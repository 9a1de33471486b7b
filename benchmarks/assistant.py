"""Our side: whole conversations to the verdict, through the web channel that people use."""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import aiohttp
from ruamel.yaml import YAML

from benchmarks.serving import Server, free_port, serving

ROOT = Path(__file__).resolve().parent.parent
APPLICANTS = Path(__file__).with_name("applicants.yml")
DATE = "2024-02-01"
MAX_TURNS = 45
LONG_RUNS = 3  # conversations of 200 messages to take the median of

# Five messages that leave the facts as they are, over and over, for a conversation that grows.
CYCLE = (
    "Quel est le montant maximum de l'aide à la structuration ?",
    "récapitule",
    "pourquoi ?",
    "C'est quoi un ETP ?",
    "Quelle est la date limite ?",
)


CITIES = ("Toulouse", "Montpellier", "Nîmes", "Perpignan", "Albi", "Tarbes", "Sète", "Rodez", "Cahors", "Foix", "Mende")


@functools.cache
def applicants() -> list[dict[str, Any]]:
    """The applicants of the load."""
    listed: list[dict[str, Any]] = YAML(typ="safe").load(APPLICANTS.read_text(encoding="utf-8"))
    return listed


class Chat:
    """One person's conversation over the web channel."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url
        self.headers: dict[str, str] = {}
        self.messages: list[dict[str, Any]] = []  # the last answer

    async def open(self, rubric: str | None, room: str | None = None) -> None:
        """Open the conversation. It is not counted as a message, but its time counts in the rate."""
        body = {"rubrique": rubric, "salle": room}
        async with self.session.post(f"{self.url}/webhooks/web/sessions", json=body) as response:
            response.raise_for_status()
            opened = await response.json()
        self.headers = {"Authorization": f"Bearer {opened['session']}"}
        self.messages = opened["messages"]

    async def send(self, **body: str) -> float:
        """Send a text or a choice and return the seconds until the answer was there."""
        started = time.perf_counter()
        async with self.session.post(f"{self.url}/webhooks/web/messages", json=body, headers=self.headers) as response:
            response.raise_for_status()
            self.messages = (await response.json())["messages"]
        latency = time.perf_counter() - started
        if not self.messages:
            raise RuntimeError(f"The assistant has no answer to {body}.")
        return latency

    def last(self, kind: str) -> dict[str, Any] | None:
        """The last message of that type in the last answer."""
        return next((message for message in reversed(self.messages) if message["type"] == kind), None)

    def reply(self, answers: dict[str, str]) -> dict[str, str]:
        """What the applicant answers to the question asked: the choice where it is one, else words.

        Raises RuntimeError when there is no question, or none that the applicant knows.
        """
        question = self.last("question")
        if question is None or question["fact"] not in answers:
            raise RuntimeError(f"No question that the applicant can answer: {self.messages}")
        answer = answers[question["fact"]]
        offered = any(choice["id"] == answer for choice in question["choices"])
        return {"choice": answer} if offered else {"text": answer}


async def first_message(session: aiohttp.ClientSession, url: str) -> bool:
    """Whether a first message is answered."""
    chat = Chat(session, url)
    await chat.open(None)
    await chat.send(text="Bonjour")
    return True


def varied(text: str, number: int) -> str:
    """What is said in the conversation of that number (see applicants.yml)."""
    return text.replace("{n}", str(3 + number % 7)).replace("{ville}", CITIES[number % len(CITIES)])


def server(data: Path) -> AbstractAsyncContextManager[Server]:
    """The assistant as `make run` starts it, with its conversations in the folder `data`."""
    port = free_port()
    settings = {"ASSISTANT_PORT": str(port), "ASSISTANT_HOST": "127.0.0.1"}
    settings |= {"ASSISTANT_DATE": DATE, "ASSISTANT_DATA": str(data)}
    return serving([sys.executable, "scripts/run.py"], ROOT, port, first_message, settings)


async def conversation(session: aiohttp.ClientSession, url: str, number: int) -> AsyncIterator[float]:
    """One whole conversation, to its verdict, which must be the right one."""
    applicant = applicants()[number % len(applicants())]
    chat = Chat(session, url)
    await chat.open(applicant["rubrique"])
    answers = {fact: varied(answer, number) for fact, answer in applicant["reponses"].items()}
    yield await chat.send(text=varied(applicant["dit"], number))
    for _ in range(MAX_TURNS):
        if verdict := chat.last("verdict"):
            if verdict["recommandation"] != applicant["recommandation"]:
                raise RuntimeError(f"Wrong verdict for {applicant['nom']}: {verdict['recommandation']}")
            return
        yield await chat.send(**chat.reply(answers))
    raise RuntimeError(f"No verdict after {MAX_TURNS} messages for {applicant['nom']}.")


async def long_conversation(session: aiohttp.ClientSession, url: str, number: int) -> AsyncIterator[float]:
    """A conversation that does not end."""
    chat = Chat(session, url)
    await chat.open("structuration")
    while True:
        for text in CYCLE:
            yield await chat.send(text=text)
