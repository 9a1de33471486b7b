"""Every state of the widget, on two widths and in two schemes: nothing for axe to find, and a picture to look at.

The pictures go to results/captures/.
"""

from pathlib import Path
from types import SimpleNamespace

import pytest
from browsing import NewPage, axe
from host_site import HostSite
from states import STATES

CAPTURES = Path(__file__).parents[2] / "results" / "captures"


@pytest.fixture
def sites(assistant_url: str, closed_url: str, host_site: HostSite) -> SimpleNamespace:
    return SimpleNamespace(assistant=assistant_url, closed=closed_url, host=host_site)


@pytest.mark.parametrize("phone", [False, True], ids=["bureau", "telephone"])
@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing(name: str, phone: bool, new_page: NewPage, sites: SimpleNamespace) -> None:
    page = new_page(phone=phone)
    STATES[name](page, sites)
    CAPTURES.mkdir(parents=True, exist_ok=True)
    for scheme, said in (("light", "clair"), ("dark", "sombre")):
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=CAPTURES / f"{name}-{390 if phone else 1280}-{said}.png")
        axe(page)
