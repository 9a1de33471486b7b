"""Measure a webinar: a room of people who open the chat on their phones and ask, while the slides poll the ranking.

Usage: python -m benchmarks.webinar [--people 300] [--seconds 120]

Serves the trained model on loopback, has everybody come and ask two questions within the time, prints how long they
waited. Exits with 1 when a request failed or when somebody is missing from the ranking, else 0.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from benchmarks.assistant import DATE, ROOT, Chat, first_message
from benchmarks.load import Load
from benchmarks.machine import machine
from benchmarks.serving import Server, free_port, serving
from rules_kb import newest_edition

PASSWORD = "mot de passe du banc d'essai"
QUESTIONS_EACH = 2
POLL = 2.0  # seconds, as the slides
SEED = 4


@dataclass(frozen=True)
class Visit:
    """What one person does: when they scan the code, and what they ask when. Seconds from the start."""

    scans: float
    asks: tuple[tuple[float, str], ...]


@dataclass
class Measured:
    """How long each kind of request took, and what failed."""

    loads: defaultdict[str, Load] = field(default_factory=lambda: defaultdict(Load))
    failures: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def timed(self, kind: str) -> AsyncIterator[None]:
        """Count the time of what is done inside; a failure is kept, and ends what it is part of."""
        started = time.perf_counter()
        try:
            yield
        except Exception as error:
            self.failures.append(f"{kind}: {error!r}")
            raise CountedFailure from error
        self.loads[kind].latencies.append(time.perf_counter() - started)


class CountedFailure(Exception):
    """A request failed; `Measured` has counted it."""


def visits(people: int, seconds: float, questions: list[str]) -> list[Visit]:
    """Return what everybody does: the code is scanned at any moment, the last question is asked within `seconds`."""
    chance = random.Random(SEED)
    planned = []
    for _ in range(people):
        times = sorted(chance.uniform(0, seconds) for _ in range(1 + QUESTIONS_EACH))
        planned.append(Visit(times[0], tuple((at, chance.choice(questions)) for at in times[1:])))
    return planned


async def visit(url: str, room: str, plan: Visit, begun: float, measured: Measured) -> None:
    """One person, from the code to the last answer."""
    await _until(begun + plan.scans)
    with suppress(CountedFailure):
        async with aiohttp.ClientSession(raise_for_status=True) as session:
            async with measured.timed("page and script"):
                for path in (f"/?salle={room}", "/pages/style.css", "/widget.js"):
                    async with session.get(f"{url}{path}") as response:
                        await response.read()
            chat = Chat(session, url)
            async with measured.timed("conversation opened"):
                await chat.open(None, room)
            for at, question in plan.asks:
                await _until(begun + at)
                async with measured.timed("question answered"):
                    await chat.send(text=question)


async def poll(url: str, measured: Measured) -> None:
    """The presenter's slides, until cancelled."""
    async with aiohttp.ClientSession(raise_for_status=True, auth=aiohttp.BasicAuth("", PASSWORD)) as session:
        while True:
            with suppress(CountedFailure):
                async with (
                    measured.timed("ranking on the slide"),
                    session.get(
                        f"{url}/webinaire/questions?dispositif={next(iter(newest_edition().dispositifs))}"
                    ) as got,
                ):
                    await got.read()
            await asyncio.sleep(POLL)


async def measure(server: Server, people: int, seconds: float) -> tuple[Measured, int]:
    """Hold the webinar; return what was measured, and how many people the slide counts at the end."""
    measured = Measured()
    auth = aiohttp.BasicAuth("", PASSWORD)
    async with aiohttp.ClientSession(raise_for_status=True, auth=auth) as session:
        async with session.post(f"{server.url}/webinaire/salle", json={}) as opened:
            room = (await opened.json())["salle"]
        plans = visits(people, seconds, [article.question for article in newest_edition().faq.values()])
        slides = asyncio.ensure_future(poll(server.url, measured))
        begun = time.perf_counter()
        await asyncio.gather(*(visit(server.url, room, plan, begun, measured) for plan in plans))
        slides.cancel()
        async with session.get(f"{server.url}/webinaire/questions") as ranking:
            return measured, (await ranking.json())["personnes"]


async def _until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.perf_counter()))


async def run(people: int, seconds: float) -> tuple[Measured, int]:
    """Serve, and hold the webinar."""
    port = free_port()
    with tempfile.TemporaryDirectory() as data:
        settings = {"ASSISTANT_PORT": str(port), "ASSISTANT_HOST": "127.0.0.1", "ASSISTANT_DATE": DATE}
        settings |= {"ASSISTANT_DATA": data, "ASSISTANT_MOT_DE_PASSE_EQUIPE": PASSWORD}
        command: list[str | Path] = [sys.executable, "-m", "bot"]
        async with serving(command, ROOT, port, first_message, settings) as server:
            return await measure(server, people, seconds)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.webinar", description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=120.0)
    options = parser.parse_args()

    measured, counted = asyncio.run(run(options.people, options.seconds))
    print(f"{options.people} people within {options.seconds:.0f} s, {machine()}\n")
    print(f"{'':24}{'number':>8}{'p50, ms':>10}{'p95, ms':>10}{'worst, ms':>11}")
    for kind, load in measured.loads.items():
        figures = (load.p50 * 1000, load.p95 * 1000, max(load.latencies) * 1000)
        print(f"{kind:24}{len(load.latencies):8}" + "".join(f"{figure:10.0f}" for figure in figures))
    print(f"\nfailures: {len(measured.failures)}", *sorted(set(measured.failures)), sep="\n  ")
    print(f"people counted on the slide: {counted}")
    return 1 if measured.failures or counted != options.people else 0


if __name__ == "__main__":
    sys.exit(main())
