"""What each part of the understanding is worth: the evaluation sets again, with one part switched off at a time.

Usage: python -m benchmarks.ablation [FOLDER …]        (by default tests/evaluation/developpement_5)

Nothing is trained: the served model is measured without the part. What the classifier would be worth, had it been
trained on other features, is told by `python -m benchmarks.nlu`.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.machine import machine
from bot.nlu.decision import OFF_SUBJECT, UNANSWERED, intent_of
from tests.evaluation import evaluate

if TYPE_CHECKING:
    from bot.agent import Assistant

DEFAULT = evaluate.FOLDER / "developpement_5"
SETS = ("questions", "hors", "faits", "reponses")


def component(assistant: Assistant, name: str) -> Any:
    """Return the component of the pipeline whose class is called `name`."""
    nodes = assistant.processor.graph_runner._instantiated_nodes.values()
    return next(node._component for node in nodes if type(node._component).__name__ == name)


def without_embedding(assistant: Assistant) -> None:
    """Leave n-grams alone to tell intents apart; without their embedding the other classifiers say nothing."""
    component(assistant, "IntentClassifier")._model.embedding = None
    without_answer_classifier(assistant)
    without_statement_classifier(assistant)


def without_answer_classifier(assistant: Assistant) -> None:
    """Leave answers to the rules."""
    component(assistant, "AnswerClassifier")._model = None


def without_statement_classifier(assistant: Assistant) -> None:
    """Leave facts stated freely to the rules."""
    component(assistant, "StatementClassifier")._model = None


def without_refusals(assistant: Assistant) -> None:
    """Forget the sentences that are off the subject or that the sources don't answer."""
    model = component(assistant, "IntentClassifier")._model
    kept = np.array([intent_of(label) not in (OFF_SUBJECT, UNANSWERED) for label in model.labels])
    probabilities = model.probabilities
    model.probabilities = lambda text: (shares := probabilities(text) * kept) / shares.sum()


def without_pending_question(assistant: Assistant) -> None:
    """Read each answer as if nothing had been asked."""
    parse = assistant.processor.parse_message

    async def parse_alone(message: Any, *arguments: Any, **options: Any) -> Any:
        message.metadata = {**(message.metadata or {}), "question": None}
        return await parse(message, *arguments, **options)

    assistant.processor.parse_message = parse_alone


VARIANTS: dict[str, Callable[[Assistant], None]] = {
    "everything": lambda assistant: None,
    "without the sentence embedding": without_embedding,
    "without the classifier of answers": without_answer_classifier,
    "without the classifier of statements": without_statement_classifier,
    "without the pending question": without_pending_question,
    "without hors_sujet and non_precise": without_refusals,
}


def main() -> None:
    """Print, for each part that is switched off, the scores of the sets."""
    from bot.logs import configure_logs

    configure_logs()
    from bot.agent import Assistant
    from bot.tracker_store import ConversationStore
    from rules_kb import newest_edition

    print(machine())
    for folder in [Path(name) for name in sys.argv[1:]] or [DEFAULT]:
        for name, switch_off in VARIANTS.items():
            with tempfile.TemporaryDirectory() as data:
                store = ConversationStore(db=f"{data}/conversations.sqlite3")
                model = evaluate.ROOT / "models/assistant.tar.gz"
                assistant = Assistant.load(model, store, newest_edition().question_keys)
                switch_off(assistant)
                scores = asyncio.run(evaluate.run(assistant, [folder / f"{one}.yml" for one in SETS]))
            print(f"\n== {folder.name}, {name}", *scores, sep="\n", flush=True)


if __name__ == "__main__":
    main()
