"""Old addresses lead on: with their fragment to its section, without JavaScript to the part's first page."""

import re

import pytest
from pages import MOVED

pytestmark = [pytest.mark.browser, pytest.mark.parametrize(("old", "hub"), MOVED.items())]


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_fragment_leads_to_its_section_and_any_other_to_the_part(page, address, site, scheme, old, hub):
    base = address if scheme == "http" else site.as_uri()
    sections = re.findall(r'<a id="([^"]+)" href="([^"]+)"', (site / old).read_text(encoding="utf-8"))
    assert sections
    folder = old.rpartition("/")[0]
    for fragment, target in sections:
        page.goto(f"{base}/{old}#{fragment}")
        page.wait_for_url(f"{base}/{folder}/{target}")
        assert page.locator(f"#{target.rpartition('#')[2]}").count() == 1
    for other in ("", "#sec-nothing"):
        page.goto(f"{base}/{old}{other}")
        page.wait_for_url(f"{base}/{hub}")


def test_without_javascript_it_leads_to_the_part(browser, address, old, hub):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{old}")
    page.wait_for_url(f"{address}/{hub}")
    context.close()
