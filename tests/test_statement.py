"""The accessibility statement: in the parts of the UK model, with what the host says or a blank in brackets."""

import re

import pytest

from cpop import guide, host

MODEL = [
    "How accessible this website is",
    "Feedback and contact information",
    "Enforcement procedure",
    "Technical information about this website’s accessibility",
    "Compliance status",
    "Non-accessible content",
    "Preparation of this accessibility statement",
]


def test_the_statement_has_the_parts_of_the_model_in_their_order():
    headings = [block.content for block in guide.parts()["accessibility"].blocks() if block.kind == "heading"]
    assert headings == MODEL


def test_every_setting_is_said_and_a_blank_stands_in_brackets():
    text = guide.parts()["accessibility"].text
    settings = host.settings()
    assert set(re.findall(r"\{\{(host_\w+)\}\}", text)) == set(settings)
    said = guide.fill(text, settings)
    assert all(value in said for value in settings.values())


def test_a_host_fills_the_blanks_in(tmp_path):
    said = host.PATH.read_text(encoding="utf-8").replace('organisation = ""', 'organisation = "Exampleshire Council"')
    (tmp_path / "host.toml").write_text(said, encoding="utf-8")
    settings = host.settings(tmp_path / "host.toml")
    assert settings["host_organisation"] == "Exampleshire Council"
    assert settings["host_website"] == "[address of website]"


@pytest.mark.parametrize("said", ['organisation = "One"', 'colour = "red"'])
def test_other_settings_are_refused_by_name(tmp_path, said):
    (tmp_path / "host.toml").write_text(said, encoding="utf-8")
    with pytest.raises(ValueError, match=r"host\.toml: give each of organisation"):
        host.settings(tmp_path / "host.toml")


def test_the_footer_leads_to_the_statement(run_page):
    footer = run_page("trends.py", area="fife").markdown[-1].value
    assert 'href="guide?area=fife&amp;part=accessibility"' in footer
