"""The texts of all pages, for all areas, hold no verdict that their own figures contradict.

Swept from the rendered pages: no function that makes a sentence or judges a row is imported here.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from claims import (
    SPAN,
    YEAR,
    Figures,
    Ledger,
    change_against,
    check_prose,
    first_number,
    half_a_step,
    level_against,
    ways,
)
from rendered import read

pytestmark = pytest.mark.sweep
ROOT = Path(__file__).resolve().parents[1]
# What no page says of any area.
NEVER = ("significant", "have (the )?poorer outcomes")
COMPARATORS = ("scotland", "similar-deprivation", "similar-density", "fife")


@pytest.fixture(scope="module")
def figures(data, catalogue_file):
    return Figures(data, catalogue_file)


@pytest.fixture(scope="module")
def slugs(figures):
    return sorted(figures.slugs)


@pytest.fixture
def session():
    """A function that opens one page after another by their links, as one visitor would, and answers what is read."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(ROOT / "cpop" / "frame.py"), default_timeout=60)
    app.run()

    def visit(file, opened=(), **link):
        """opened: the keys of the expanders that the visitor opens."""
        app.query_params.clear()
        for key, value in link.items():
            app.query_params[key] = value
        for key in opened:
            app.session_state[key] = True
        app.switch_page(f"../pages/{file}").run()
        assert not app.exception, (file, link, [one.value for one in app.exception])
        return read(app)

    return visit


@pytest.fixture
def ledger():
    """What a sweep checked: told at its end, and nothing of it may be wrong."""
    kept = Ledger()
    yield kept
    print(f"\n{kept.summary()}")


def settled(ledger, least):
    assert sum(ledger.checked.values()) >= least, ledger.summary()
    assert not ledger.faults, ledger.summary()


def swept(slugs, turn):
    """The comparator of an area in a sweep, so that each kind comes again and again."""
    slug = slugs[turn]
    kind = COMPARATORS[turn % len(COMPARATORS)]
    return "scotland" if slug == "scotland" else "glasgow-city" if kind == slug else kind


def check_all_prose(ledger, figures, where, page, outcome=None):
    for header, text in page.prose:
        check_text(ledger, figures, where, text, figures.outcome(header) or outcome)
    for card in page.cards:
        for text in (*card.labels, *card.lines):
            check_text(ledger, figures, where, text, figures.outcome(card.title) or outcome)
    for word in NEVER:
        said = next((text for _, text in page.prose if re.search(word, text, re.IGNORECASE)), "")
        ledger.check("word", where, said, f"“{word}” claims more than figures can" if said else "")


def check_text(ledger, figures, where, text, outcome):
    check_prose(ledger, figures, where, text, outcome)
    check_years(ledger, where, text)
    if named := figures.outcome(text.partition(": ")[0]):
        outcome = named
    if outcome:
        check_level_sentence(ledger, figures, where, text, outcome)
        check_span(ledger, figures, where, text, outcome)


def check_level_sentence(ledger, figures, where, text, outcome):
    """ "Fife: 7.15 (score from 0 to 10) in 2021/22. ... Worse than Scotland (7.35)", or or "... with 7.15: ..."."""
    mine = re.search(rf"(?:^|: )(?:[A-Z][^:.]+): (-?£?\d[\d,.]*)[^.:]*? in {YEAR}", text) or re.search(
        r"\bwith (-?£?\d[\d,.]*)[^:;]*: (?=better|worse|about the same|the same)", text
    )
    if not mine:
        return
    for found in re.finditer(
        r"\b(better|worse|about the same|the same) (?:than|as) (.*?)(?=;|\. |$)", text, re.IGNORECASE
    ):
        # One word can hold for several: "better than Scotland (7.35) and similar areas (7.30)".
        several = re.split(r"\b(?:better|worse|about the same|the same) (?:than|as) ", found[2])[0]
        for theirs in re.finditer(r"\((-?£?\d[\d,.]*)", several):
            wrong = level_against(
                found[1], first_number(mine[1]), first_number(theirs[1]), outcome.sign, figures.yardstick(outcome)
            )
            ledger.check("level", where, text, wrong)


def check_span(ledger, figures, where, text, outcome):
    """ "Fife: 23.2% in 2021/22. Worsened: up 7.1 points from 2014/15 to 2021/22.": beside the published figures."""
    place = re.search(rf"(?:^|: |in )([A-Z][^:.]*?): -?£?\d[^.:]*?(?:\.\d[^.:]*?)? in ({YEAR})", text)
    found = SPAN.search(text)
    if not place or not found or place[1] not in figures.areas:
        return
    first, last = found["since"] or found["first"], found["last"] or place[2]
    ends = [figures.shown(outcome, place[1], year) for year in (first, last)]
    if None in ends:
        ledger.check("change", where, text, f"there is no figure of {first} or {last}")
        return
    for way in ways(found["words"]):
        ledger.check("change", where, text, change_against(way, *ends, outcome.sign, figures.yardstick(outcome)))


def check_years(ledger, where, text):
    """A sentence that judges a change says of when."""
    judged = re.search(r"\b(Improved|Worsened|Little change|narrowed|widened|doubled)\b[^.]*\d", text)
    if judged:
        says_when = re.search(rf"{YEAR}|from (?:the|its) first to (?:the|its) last measured year", text)
        ledger.check("year", where, text, "" if says_when else "no year is said")


# ---- At a glance


def check_glance_row(ledger, figures, where, area, row):
    outcome = figures.outcome(row.name.lines[0])
    latest, changed, against = row.cell("Latest"), row.cells[3], row.cell("Against")
    mine = first_number(latest.text)
    year = re.search(YEAR, latest.text)[0] if re.search(YEAR, latest.text) else None
    if against and mine is not None:
        word = against.lines[0].split(",")[0].split(":")[0]
        theirs = next((first_number(line.partition(": ")[2]) for line in against.lines[1:] if ": " in line), None)
        if word.lower() in ("better", "worse", "about the same", "the same") and theirs is not None:
            says = f"{outcome.label} {mine}: {against.text}"
            ledger.check(
                "level", where, says, level_against(word, mine, theirs, outcome.sign, figures.yardstick(outcome))
            )
    check_change_cell(ledger, figures, where, area, outcome, changed, year)
    return changed.lines[0] if changed.lines else "", against.lines[0] if against and against.lines else ""


def check_change_cell(ledger, figures, where, area, outcome, cell, latest):
    """ "Worsened / up 9.9 points / since 2010/11", and a line "2020/21 to 2021/22: improved, down 1.1 points" beneath.

    Each is held against the published figures of the two years that it says itself.
    """
    newest = [line for line in cell.lines if re.match(rf"{YEAR} to {YEAR}: ", line)]
    check_change(ledger, figures, where, area, outcome, [line for line in cell.lines if line not in newest], latest)
    for line in newest:
        check_change(ledger, figures, where, area, outcome, [line], latest)


def check_change(ledger, figures, where, area, outcome, lines, latest):
    text = " ".join(lines)
    years = re.findall(YEAR, text)
    said = ways(" ".join([lines[0].split(" since ")[0], *lines[1:]])) if lines else []
    if not said or not years:
        return
    first, last = years[0], years[1] if len(years) > 1 else latest
    ends = [figures.shown(outcome, area, year) for year in (first, last)]
    says = f"{outcome.label}: {text}"
    if None in ends:
        ledger.check("change", where, says, f"there is no figure of {first} or {last}")
        return
    for way in said:
        ledger.check("change", where, says, change_against(way, *ends, outcome.sign, figures.yardstick(outcome)))
    for year in (first, last):
        status = figures.status(outcome, area, year)
        told = status == "raw" or "estimated" in text
        ledger.check(
            "estimate", where, says, "" if told else f"the figure of {year} is estimated, and it does not say so"
        )


def check_headline_counts(ledger, where, page, levels, changes):
    """How many are better and worse, improved and worsened: as many as rows say so."""
    if found := page.sentence(r"better than .+? on (\d+) of (\d+) outcomes"):
        text = next(text for _, text in page.prose if found[0] in text)
        told = {"better": int(found[1])}
        for word, pattern in (("worse", r"worse on (\d+)"), ("about the same", r"about the same on (\d+)")):
            if more := re.search(pattern, text):
                told[word] = int(more[1])
        told["in all"] = int(found[2])
        seen = Counter(word.lower().split(",")[0] for word in levels)
        seen["in all"] = sum(seen[word] for word in ("better", "worse", "about the same", "the same"))
        for word, count in told.items():
            wrong = "" if seen[word] == count else f"{seen[word]} rows are {word}"
            ledger.check("count", where, text, wrong)
    for word in ("improved", "worsened", "changed little"):
        found = page.sentence(rf"(\d+)(?: of \d+)?(?: outcomes)? {word}\b")
        if found and "outcomes" in found.string:
            row_word = {"changed little": "little change"}.get(word, word)
            count = sum(one.lower().startswith(row_word) for one in changes)
            ledger.check("count", where, found.string, "" if count == int(found[1]) else f"{count} rows are {row_word}")


@pytest.mark.parametrize("comparator", ["scotland", "each kind in turn"])
def test_at_a_glance(session, figures, slugs, ledger, comparator):
    for turn, slug in enumerate(slugs):
        other = comparator if comparator == "scotland" else swept(slugs, turn)
        page = session("glance.py", area=slug, comparator=other)
        where = f"At a glance, {slug} beside {other}"
        table = page.table("Latest")
        said = [check_glance_row(ledger, figures, where, figures.slugs[slug], row) for row in table.rows]
        check_headline_counts(ledger, where, page, [level for _, level in said], [change for change, _ in said])
        check_all_prose(ledger, figures, where, page)
    settled(ledger, 18 * len(slugs))


def test_trends(session, figures, slugs, ledger):
    for turn, slug in enumerate(slugs):
        link = {"area": slug, "comparator": swept(slugs, turn)}
        page = session("trends.py", outcomes="all", **link)
        assert len(page.cards) == len(figures.outcomes)
        check_all_prose(ledger, figures, f"Trends, {link}", page)
    settled(ledger, len(slugs) * len(figures.outcomes) // 2)


# ---- Compare


def check_order(ledger, where, rows, sign):
    """Ranks against the figures beside them: rows of (rank, name, figure), best first, equal figures as they come."""
    for (rank, name, value), (after, other, theirs) in zip(rows, rows[1:], strict=False):
        wrong = sign * (value - theirs) < 0 or after < rank or (after == rank and value != theirs)
        says = f"{name} {value} is {rank}, {other} {theirs} is {after}"
        ledger.check("rank", where, says, "their figures say otherwise" if wrong else "")
    for place, (rank, name, value) in enumerate(rows, start=1):
        before = sum(sign * (other - value) > 0 for _, _, other in rows)
        ledger.check(
            "rank", where, f"{name} {value} is {rank}", "" if before < rank <= place else f"{before} are better"
        )


def check_counted_changes(ledger, where, page, verdicts):
    """ "improved in 20 of 32 areas, changed little in 2 and worsened in 10": as many as rows of the table say so."""
    found = page.sentence(r"(improved|changed little|worsened|no change) in (all )?(\d+)(?: of (\d+))?(?: areas)?")
    if not found:
        return
    for word, row_word in (("improved", "improved"), ("worsened", "worsened"), ("changed little", "little change")):
        told = re.search(rf"{word} in (?:all )?(\d+)", found.string)
        count = sum(one.lower().startswith(row_word) for one in verdicts)
        ledger.check(
            "count", where, found.string, "" if count == int(told[1] if told else 0) else f"{count} rows {word}"
        )


def test_compare(session, figures, slugs, ledger):
    codes = list(figures.outcomes)
    for turn, slug in enumerate(slugs):
        outcome = figures.outcomes[codes[turn % len(codes)]]
        link = {"area": slug, "comparator": swept(slugs, turn), "indicator": outcome.code}
        where = f"Compare, {link}"
        page = session("compare.py", view="bars", **link)
        check_all_prose(ledger, figures, where, page, outcome)

        page = session("compare.py", view="map", **link)
        listed = page.table("Rank")
        ranked = [row for row in listed.rows if row.cells[0].text.isdigit()]
        rows = [(int(row.cells[0].text), row.cells[1].text, first_number(row.cells[2].text)) for row in ranked]
        check_order(ledger, where, rows, outcome.sign)

        page = session("compare.py", opened=["compare_change_table"], view="change", **link)
        check_all_prose(ledger, figures, where, page, outcome)
        table = page.table("Verdict")
        verdicts = []
        for row in table.rows if table else ():
            then, now, word = (row.cell(head).text for head in ("Then", "Now", "Verdict"))
            ends = first_number(then), first_number(now)
            if None in ends:
                continue
            if row.name.text in figures.areas and row.name.text != "Scotland" and row.cell("Rank").text != "–":
                verdicts.append(word)
            for way in ways(word):
                wrong = change_against(way, *ends, outcome.sign, figures.yardstick(outcome))
                ledger.check("change", where, f"{row.name.text}: {then}, {now}: {word}", wrong)
        check_counted_changes(ledger, where, page, verdicts)
    settled(ledger, 60 * len(slugs))


# ---- Priorities


def check_priority_row(ledger, figures, where, row, theirs_by_name):
    name = row.name.text
    outcome = figures.outcome(name)
    why = row.cell("Why").text
    answers = {head: row.cell(head).text for head in ("Behind", "Falling behind")}
    ends = re.search(r"(-?£?\d[\d,.]*)[^,]*, against (-?£?\d[\d,.]*)", re.sub(YEAR, "", why))
    says = f"{outcome.label}: {answers}, {why}"
    if ends:
        mine, theirs = first_number(ends[1]), first_number(ends[2])
        yardstick = figures.yardstick(outcome)
        if "Yes" in answers["Behind"]:
            ledger.check("level", where, says, level_against("worse", mine, theirs, outcome.sign, yardstick))
        elif "No" in answers["Behind"]:
            behind = outcome.sign * (theirs - mine) > yardstick / 10 + half_a_step(mine, theirs)
            ledger.check("level", where, says, f"{mine} is worse than {theirs}" if behind else "")
        if word := re.match(r"(Better|Worse|About the same|The same):", why):
            ledger.check("level", where, says, level_against(word[1], mine, theirs, outcome.sign, yardstick))
    check_gap(ledger, figures, where, says, outcome, answers["Falling behind"], why, theirs_by_name)


def check_gap(ledger, figures, where, says, outcome, answer, why, places):
    """Whether an area fell behind, held against the published figures of both places in the two years said."""
    years = re.search(rf"(?:from ({YEAR}) to|since) ({YEAR})", why)
    if not years or None in places or answer.strip("●○ ") not in ("Yes", "No"):
        return
    first, last = (years[1], years[2]) if years[1] else (years[2], re.search(YEAR, why)[0])
    ends = [figures.shown(outcome, place, year) for place in places for year in (first, last)]
    if None in ends:
        ledger.check("gap", where, says, f"there is no figure of {first} or {last}")
        return
    gained = outcome.sign * ((ends[1] - ends[0]) - (ends[3] - ends[2]))
    step = 2 * half_a_step(*ends)
    little = figures.yardstick(outcome) / 10
    wrong = (gained > 0 or abs(gained) < little - step) if "Yes" in answer else gained < -little - step
    ledger.check(
        "gap", where, says, f"from {first} to {last} the gap moved by {gained}, above 0 its way" if wrong else ""
    )


def check_lists(ledger, where, page):
    """The lists of the quadrant: as long as they say, and as many as the sentence says."""
    sentence = page.sentence(r"beside [^:]*: (?:\d+|none) (?:behind|ahead)[^.]*")
    for card in page.cards:
        found = re.fullmatch(r"(.+?) \((\d+)\)", re.sub(r"^[▲△▼▽=] ", "", card.title))
        if not found or sentence is None:
            continue
        name, count = found[1], int(found[2])
        items = 0 if card.lines[:1] == ("None",) else len(card.items)
        ledger.check("count", where, card.title, "" if items == count else f"{items} are listed")
        told = re.search(rf"(\d+) {re.escape(name[0].lower() + name[1:])}(?:[,.]|$)", sentence[0])
        if told or count:
            wrong = "" if told and int(told[1]) == count else f"the list “{name}” holds {count}"
            ledger.check("count", where, sentence.string, wrong)


@pytest.mark.parametrize("comparator", ["scotland", "each kind in turn"])
def test_priorities(session, figures, slugs, ledger, comparator):
    for turn, slug in enumerate(slugs):
        if slug == "scotland":
            continue
        other = comparator if comparator == "scotland" else swept(slugs, turn)
        where = f"Priorities, {slug} beside {other}"
        page = session("priorities.py", area=slug, comparator=other, every="yes")
        table = page.table("Falling behind")
        places = (figures.slugs[slug], figures.slugs.get(other))
        for row in table.rows:
            check_priority_row(ledger, figures, where, row, places)
        if found := page.sentence(r"is behind .+? on (\d+|all) of (\d+) outcomes"):
            behind = sum("Yes" in row.cell("Behind").text for row in table.rows)
            ledger.check("count", where, found.string, "" if found[1] == str(behind) else f"{behind} rows are behind")
        check_lists(ledger, where, page)
        check_all_prose(ledger, figures, where, page)
    settled(ledger, 18 * (len(slugs) - 1))


# ---- Inequality

GAP = "Gap"
ABOUT_EVEN = first_number("0.05")
MEASURES = {"the gap": GAP, "the Duncan index": "Duncan index", "the slope index": "Slope index"}
DIRECTIONS = "growing|shrinking|as it was|turned round"
# The sides that a verdict can name before "by", where the measures disagree.
SIDES = "worse|better|about even"
# How a measure beside the comparator's is called: each has its own word.
LARGER = ("larger", "wider", "more", "steeper")
SMALLER = ("smaller", "narrower", "less", "flatter")
EVERY = ("all three measures", "both measures", "the one measure")


def gap_against(word, last, first, even=0):
    """What speaks against a direction of a measure, from its size and never from its sign alone.

    even: up to which size it says nothing of who fares worse, so that a change of its sign is none of side.
    """
    size, was = abs(last), abs(first)
    turned = last * first < 0
    right = {
        "growing": size > was and (not turned or was <= even),
        "shrinking": size < was and (not turned or size <= even),
        "as it was": size == was,
        "turned round": turned,
    }
    return "" if right[word] else f"it went from {first} to {last}"


def level_of_gap_against(word, mine, theirs):
    """What speaks against the size of a measure beside another's."""
    if word in LARGER:
        right = abs(mine) > abs(theirs)
    elif word in SMALLER:
        right = abs(mine) < abs(theirs)
    elif word == "about as even":
        right = max(abs(mine), abs(theirs)) <= ABOUT_EVEN
    else:
        right = mine == theirs if word == "the same" else mine * theirs < 0
    return "" if right else f"{mine} is not {word} beside {theirs}"


def ends_of(cell):
    """The last and the first figure of a measure's cell; none where it has none."""
    found = re.findall(rf"(-?£?\d[\d,]*(?:\.\d+)?)[^\d]*? in {YEAR}", cell.text) if cell else []
    ends = [first_number(one) for one in found[:2]]
    return (ends[0], ends[1]) if len(ends) == 2 else (ends[0] if ends else None, None)


def check_inequality_row(ledger, figures, where, row):
    """One outcome: who fares worse, what grows, and what is larger, each beside its figures. Answers what it says."""
    outcome = figures.outcome(row.name.text)
    says = row.cells[1].text
    measures = {name: row.cell(head) for name, head in MEASURES.items() if row.cell(head)}
    ends = {name: ends_of(cell) for name, cell in measures.items()}
    for name, cell in measures.items():
        last, _ = ends[name]
        if found := re.search(
            rf"\b({'|'.join((*LARGER, *SMALLER))}|about as even|the same|the other way round) "
            r"(?:than|as|from) (-?£?\d[\d,.]*)",
            cell.text,
        ):
            wrong = level_of_gap_against(found[1], last, first_number(found[2]))
            ledger.check("level of a gap", where, f"{outcome.label}, {name}: {cell.text}", wrong)
        if found := re.search(r"\bmost (-?£?\d[\d,.]*)%?, least (-?£?\d[\d,.]*)", cell.text):
            most, least = first_number(found[1]), first_number(found[2])
            wrong = abs(most - least - last) > half_a_step(most, least, last)
            ledger.check("sign of a gap", where, cell.text, f"{most} less {least} is not {last}" if wrong else "")
    for found in re.finditer(rf"({DIRECTIONS}) by (.+?)(?=[,;] (?:{DIRECTIONS}|{SIDES})|$)", says):
        named = [name for name in measures if name in found[2] or any(every in found[2] for every in EVERY)]
        for name in named:
            if None not in ends[name]:
                wrong = gap_against(found[1], *ends[name], even=ABOUT_EVEN if name == "the Duncan index" else 0)
                ledger.check("direction of a gap", where, f"{outcome.label}, {name}: {says}", wrong)
    if "Deprived communities fare" in says:
        side = 1 if "fare worse" in says else -1
        for name, (last, _) in ends.items():
            if last is not None:
                worse = -outcome.sign * last if name == "the gap" else last
                ledger.check("side", where, f"{outcome.label}: {says}", "" if side * worse > 0 else f"{name} is {last}")
    check_wider(ledger, where, outcome, row)
    return outcome, says, ends, measures


def check_wider(ledger, where, outcome, row):
    """ "Wider than Scotland's": the gap in the same row is."""
    if found := re.search(r"\b(Wider|Narrower) than", row.cells[1].text):
        gaps = [first_number(line) for line in row.cell(GAP).lines]
        if len(gaps) > 1 and None not in gaps[:2]:
            wrong = (abs(gaps[0]) > abs(gaps[1])) != (found[1] == "Wider")
            says = f"{outcome.label}: {row.cells[1].text}"
            ledger.check("level of a gap", where, says, f"the gap is {gaps[0]} beside {gaps[1]}" if wrong else "")


def check_inequality_counts(ledger, where, page, told):
    """The answer over all outcomes: as many as rows say so."""
    gaps = [ends["the gap"] for _, _, ends, _ in told if "the gap" in ends and None not in ends["the gap"]]
    found = page.sentence(r"Is the gap closing\?.*?least deprived tenth (.*?) of (\d+)\.")
    if not found:
        return
    seen = {
        "has grown on": sum(not gap_against("growing", *one) for one in gaps),
        "has narrowed on": sum(not gap_against("shrinking", *one) for one in gaps),
        "is as it was on": sum(not gap_against("as it was", *one) for one in gaps),
        "has turned round on": sum(not gap_against("turned round", *one) for one in gaps),
    }
    for words, count in seen.items():
        said = re.search(rf"{words} (\d+)", found[1])
        said = int(said[1]) if said else 0
        ledger.check("count", where, found[0], "" if said == count else f"{words} {count} rows")
    closing = re.search(r"Is the gap closing\? (\w+)", found[0])[1]
    narrowed = seen["has narrowed on"]
    right = {"Yes": narrowed == len(gaps), "No": narrowed == 0}.get(closing, 0 < narrowed < len(gaps))
    ledger.check("answer", where, found[0], "" if right else f"{narrowed} of {len(gaps)} gaps narrowed")
    for head, name in (("the gap is", "the gap"), ("the Duncan index is", "the Duncan index")):
        if said := page.sentence(rf"(?i){head} (?:{'|'.join(LARGER)}) than .*? on (\d+|none)"):
            cells = [measures[name].text for _, _, _, measures in told if name in measures]
            count = sum(bool(re.search(rf"\b({'|'.join(LARGER)}) than", text)) for text in cells)
            number = 0 if said[1] == "none" else int(said[1])
            ledger.check("count", where, said[0], "" if number == count else f"{count} rows say so")
    if said := page.sentence(r"fare worse (?:by every measure on|on) (?:(\d+) of the|all|both) (\d+)?"):
        count = sum("communities fare worse" in says for _, says, _, _ in told)
        number = int(said[1] or said[2])
        ledger.check("count", where, said.string, "" if number == count else f"{count} rows say so")


def check_closing(ledger, where, page, ends):
    """ "No: it has nearly doubled, from 14.6 points in 2014/15 to 28.9 points in 2021/22", beside the row's figures."""
    asked = page.sentence(r"Is the gap closing\? (Yes|No): (.*)")
    if not asked or None in ends:
        return
    last, first = ends
    shown = [first_number(one) for one in re.findall(rf"(-?£?\d[\d,.]*)[^\d]*? in {YEAR}", asked[2])]
    wrong = "" if not shown or shown[:2] == [first, last] else f"the table says {first} and {last}"
    ledger.check("answer", where, asked[0], wrong)
    closing = abs(last) < abs(first) and last * first >= 0
    ledger.check("answer", where, asked[0], "" if closing == (asked[1] == "Yes") else f"it went from {first} to {last}")


def test_inequality(session, figures, slugs, ledger, catalogue_codes):
    for turn, slug in enumerate(slugs):
        link = {"area": slug, "comparator": swept(slugs, turn)}
        told = {}
        # Every second outcome in full, the others in the next area; the table holds all of them.
        for code in catalogue_codes[turn % 2 :: 2]:
            where = f"Inequality, {link}, {code}"
            page = session("inequality.py", indicator=code, **link)
            if not told:
                table = page.table(GAP)
                rows = [check_inequality_row(ledger, figures, where, row) for row in table.rows]
                told = {one[0].code: one for one in rows}
                check_inequality_counts(ledger, where, page, rows)
            check_closing(ledger, where, page, told[code][2].get("the gap", (None, None)))
            check_moved_gap(ledger, where, page, told[code][1])
            check_all_prose(ledger, figures, where, page, figures.outcomes[code])
    settled(ledger, 30 * len(slugs))


def check_moved_gap(ledger, where, page, says):
    """ "narrowing" in a row, beside the gaps of two years in the sentence about the tenths."""
    now = page.sentence(r"a gap of (-?£?\d[\d,.]*)")
    then = page.sentence(rf"In {YEAR} [^.]*? gap was (-?£?\d[\d,.]*)")
    if now and then and (word := re.search(r"\b(narrowing|widening)\b", says)):
        last, first = first_number(now[1]), first_number(then[1])
        wrong = change_against({"narrowing": "narrowed", "widening": "widened"}[word[1]], first, last, None)
        ledger.check("direction of a gap", where, says, wrong)


@pytest.fixture(scope="module")
def catalogue_codes(table):
    """The outcomes with figures for communities."""
    return sorted({row["indicator"] for row in table("observation") if row["level"] == "community"})


# ---- Communities


def check_community_card(ledger, figures, where, area, community, card):
    """A card's change beside the published figures of both years; answers its figures by whose they are."""
    outcome = figures.outcome(card.title)
    for text in (*card.labels, " ".join(card.lines)):
        if found := SPAN.search(text):
            year = re.search(YEAR, text[found.end() :]) or re.search(YEAR, text[: found.start()])
            first, last = found["since"] or found["first"], found["last"] or year[0]
            ends = [figures.shown(outcome, area, one, community) for one in (first, last)]
            for way in ways(found["words"]) if None not in ends else ():
                wrong = change_against(way, *ends, outcome.sign)
                ledger.check("change", where, f"{card.title}: {text}", wrong)
    owners = {}
    for item in card.items:
        if (value := re.match(r"(-?£?\d[\d,]*(?:\.\d+)?)%?(?: \(estimated\))? (.+)", item)) is not None:
            owners[value[2]] = first_number(value[1])
    return outcome, owners


def check_poorer(ledger, figures, where, page, area, cards):
    """ "has a poorer figure than Fife on 5 of 6 outcomes": as many as cards say, and those that are named."""
    said = page.sentence(r"has a (poorer|better) figure than .+? on (?:all (\d+)|(\d+) of (\d+)) outcomes([^.]*)")
    if not said:
        return
    beside = {
        outcome.code: outcome.sign * (owners["This community"] - owners[area])
        for outcome, owners in cards
        if "This community" in owners and area in owners
    }
    if said[2]:
        side = -1 if said[1] == "poorer" else 1
        wrong = [code for code, ahead in beside.items() if side * ahead < 0]
        ledger.check("count", where, said[0], f"{wrong} say otherwise" if wrong else "")
        wrong = "" if len(beside) == int(said[2]) else f"{len(beside)} cards show the area"
        ledger.check("count", where, said[0], wrong)
        return
    named, _, same = said[5].partition("; about the same on ")
    poorer = [one for one in figures.outcomes.values() if mentions(named, one)]
    ledger.check("count", where, said[0], "" if len(poorer) == int(said[3]) else f"{len(poorer)} are named")
    for one in poorer:
        wrong = "" if beside.get(one.code, 0) < 0 else f"its {one.label} is {beside.get(one.code)} ahead"
        ledger.check("level", where, said[0], wrong)
    for code, ahead in beside.items():
        one = figures.outcomes[code]
        if ahead < 0 and not mentions(named, one) and not mentions(same, one):
            ledger.check("level", where, said[0], f"{one.label} is poorer and is not named")


def mentions(text, outcome):
    return outcome.in_sentence.lower() in text.lower()


def test_communities_one_by_one(session, figures, slugs, ledger):
    for turn, slug in enumerate(slugs):
        if slug == "scotland":
            continue
        area = figures.slugs[slug]
        rows = session("communities.py", area=slug).table("Community").rows
        # The poorest, the middle one or the best, from area to area.
        for row in (rows[(len(rows) - 1) * (turn % 3) // 2],):
            link = next(one for one in row.name.links or row.cells[1].links)
            code = re.search(r"community=([^&]+)", link)[1]
            name = row.name.text
            where = f"Community profile, {name}, {slug}"
            page = session("community.py", area=slug, community=code)
            told = [
                check_community_card(ledger, figures, where, area, name, card)
                for card in page.cards
                if figures.outcome(card.title)
            ]
            check_poorer(ledger, figures, where, page, area, told)
            for header, text in page.prose:
                check_years(ledger, where, text)
                check_prose(ledger, figures, where, text, figures.outcome(header))
    settled(ledger, 7 * (len(slugs) - 1))


def test_all_communities(session, figures, slugs, ledger, catalogue_codes):
    for turn, slug in enumerate(slugs):
        outcome = figures.outcomes[catalogue_codes[turn % len(catalogue_codes)]]
        where = f"All communities, {slug}, {outcome.code}"
        page = session("all_communities.py", area=slug, indicator=outcome.code)
        verdicts = []
        for card in page.cards:
            stands = re.search(r"\b(Improved|Worsened|Little change|No change)\b.*", " ".join(card.lines))
            said = stands[0] if stands else ""
            verdicts.append(said.lower())
            for label in card.labels:
                check_prose(ledger, figures, where, label, outcome)
                found = re.search(rf"(-?£?\d[\d,.]*)[^\d]*? in {YEAR} to (-?£?\d[\d,.]*)[^\d]*? in {YEAR}", label)
                ends = found and (first_number(found[1]), first_number(found[2]))
                for way in ways(said) if ends else ():
                    ledger.check("change", where, label, change_against(way, *ends, outcome.sign))
        for word in ("improved", "worsened"):
            if found := page.sentence(rf"\b(\d+|None|All)(?: of (\d+))? {word}\b"):
                count = sum(one.startswith(word) for one in verdicts)
                told = {"None": 0, "All": len(verdicts)}.get(found[1]) if not found[1].isdigit() else int(found[1])
                ledger.check("count", where, found.string, "" if told == count else f"{count} cards {word}")
        check_all_prose(ledger, figures, where, page, outcome)
    settled(ledger, 30 * len(slugs))


# ---- Most vulnerable

GAINED = {
    "gained ground": (1, 0),
    "catching up": (1, -1),
    "caught up": (1, 0),
    "moved ahead of it": (1, 1),
    "pulling further ahead": (1, 1),
    "lost ground": (-1, 0),
    "losing its lead": (-1, 1),
    "lost its lead": (-1, 0),
    "fallen behind it": (-1, -1),
    "falling further behind": (-1, -1),
}


def arrow(text):
    """The two figures of "4.52 → 4.31"; none where there are none."""
    found = re.search(r"(-?£?\d[\d,]*(?:\.\d+)?)%?[^\d→]*→\s*(-?£?\d[\d,]*(?:\.\d+)?)", text)
    return (first_number(found[1]), first_number(found[2])) if found else None


def check_ground(ledger, where, outcome, cell, average):
    """What became of a community's gap to the average of its area, in the outcome's own units."""
    mine, theirs = arrow(cell.text), arrow(average.text)
    word = next((one for one in GAINED if one in cell.text.lower()), None)
    says = f"{outcome.label}: {cell.text}, average {average.text}"
    if mine is None or theirs is None:
        return
    for way in ways(cell.lines[0]):
        ledger.check("change", where, says, change_against(way, *mine, outcome.sign))
    if word is None:
        return
    then, now = (outcome.sign * (mine[end] - theirs[end]) for end in (0, 1))
    step, (gained, side) = 2 * half_a_step(*mine, *theirs), GAINED[word]
    wrong = gained * (now - then) < -step or side * now < -step
    ledger.check("gap", where, says, f"its gap went from {then} to {now}, above 0 ahead" if wrong else "")


def test_most_vulnerable(session, figures, slugs, ledger):
    for slug in slugs:
        if slug == "scotland":
            continue
        where = f"Most vulnerable, {slug}"
        page = session("vulnerable.py", area=slug)
        table = page.table("Average of the area")
        for row in table.rows if table else ():
            outcome = figures.outcome(row.name.lines[0])
            average = row.cell("Average of the area")
            for cell in row.cells[2:]:
                check_ground(ledger, where, outcome, cell, average)
        check_catching_up(ledger, figures, where, page, table)
        for header, text in page.prose:
            check_prose(ledger, figures, where, text, figures.outcome(header))
    settled(ledger, 40 * (len(slugs) - 3))


def check_catching_up(ledger, figures, where, page, table):
    """ "is catching up on 2 of 8 outcomes: a and b": the cells of its column that say so."""
    if table is None:
        return
    for place, head in enumerate(table.heads):
        said = page.sentence(rf"^{re.escape(head)} is catching up on (?:only )?(?:(\d+)|none|all(?: (\d+))?)")
        if place < 2 or not said:
            continue
        words = ("gained ground", "catching up", "caught up")
        count = sum(any(word in row.cells[place].text.lower() for word in words) for row in table.rows)
        told = int(said[1] or said[2] or 0) if "all" not in said[0].split() or said[2] else count
        ledger.check("count", where, said.string, "" if told == count else f"{count} cells of {head} say so")


# ---- Board pack


def test_the_contents_of_the_board_pack(session, figures, slugs, ledger):
    for turn, slug in enumerate(slugs):
        link = {"area": slug, "comparator": swept(slugs, turn)}
        where = f"Board pack, {link}"
        page = session("board_pack.py", **link)
        glance = session("glance.py", **link)
        slides = page.table("What it says").rows
        worse = re.compile(r"^Worse than .+? on (\d+|none) of (\d+) outcomes.*; better on (\d+|none)")
        parts = [found.groups() for row in slides if (found := worse.search(row.name.lines[0]))]
        whole = glance.sentence(r"better than .+? on (\d+) of (\d+) outcomes, about the same on \d+ and worse on (\d+)")
        if whole:
            counts = [[0 if count == "none" else int(count) for count in one] for one in parts]
            total = [sum(one) for one in zip(*counts, strict=True)]
            wrong = "" if total == [int(whole[3]), int(whole[2]), int(whole[1])] else f"its slides add up to {total}"
            ledger.check("count", where, whole[0], wrong)
        for row in slides:
            outcome = figures.outcome(row.name.lines[0].partition(":")[0])
            for line in row.name.lines:
                check_text(ledger, figures, where, line, outcome)
    settled(ledger, 2 * len(slugs))
