"""Thousands of links that nobody should write: no page fails, nothing of them becomes markup, and they mend."""

import ast
import asyncio
import itertools
import random
import re
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode

from clients import Client, run
from markdown_it import MarkdownIt

from cpop.catalogue import indicators
from cpop.queries import areas, communities
from cpop.site import SITE
from deploy import serve

ROOT = Path(__file__).resolve().parents[1]
LINKS = 3_000
VISITORS = 4
# Links that a visitor tries in one tab.
TAB = 5
READER = MarkdownIt("commonmark")
INTO_A_TAG = r"""(?:href|src)=["']?https?://evil[.]example"""
BINDING = ("urlstate.pick", "urlstate.switch", "urlstate.text")
# Found again in what the page shows, if it got there as markup.
MARKUP = "<img src=x onerror=alert(7317)>"
HOSTILE = [
    MARKUP,
    f"fife{MARKUP}",
    f"</code></style>{MARKUP}<style>",
    "[click](https://evil.example/7317)",
    "`x` ``y`` [a](https://evil.example/7317)",
    "a\n\n# b\n[c](https://evil.example/7317)",
    "https://evil.example/7317",
    ":red[7317] :material/warning: $x^2$",
    "fife' or 1=1 --",
    "'; drop table area; --",
    "../../../etc/passwd",
    "__class__",
    "{0}{area.__init__}",
    "%s%n{{7*7}}${7*7}",
    "\x00\x01\x1b[31m",
    "\u202eefif\u202c",
    "fífe🦄",
    "Fife",
    "FIFE",
    " fife ",
    "fife,fife,angus",
    ",,,",
    ",".join(f"x{number}" for number in range(300)),
    "x" * 5_000,
    "-1",
    "0",
    "1e309",
    "nan",
    "None",
    "true",
    "2021.0",
    "99999999999999999999",
    "",
]


def keys():
    """Every parameter that a control of a page is bound to."""
    found = {"present", "page", "embed", "utm_source"}
    for path in (ROOT / "cpop" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in BINDING:
                said = [one.value for one in node.args if isinstance(one, ast.Constant)]
                found |= {one for one in said if isinstance(one, str) and re.fullmatch("[a-z][a-z_-]*", one)}
    assert {"area", "comparator"} < found
    return sorted(found)


def understood():
    """What is right somewhere, and wrong in most other places."""
    every = list(areas.by_slug().values())
    slugs = [one.slug for one in communities.within(every[1]).values()]
    options = ["map", "table", "yes", "no", "all", "2010", "2021", "similar-deprivation", "similar-density"]
    return [area.slug for area in every] + list(indicators()) + slugs[:20] + options


def links(number):
    """So many pages and queries, the same in every run."""
    chance = random.Random(7317)
    known, right = keys(), understood()
    # Each hostile text in each parameter at least once; then they mix.
    once = list(itertools.product(known, HOSTILE))
    chance.shuffle(once)
    for place in range(number):
        page = SITE[place % len(SITE)].path
        pairs = [once[place % len(once)]]
        for _ in range(chance.randrange(4)):
            pairs.append((chance.choice(known), chance.choice(right if chance.random() < 0.7 else HOSTILE)))
        if chance.random() < 0.1:
            pairs.append((chance.choice(HOSTILE)[:50] or "x", chance.choice(HOSTILE)))
        query = urlencode(pairs) if chance.random() < 0.9 else "&".join(f"{quote(k)}={v}" for k, v in pairs)
        yield page, query


def faults_of(seen, asked):
    """What is wrong with what a hostile link showed."""
    found = list(seen.faults)
    found += [f"became markup: {body[:200]}" for body in seen.html if "<img src=x" in body]
    if "evil.example" in asked:
        bodies = [*seen.alerts, *seen.text, *seen.html]
        found += [f"became a link: {body[:200]}" for body in bodies if "evil.example" in body and leads_away(body)]
    return found


def leads_away(body):
    """Whether Markdown makes a link or picture of an address in it: outside of code, or within a tag."""
    tokens = [inner for token in READER.parse(body) for inner in (token, *(token.children or ()))]
    return any("evil.example" in str(token.attrs) for token in tokens) or any(
        # Streamlit makes a link of a bare address too.
        ("evil.example" in token.content if token.type == "text" else re.search(INTO_A_TAG, token.content))
        for token in tokens
        if token.type in ("text", "html_block", "html_inline")
    )


def test_what_would_lead_away_is_found():
    there = "https://evil.example/7317"
    for bad in (
        f"[c]({there})",
        f"see {there}",
        f"![c]({there})",
        f'<p><a href="{there}">c</a></p>',
        f"# a [c]({there})",
    ):
        assert leads_away(bad), bad
    for good in (f"`{there}`", f"`` [c]({there}) ``", f"<p>[c]({there})</p>", f'<p>"href"=`{there}</p>'):
        assert not leads_away(good), good


def test_no_hostile_link_breaks_a_page(tmp_path):
    asked = list(links(LINKS))
    faults, count = [], itertools.count(1)
    mended = itertools.count()

    async def visit(address, share):
        # A few links in one tab, as somebody would who plays with the address.
        for start in range(0, len(share), TAB):
            async with Client(address) as client:
                for page, query in share[start : start + TAB]:
                    await follow(client, page, query)

    async def follow(client, page, query):
        seen = await client.look(page, query)
        faults.extend(f"/{page}?{query[:300]}: {one}" for one in faults_of(seen, query))
        if next(count) % 10 == 0:
            # What stands in the link afterwards is understood, and stays.
            left = client.query
            again = await client.look(page, left)
            if any("not understood" in one for one in again.alerts):
                faults.append(f"/{page}?{query[:200]} became {left}, which is not understood either")
            if dict(parse_qsl(client.query)) != dict(parse_qsl(left)):
                faults.append(f"/{page}?{query[:200]} became {left}, and that {client.query}")
            next(mended)

    async def everybody(addresses):
        shares = [asked[number::VISITORS] for number in range(VISITORS)]
        await asyncio.gather(*(visit(addresses[n % len(addresses)], share) for n, share in enumerate(shares)))

    log = tmp_path / "log"
    with serve.app(log) as one, serve.app(log) as other:
        run(everybody([one.address, other.address]))
    print(f"{next(count) - 1:,} hostile links, {next(mended):,} of them opened again as they were mended")
    assert faults == [], "\n".join([f"{len(faults)} faults:", *faults[:20]])
    assert log.read_text() == ""
