"""A walk through every view of a page, without a browser: every area, every comparator kind, every option once.

Nothing here lists a picker or an option: they are learnt from the running app, from what it hands to
`urlstate.pick` and `urlstate.switch`, and asked for by links, as a visitor's browser would ask.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import NamedTuple

from streamlit.testing.v1 import AppTest

from cpop import urlstate

ROOT = Path(__file__).resolve().parents[1]
# Chosen by the walk itself, for every page.
PLACES = ("area", "comparator")
# Names of communities repeat from area to area.
OF_ONE_AREA = ("community",)


class Recorder:
    """What the pickers of the last run offered: by key, the codes as they stand in a link."""

    def __init__(self, monkeypatch):
        self.offered = {}
        pick, switch = urlstate.pick, urlstate.switch

        def record_pick(widget, label, options, key, *rest, **more):
            options = list(options)
            self.offered[key] = [str(one) for one in options]
            return pick(widget, label, options, key, *rest, **more)

        def record_switch(label, key, *rest, **more):
            self.offered[key] = [urlstate.OFF, urlstate.ON]
            return switch(label, key, *rest, **more)

        monkeypatch.setattr(urlstate, "pick", record_pick)
        monkeypatch.setattr(urlstate, "switch", record_switch)


class Option(NamedTuple):
    """An option of a picker; `area` where the same code means another thing in another area."""

    key: str
    code: str
    area: str = ""


class Walk:
    """One session that follows links to the views of one page, and fails where a view does."""

    def __init__(self, file: str, recorder: Recorder):
        self.file, self.recorder = file, recorder
        self.views = 0
        # What was chosen so far, and what was offered and not chosen, each with a link that offers it.
        self.chosen: set[Option] = set()
        self.waiting: dict[Option, dict[str, str]] = {}
        self.app = AppTest.from_file(str(ROOT / "cpop" / "frame.py"), default_timeout=60)
        self.app.run()
        # As the server does before its first visitor: what stays is not looked through after each run.
        gc.collect()
        gc.freeze()

    def open(self, **link: str) -> dict[str, str]:
        """Follow a link. Answers what the pickers then stood at, by key, as codes."""
        app = self.app
        app.query_params.clear()
        for key, value in link.items():
            app.query_params[key] = value
        self.recorder.offered = {}
        app.switch_page(f"../pages/{self.file}").run()
        self.views += 1
        where = f"{self.file} at {link}"
        assert not app.exception, f"{where}: {[one.message for one in app.exception]}"
        assert not app.error, f"{where}: {[one.value for one in app.error]}"
        assert app.title and app.title[0].value, f"{where}: no title"
        return {key: self._standing(key) for key in self.recorder.offered}

    def _standing(self, key: str) -> str:
        value = self.app.session_state[key]
        if isinstance(value, bool):
            return urlstate.ON if value else urlstate.OFF
        return ",".join(map(str, value)) if isinstance(value, list) else str(value)

    def areas(self, kinds: dict[str, list[str]]) -> None:
        """Every area (slug) with each of its comparators: first as it opens, then with options not yet chosen."""
        for area, comparators in kinds.items():
            for turn, comparator in enumerate(comparators):
                link = {"area": area, "comparator": comparator}
                if turn:
                    link |= self._untried(area)
                standing = self.open(**link)
                assert standing["comparator"] == comparator, f"{self.file}: {comparator} is not taken for {area}"
                self._note(link, standing)
                self._open_expanders()

    def every_option(self, in_passing: tuple[str, ...]) -> None:
        """Views until each option of each picker that was ever offered was chosen once.

        in_passing: keys of pickers of which only what came along is tried.
        """
        while self._drop(in_passing):
            option, base = next(iter(self.waiting.items()))
            link = base | self._untried(base["area"]) | {option.key: option.code}
            self._note(link, self.open(**link))
            if option in self.waiting:
                # Another choice of the same link took it away: alone, then.
                link = base | {option.key: option.code}
                self._note(link, self.open(**link))
                assert option not in self.waiting, f"{self.file} at {base}: {option} is offered and not taken"

    def _untried(self, area: str) -> dict[str, str]:
        """One option that was not chosen yet of each picker, among those offered for an area."""
        found: dict[str, str] = {}
        for option, base in self.waiting.items():
            if base["area"] == area:
                found.setdefault(option.key, option.code)
        return found

    def _option(self, key: str, code: str, area: str) -> Option:
        return Option(key, code, area if key in OF_ONE_AREA else "")

    def _note(self, link: dict[str, str], standing: dict[str, str]) -> None:
        area = link["area"]
        self.chosen.update(self._option(key, value, area) for key, value in standing.items())
        for key, codes in self.recorder.offered.items():
            for code in codes if key not in PLACES else ():
                self.waiting.setdefault(self._option(key, code, area), link)
        self.waiting = {option: base for option, base in self.waiting.items() if option not in self.chosen}

    def _drop(self, keys: tuple[str, ...]) -> bool:
        self.waiting = {option: base for option, base in self.waiting.items() if option.key not in keys}
        return bool(self.waiting)

    def _open_expanders(self) -> None:
        """Open what a visitor opens with a click: tables and texts that are worked out only then."""
        for one in self.app.expander:
            if one.key:
                self.app.session_state[one.key] = True
