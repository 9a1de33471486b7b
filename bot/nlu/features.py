"""TF-IDF of words and of characters, computed without scikit-learn so that serving a message imports nothing heavy."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

WORD_NGRAMS = (1, 2)
CHARACTER_NGRAMS = (1, 5)

# Marks the keys of word n-grams, which share one vocabulary with the character n-grams.
_WORD_MARK = "\t"


def word_ngrams(text: str) -> list[str]:
    """Return the keys of the n-grams of words of a normalised text."""
    words = text.split()
    shortest, longest = WORD_NGRAMS
    return [
        _WORD_MARK + " ".join(words[start : start + size])
        for size in range(shortest, longest + 1)
        for start in range(len(words) - size + 1)
    ]


def character_ngrams(text: str, shortest: int = CHARACTER_NGRAMS[0]) -> list[str]:
    """Return the n-grams of characters inside each word, the word being padded with a space on both sides."""
    found = []
    for word in text.split():
        padded = f" {word} "
        for size in range(shortest, CHARACTER_NGRAMS[1] + 1):
            if size >= len(padded):
                found.append(padded)
                break
            found.extend(padded[start : start + size] for start in range(len(padded) - size + 1))
    return found


class TextFeatures:
    """The vocabulary of n-grams learnt from the training texts, and the weight of each.

    A text becomes the indices and values of its known n-grams; words and characters are scaled to length 1 apart, so
    that a long message does not drown its words in characters.
    """

    def __init__(self, vocabulary: Sequence[str], idf: np.ndarray) -> None:
        self.vocabulary = list(vocabulary)
        self.idf = idf
        self._index = {ngram: index for index, ngram in enumerate(self.vocabulary)}

    def __len__(self) -> int:
        return len(self.vocabulary)

    @classmethod
    def fit(cls, texts: Sequence[str], min_count: int = 2) -> TextFeatures:
        """Learn the n-grams that stand in at least ``min_count`` of the normalised ``texts``."""
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update({*word_ngrams(text), *character_ngrams(text)})
        kept = sorted(ngram for ngram, count in counts.items() if count >= min_count)
        idf = [math.log((1 + len(texts)) / (1 + counts[ngram])) + 1 for ngram in kept]
        return cls(kept, np.asarray(idf, dtype=np.float32))

    def transform(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Return indices (int64) and values (float32) of the known n-grams of a normalised text."""
        words = self._weigh(word_ngrams(text))
        characters = self._weigh(character_ngrams(text))
        return np.concatenate([words[0], characters[0]]), np.concatenate([words[1], characters[1]])

    def _weigh(self, ngrams: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
        counts = Counter(index for ngram in ngrams if (index := self._index.get(ngram)) is not None)
        indices = np.fromiter(counts, dtype=np.int64, count=len(counts))
        values = np.fromiter(counts.values(), dtype=np.float32, count=len(counts)) * self.idf[indices]
        length = float(np.linalg.norm(values))
        return indices, values / length if length else values

    def familiarity(self, text: str) -> float:
        """Return the share (0 to 1) of the n-grams of 3 to 5 characters of ``text`` that training has met.

        Gibberish has a low share; a misspelt word of the subject keeps a high one.
        """
        ngrams = character_ngrams(text, shortest=3)
        return sum(ngram in self._index for ngram in ngrams) / len(ngrams) if ngrams else 0.0
