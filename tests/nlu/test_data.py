"""The training sentences: enough of them, none under two intents, each intent known."""

import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from rules_kb import newest_edition

ROOT = Path(__file__).parents[2]

ENOUGH = {"faq": 14, "hors_sujet": 150, "non_precise": 150}
"""Sentences at least: of each article, and of each of these intents."""
ENOUGH_OF_TALK = 25
FREE_TOPICS = {"detail_critere", "autre"}
"""Topics without an answer that are no entry of the knowledge base."""


def fold(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join(kept.split())


@pytest.fixture(scope="module")
def sentences() -> list[tuple[str, str]]:
    """Every training sentence and its label."""
    found = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for entry in YAML(typ="safe").load(path)["nlu"]:
            found += [(line.removeprefix("- "), entry["intent"]) for line in entry["examples"].splitlines()]
    return found


def test_no_sentence_stands_twice(sentences: list[tuple[str, str]]) -> None:
    labels = defaultdict(list)
    for sentence, label in sentences:
        if key := fold(sentence):
            labels[key].append(label)
    assert {key: found for key, found in labels.items() if len(found) > 1} == {}


def test_every_article_has_enough_sentences(sentences: list[tuple[str, str]]) -> None:
    counts = Counter(label for _, label in sentences)
    articles = {f"faq/{article}" for article in newest_edition().faq}
    assert {label for label in counts if label.startswith("faq/")} == articles
    assert {label: counts[label] for label in articles if counts[label] < ENOUGH["faq"]} == {}


def test_every_unanswered_topic_has_sentences(sentences: list[tuple[str, str]]) -> None:
    labels = {label for _, label in sentences if label.startswith("non_precise/")}
    assert labels == {f"non_precise/{topic}" for topic in {*newest_edition().non_precise, *FREE_TOPICS}}


def test_every_intent_has_enough_sentences(sentences: list[tuple[str, str]]) -> None:
    counts = Counter(label.partition("/")[0] for _, label in sentences)
    assert {i: n for i, n in counts.items() if n < ENOUGH.get(i, ENOUGH_OF_TALK)} == {}


def test_every_intent_is_in_the_domain(sentences: list[tuple[str, str]]) -> None:
    domain = YAML(typ="safe").load(ROOT / "domain.yml")
    assert {label.partition("/")[0] for _, label in sentences} <= set(domain["intents"])
