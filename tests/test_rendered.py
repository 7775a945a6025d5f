"""The readers of rendered pages, on made-up HTML: what they see, and which claims they find contradicted."""

from decimal import Decimal

import pytest
from claims import Ledger, Outcome, change_against, doubled_against, first_number, level_against, number, ways
from claims import check_prose as check
from rendered import parse

TABLE = """
<table><caption>A caption</caption><thead>
<tr><th rowspan="2">Outcome</th><th colspan="2">Gap</th></tr><tr><th>Mine</th><th>Theirs</th></tr></thead>
<tbody><tr class="theme"><th colspan="3">A theme</th></tr>
<tr><th scope="row"><a href="x?y=1">Poverty</a><details><summary>%</summary>Of whom</details></th>
<td><span class="verdict"><span class="mark" aria-hidden="true">▼</span><strong>Worse</strong><span class="rest">and
growing</span></span> <svg aria-label="From 1 to −2"><title>no</title><text>5</text></svg></td><td>−3.1%</td></tr>
</tbody></table>
"""


class Facts:
    """The one outcome of the made-up sentences: lower is better."""

    poverty = Outcome("poverty", "Poverty", "% of people", -1, 1, "poverty")

    def outcome(self, text):
        return self.poverty if "poverty" in text.lower() else None


def faults(text):
    ledger = Ledger()
    check(ledger, Facts(), "here", text)
    return sum(ledger.checked.values()), len(ledger.faults)


def test_a_table_is_read_by_the_heads_of_both_storeys():
    table = parse(TABLE).tables[0]
    assert table.heads == ("Outcome", "Gap: Mine", "Gap: Theirs")
    assert table.caption == "A caption"
    (row,) = table.rows
    assert row.name.lines == ("Poverty", "%", "Of whom")
    assert row.name.links == ("x?y=1",)
    assert row.cell("Mine").lines == ("Worse", "and growing")
    assert row.cell("Mine").labels == ("From 1 to -2",)
    assert row.cell("Theirs").text == "-3.1%"
    assert row.cell("Nobody’s") is None


def test_prose_cards_and_loose_labels_are_read_apart():
    page = parse(
        '<p>One &amp; <b>two</b>.</p><ul><li>Three</li></ul><svg aria-label="Four"></svg>'
        '<section><h3>Five (2)</h3><ul><li>a</li><li>b</li></ul><svg aria-label="Six"></svg></section>',
        "A header",
    )
    assert page.prose == (("A header", "One & two."), ("A header", "Three"), ("A header", "Four"))
    (card,) = page.cards
    assert (card.title, card.items, card.labels) == ("Five (2)", ("a", "b"), ("Six",))


def test_markdown_is_read_without_its_marks():
    assert parse("**Yes:** it fell.").prose == (("", "Yes: it fell."),)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("£1,204 a week", 1204),
        ("in 2021/22, 7.15", "7.15"),
        ("29th of 31, at 8", 31),
        ("-0.02", "-0.02"),
        ("none", None),
    ],
)
def test_the_first_figure_of_a_text_is_no_year_and_no_position(text, figure):
    assert first_number(text) == (None if figure is None else Decimal(figure))
    assert number("−1,000") == -1000


@pytest.mark.parametrize(
    ("word", "mine", "theirs", "sign", "wrong"),
    [
        ("Better", "7.35", "7.35", 1, True),
        ("Better", "7.1", "7.3", 1, True),
        ("Better", "7.1", "7.3", -1, False),
        ("Worse", "7.1", "7.3", 1, False),
        ("worse", "7.3", "7.1", 1, True),
        ("about the same", "7.3", "7.3", 1, False),
        ("the same", "7.3", "7.4", 1, True),
    ],
)
def test_a_level_word_is_held_against_both_figures(word, mine, theirs, sign, wrong):
    assert bool(level_against(word, Decimal(mine), Decimal(theirs), sign)) == wrong


def test_a_tenth_of_the_yardstick_divides_about_the_same_from_better():
    yardstick = Decimal(10)
    assert level_against("better", Decimal("20.5"), Decimal("20.0"), 1, yardstick)
    assert not level_against("about the same", Decimal("20.5"), Decimal("20.0"), 1, yardstick)
    assert level_against("about the same", Decimal("22.0"), Decimal("20.0"), 1, yardstick)
    assert change_against("improved", Decimal("20.0"), Decimal("20.1"), 1, yardstick)
    assert change_against("little change", Decimal("20.0"), Decimal("25.0"), 1, yardstick)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Poverty, up 9.9 points, from 13.3% in 2010/11 to 23.2% in 2021/22.", 0),
        ("Poverty, down 9.9 points, from 13.3% in 2010/11 to 23.2% in 2021/22.", 1),
        ("Biggest improvement: poverty, up 9.9 points, from 13.3% (estimated) to 23.2%.", 1),
        ("Poverty worsened, up 9.9 points, from 13.3% of people in 2010/11 to 23.2%; all improved.", 0),
        ("Poverty improved while Scotland worsened, from 20.1% to 18.0%.", 0),
        ("Poverty improved, from 20.1% to 20.1%.", 1),
        ("No: the gap has widened, from 22.1 points in 2014/15 to 20.0 points in 2021/22.", 1),
        ("No: the gap has widened, from -11.3 points in 2016/17 to -12.6 points in 2021/22.", 0),
        ("First comes Here (10.9% to 16.1%, up 5.2 points), last There (9.0% to 8.0%, up 1.0 points).", 1),
        ("Here: 20.8% (estimated) in 2010/11, 14.9% in 2021/22: up 5.9 points", 1),
        ("The areas run from 10.9% to 31.8%.", 0),
    ],
)
def test_a_change_told_with_both_figures_is_held_against_them(text, wrong):
    count, found = faults(text)
    assert found == wrong
    assert count or not wrong


def test_times_are_counted():
    assert not doubled_against("it has nearly doubled", Decimal("14.6"), Decimal("28.9"))
    assert doubled_against("it has more than doubled", Decimal("14.6"), Decimal("28.9"))
    assert doubled_against("it has doubled", Decimal("14.6"), Decimal("20.0"))


def test_what_is_said_of_others_is_not_said_of_one():
    assert ways("improved, while Scotland worsened") == ["improved"]
    assert ways("Little change") == ["little change"]


def test_a_ledger_tells_what_it_checked_and_what_is_wrong():
    ledger = Ledger()
    ledger.check("level", "here", "better", "")
    ledger.check("level", "there", "worse", "both are shown as 1")
    assert ledger.summary().startswith("2 verdicts checked (2 of level); 1 wrong")
    assert "there: “worse”, but both are shown as 1" in ledger.summary()
