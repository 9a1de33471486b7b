"""The page that tells how to put the assistant into a site, as the server fills it in."""

from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import requests
from local_server import CREDENTIALS, serving

from bot.agent import Assistant
from bot.settings import Settings
from rules_kb import newest_edition

GetPage = Callable[..., str]


@pytest.fixture
def get_page(load: Callable[[Path], Assistant], tmp_path: Path) -> GetPage:
    """Get a page of a server that has these settings."""

    def get(path: str = "/integration", headers: dict[str, str] | None = None, **settings: Any) -> str:
        given = Settings(data=tmp_path, credentials=CREDENTIALS, **settings)
        with serving(given, lambda: load(tmp_path)) as running:
            answer = requests.get(f"{running.url}{path}", headers=headers, timeout=30)
        assert answer.status_code == 200 and answer.headers["content-type"] == "text/html; charset=utf-8"
        return answer.text

    return get


def test_the_rubrics_come_from_the_edition(get_page: GetPage) -> None:
    html = unescape(get_page()).replace("’", "'")
    for scheme in newest_edition().dispositifs.values():
        assert f'<option value="{scheme.id}">{scheme.libelle}</option>' in html


def test_the_line_has_the_public_address(get_page: GetPage) -> None:
    html = unescape(get_page(public_url="https://assistant.exemple.fr"))
    assert '<script src="https://assistant.exemple.fr/widget.js" defer' in html
    assert "script-src https://assistant.exemple.fr; connect-src https://assistant.exemple.fr" in html


def test_an_address_that_was_made_up_adds_nothing_to_the_page(get_page: GetPage) -> None:
    assert "<script>alert" not in get_page(headers={"Host": 'x"><script>alert(1)</script>'})


def test_the_sites_of_the_configuration_are_listed(get_page: GetPage) -> None:
    html = get_page(origins=("https://www.exemple.fr", "http://localhost:8000"))
    assert "<code>https://www.exemple.fr</code>" in html and "<code>http://localhost:8000</code>" in html
    assert "Aucun autre site" not in html


def test_without_a_site_it_says_so(get_page: GetPage) -> None:
    assert "Aucun autre site n’est encore autorisé" in get_page()


@pytest.mark.parametrize(
    ("query", "tag"),
    [
        ("", '<script src="/widget.js" defer data-apercu></script>'),
        (
            "?rubrique=mentorat&couleur=%23ffcc00",
            '<script src="/widget.js" defer data-apercu data-rubrique="mentorat" data-couleur="#ffcc00"></script>',
        ),
        ("?rubrique=autre&couleur=red", '<script src="/widget.js" defer data-apercu></script>'),
        (
            '?rubrique="><script>alert(1)</script>&couleur=%23ffcc00"',
            '<script src="/widget.js" defer data-apercu></script>',
        ),
    ],
)
def test_the_example_holds_the_line_and_nothing_that_is_no_choice(get_page: GetPage, query: str, tag: str) -> None:
    html = get_page(f"/integration/apercu{query}")
    assert tag in html and html.count("<script") == 1
