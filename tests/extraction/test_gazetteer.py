"""The places of France."""

from __future__ import annotations

import pytest

from bot.extraction.gazetteer import Places


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.load()


def test_every_department_of_occitanie(places: Places) -> None:
    codes = {"09", "11", "12", "30", "31", "32", "34", "46", "48", "65", "66", "81", "82"}
    assert {code for code, region in places.region_of.items() if region == "76"} == codes


@pytest.mark.parametrize(
    ("name", "departments"),
    [
        ("sete", {"34"}),
        ("la grande motte", {"34"}),
        ("castres", {"81"}),  # hides a village of the Aisne
        ("brive", {"19"}),
        ("montreal", {"11", "32", "07", "89"}),
        ("saint denis", {"11", "30", "93", "974"}),  # a large town elsewhere hides nothing
    ],
)
def test_communes(places: Places, name: str, departments: set[str]) -> None:
    assert set(places.communes[name].departments) == departments


@pytest.mark.parametrize(
    ("typed", "department"),
    [
        ("toulouze", "31"),
        ("montpelier", "34"),
        ("perpignant", "66"),
        ("carcasonne", "11"),
        ("saint gely du fesk", "34"),
    ],
)
def test_mistyped(places: Places, typed: str, department: str) -> None:
    place = places.mended(typed)
    assert place is not None
    assert place.departments == (department,)


@pytest.mark.parametrize("word", ["partir", "plusieurs", "temps", "zzzzzzzz", ""])
def test_no_town(places: Places, word: str) -> None:
    assert places.mended(word) is None


def test_words_of_the_language(places: Places) -> None:
    assert places.communes["sens"].is_word
    assert not places.communes["beziers"].is_word


def test_postal_codes(places: Places) -> None:
    assert places.postal_codes["34200"] == ("34",)


def test_loaded_once() -> None:
    assert Places.load() is Places.load()
