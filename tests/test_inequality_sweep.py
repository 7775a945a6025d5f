"""What the Inequality page says, held against the figures that it shows: every area, every kind of comparator.

Read from the rendered text alone: nothing here asks the functions that wrote it, nor the database.
"""

import re
from html import unescape

import pytest

from cpop.catalogue import indicators
from cpop.queries import areas

pytestmark = pytest.mark.sweep
AREAS = list(areas.by_slug())
BY_LABEL = {one.label: one for one in indicators().values()}
NAMES = {"gap": 0, "Duncan index": 1, "slope index": 2}
LARGER, SMALLER = ("wider than", "more than", "steeper than"), ("narrower than", "less than", "flatter than")
LEVELS = (*LARGER, *SMALLER, "about as even as", "the same as", "the other way round from")
WORDS = {"growing", "shrinking", "as it was", "turned round", "about even", "worse", "better"}


def number(text):
    """A figure as shown, without its unit."""
    return float(text.split(" ")[0].replace("−", "-").replace(",", ""))


def plain(markup):
    return unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def rows(markup):
    """The rows of the table: outcome, the verdict's word and detail, and a cell a measure."""
    for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", markup):
        outcome = plain(re.search(r"<a [^>]*>(.*?)</a>", row)[1])
        verdict, *cells = re.findall(r"<td[^>]*>(.*?)</td>", row)
        word = plain(re.search(r"<strong>(.*?)</strong>", verdict)[1])
        detail = re.search(r'<span class="rest">(.*?)</span>', verdict)
        yield outcome, word, plain(detail[1]) if detail else "", [cell(one) for one in cells]


def cell(markup):
    """The last and the first figure, the level beside the comparator and its figure, as far as they are told."""
    value = re.search(r'<span class="value">(.*?)</span>', markup)
    if not value:
        return None
    was = re.search(r">was (.*?) in \d", markup)
    level = re.search(rf">({'|'.join(LEVELS)}) (.*?)<", markup)
    return {
        "last": number(plain(value[1])),
        "first": number(was[1]) if was else None,
        "level": level[1] if level else None,
        "theirs": number(level[2]) if level else None,
    }


def said_by_measure(detail, shown):
    """What the verdict says of each measure: {place in the row: words}."""
    said = {}
    for clause in re.split(r"; |, (?=(?:growing|shrinking|as it was|turned|about|worse|better))", detail):
        way = next(word for word in sorted(WORDS, key=len, reverse=True) if clause.startswith(word))
        named = [place for name, place in NAMES.items() if f"the {name}" in clause]
        for place in named or [place for place, one in enumerate(shown) if one]:
            said.setdefault(place, set()).add(way)
    return said


def side(indicator, place, value):
    """Whether the deprived fare worse by a figure as shown: 1, 0 for (about) even, -1 for the others."""
    if place == 1 and abs(value) <= 0.05 or value == 0:
        return 0
    worse = (value > 0) == (indicator.sign < 0) if place == 0 else value > 0
    return 1 if worse else -1


def check_direction(indicator, place, shown, said):
    first, last = shown["first"], shown["last"]
    sides = side(indicator, place, first), side(indicator, place, last)
    if sides == (0, 0):
        expected = {"about even"}
    elif sides[0] * sides[1] == -1:
        expected = {"turned round"}
    else:
        expected = {"growing" if abs(last) > abs(first) else "shrinking" if abs(last) < abs(first) else "as it was"}
    assert expected & said, f"{indicator.label}, measure {place}: {shown} is told as {said}"
    assert not (said & {"growing", "shrinking", "as it was", "turned round"}) - expected


def check_level(indicator, place, shown):
    mine, theirs = side(indicator, place, shown["last"]), side(indicator, place, shown["theirs"])
    sizes = abs(shown["last"]), abs(shown["theirs"])
    if mine * theirs == -1:
        expected = "the other way round from"
    elif place == 1 and mine == theirs == 0 and shown["last"] != shown["theirs"]:
        expected = "about as even as"
    elif mine == theirs == 0 or sizes[0] == sizes[1]:
        expected = "the same as"
    else:
        expected = (LARGER if sizes[0] > sizes[1] else SMALLER)[place]
    assert shown["level"] == expected, f"{indicator.label}, measure {place}: {shown}"


def check_row(outcome, word, detail, shown):
    indicator = BY_LABEL[outcome]
    told = [(place, one) for place, one in enumerate(shown) if one]
    sides = {side(indicator, place, one["last"]) for place, one in told}
    expected = {
        (1,): "Deprived communities fare worse",
        (-1,): "Deprived communities fare better",
        (0,): "About even",
    }.get(tuple(sides), "The measures disagree")
    assert word == expected, f"{outcome}: {shown}"
    said = said_by_measure(detail, shown)
    for place, one in told:
        if one["first"] is not None:
            check_direction(indicator, place, one, said[place])
        if one["level"] is not None:
            check_level(indicator, place, one)
        if word == "The measures disagree":
            assert {1: "worse", 0: "about even", -1: "better"}[side(indicator, place, one["last"])] in said[place]
    return indicator, {place: side(indicator, place, one["last"]) for place, one in told}


def check_answer(text, table):
    """The counts of the first sentences against the rows beneath them."""
    sides = [set(found.values()) for *_, found in table]
    worse, mixed = sum(one == {1} for one in sides), sum(len(one) > 1 for one in sides)
    told = re.search(r"by every measure on (\d+) of the (\d+) outcomes", text)
    if told:
        assert (int(told[1]), int(told[2])) == (worse, len(table))
    elif "by every measure." in text:
        assert worse == len(table)
    else:
        assert worse == 0
    disagree = re.search(r"the measures disagree on (\d+)", text)
    assert (int(disagree[1]) if disagree else 0) == mixed
    gaps = [(indicator, shown[0]) for indicator, shown, _ in table]
    for phrase, ways in (("has grown", ">"), ("has narrowed", "<"), ("has turned round", "x"), ("is as it was", "=")):
        found = re.search(rf"{phrase} on (\d+)", text)
        assert (int(found[1]) if found else 0) == sum(way(*one) == ways for one in gaps), phrase
    for name, place in (("gap is wider", 0), ("Duncan index is larger", 1)):
        found = re.search(rf"the {name} than for .*? on (\d+|none) of (\d+)", text, re.IGNORECASE)
        if found:
            levels = [shown[place]["level"] for _, shown, _ in table if shown[place] and shown[place]["level"]]
            assert (0 if found[1] == "none" else int(found[1]), int(found[2])) == (
                levels.count(LARGER[place]),
                len(levels),
            )


def way(indicator, shown):
    first, last = shown["first"], shown["last"]
    if side(indicator, 0, first) * side(indicator, 0, last) == -1:
        return "x"
    return ">" if abs(last) > abs(first) else "<" if abs(last) < abs(first) else "="


@pytest.mark.parametrize("comparator", ["scotland", "similar-deprivation", "similar-density", "fife"])
@pytest.mark.parametrize("area", AREAS)
def test_no_sentence_of_the_page_contradicts_its_figures(run_page, area, comparator):
    if area == "scotland" and comparator != "scotland" or area == comparator == "fife":
        pytest.skip("nothing to compare with")
    chosen = {} if comparator == "scotland" else {"comparator": comparator}
    app = run_page("inequality.py", area=area, **chosen)
    markup = next(one.value for one in app.markdown if "judgements inequality" in one.value)
    answer = next(one.value for one in app.markdown if "Is the gap closing? **" in one.value)
    table = []
    for outcome, word, detail, shown in rows(markup):
        indicator, sides = check_row(outcome, word, detail, shown)
        table.append((indicator, shown, sides))
    assert len(table) == sum("community" in one.levels for one in indicators().values())
    check_answer(answer, table)
    text = " ".join([answer, *(one.value for one in app.markdown), *(one.value for one in app.info)])
    assert "have the poorer outcomes" not in text
    assert "have poorer outcomes" not in text
    assert not re.search(r"\bon 0\b", answer)
    closing = next(one.value for one in app.markdown if "Is the gap closing? " in one.value and "<strong>" in one.value)
    child = next(shown[0] for indicator, shown, _ in table if indicator.code == "child_poverty")
    figures = [number(one) for one in re.findall(r"(−?[\d.,]+) points in", closing)]
    assert figures == [child["first"], child["last"]]
