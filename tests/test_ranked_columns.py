"""The chart of ranked columns: who is shown where, what is left out, and who stands out."""

import re
from xml.etree import ElementTree

import pytest

from cpop.charts.rankings import Entry, position_text, ranked_columns
from cpop.style import RANK_SHADES

HEADS = ("Poorest", "Against its type", "Least improved", "Against its type since")


def community(number, positions=None, name=None):
    places = positions or (number, 31 - number, number, 31 - number)
    href, band = f"community?community=place-{number}", (number - 1) * 7 // 31 + 1
    return Entry(name or f"Place {number}", href, places, (None, True, None, False), band=band)


THIRTY = [community(number) for number in range(1, 31)]


def drawn(*args, **kwargs):
    return ElementTree.fromstring(ranked_columns(*args, **kwargs))


def labels(tree, name):
    return [a for a in tree.iter("a") if a.findtext("title").startswith(name)][0].findall("rect")


def test_all_communities_stand_in_every_column():
    tree = drawn(HEADS, THIRTY)
    assert len(list(tree.iter("rect"))) == 4 * 30
    # It says each community four times: the table beside it says each once, to those who listen.
    assert tree.find("svg").get("aria-hidden") == "true"
    assert tree.get("aria-label") == "Chart: communities in order"
    assert [one for one in tree.iter("a") if one.get("tabindex") != "-1"] == []
    assert "more …" not in ElementTree.tostring(tree, encoding="unicode")


def test_ends_show_the_first_and_last_of_each_column_and_say_how_many_are_left_out():
    text = ranked_columns(HEADS, THIRTY, ends=5)
    assert text.count("<rect") == 4 * 10
    assert text.count("… 20 more …") == 4
    assert ranked_columns(HEADS, THIRTY[:10], ends=5).count("<rect") == 40


def test_a_followed_community_is_shown_in_every_column_wherever_it_stands():
    tree = drawn(HEADS, THIRTY, ends=5, followed=11)
    last = list(tree.iter("a"))[-1]
    assert last.get("class") == "followed"
    assert last.findtext("title") == "Place 12"
    assert len(labels(tree, "Place 12")) == 4
    text = ElementTree.tostring(tree, encoding="unicode")
    assert "… 6 more …" in text
    assert "… 13 more …" in text


def test_no_two_labels_of_a_column_overlap():
    for followed in (None, 0, 11):
        text = ranked_columns(
            HEADS,
            [*THIRTY, community(31, name="A name so long that it needs two lines")],
            ends=6,
            followed=followed,
        )
        places = {}
        for x, y, height in re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="\d+" height="([\d.]+)"', text):
            places.setdefault(x, []).append((float(y), float(height)))
        assert len(places) == 4
        for column in places.values():
            column.sort()
            assert all(y + height <= next_y for (y, height), (next_y, _) in zip(column, column[1:], strict=False))


def test_a_line_leads_between_neighbouring_columns_only():
    one = community(1, (1, 30, 1, 30))
    tree = drawn(HEADS, [one, *THIRTY[1:]], ends=5)
    assert labels(tree, "Place 1")
    assert next(a for a in tree.iter("a") if a.findtext("title") == "Place 1").find("path").get("d").count("M") == 3
    middle = [community(1, (1, 15, 2, 14)), *(community(n, (n, n if n < 15 else n + 1, n, n)) for n in range(2, 31))]
    lone = next(a for a in drawn(HEADS, middle, ends=5).iter("a") if a.findtext("title") == "Place 1")
    assert lone.find("path") is None


def test_the_poorest_is_darkest_and_the_best_is_palest():
    tree = drawn(HEADS, THIRTY)
    assert labels(tree, "Place 1")[0].get("fill") == RANK_SHADES[0][0]
    assert labels(tree, "Place 30")[0].get("fill") == RANK_SHADES[-1][0]


def test_the_shade_is_that_of_the_band_and_of_nothing_else():
    bands = [(1, 2), (2, 2), (3, 7), (None, None)]
    ranked = [Entry(f"P{n}", "", (n,) * 4, (None,) * 4, band=band) for n, band in bands]
    tree = drawn(HEADS, ranked)
    fills = [labels(tree, one.name)[0].get("fill") for one in ranked]
    assert fills == [RANK_SHADES[step][0] for step in (1, 1, 6, 6)]


def test_without_a_position_a_community_stands_last():
    tree = drawn(HEADS, [community(1, (None, 1, 1, 1)), community(2, (1, 2, 2, 2))])
    first, second = labels(tree, "Place 1")[0], labels(tree, "Place 2")[0]
    assert float(first.get("y")) > float(second.get("y"))


def test_names_are_escaped():
    assert "A &amp; B" in ranked_columns(HEADS, [community(1, name="A & B")])


@pytest.mark.parametrize(("position", "text"), [(1, "1"), (4.5, "4.5"), (None, "–"), (136.0, "136")])
def test_a_position_is_written_as_short_as_it_can_be(position, text):
    assert position_text(position) == text


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("shade", RANK_SHADES)
def test_labels_and_lines_have_enough_contrast(shade):
    fill, ink, line = shade
    assert contrast(fill, ink) >= 4.5
    assert contrast(line, "#FFFFFF") >= 3
