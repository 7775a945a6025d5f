"""Who runs the site: the settings of host.toml, with blanks where a host has not filled them in."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

PATH = Path(__file__).parent / "host.toml"
# What a blank stands for.
_BLANKS = {
    "organisation": "name of organisation",
    "website": "address of website",
    "email": "email address",
    "telephone": "telephone number",
    "postal_address": "postal address",
    "days_to_answer": "number",
    "prepared": "date",
    "reviewed": "date",
    "tested": "date",
}


@cache
def settings(path: Path = PATH) -> dict[str, str]:
    """What host.toml says, by name: "host_" and the setting; a blank as "[what belongs there]".

    Raises ValueError where a setting is missing, unknown or no text.
    """
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    if said.keys() != _BLANKS.keys() or not all(isinstance(value, str) for value in said.values()):
        raise ValueError(f"{path.name}: give each of {', '.join(_BLANKS)} as text, and nothing else")
    return {f"host_{name}": value.strip() or f"[{_BLANKS[name]}]" for name, value in said.items()}
