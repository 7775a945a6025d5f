"""A page as it prints, on A4, upright and across: read back from the PDF."""

import re
import subprocess

from cpop.ui.search import EXAMPLE

WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


def printed(page, folder, *, across):
    """The pages of a print: width, height and words (left, top, right, bottom, text) of each."""
    file = folder / ("across.pdf" if across else "upright.pdf")
    page.pdf(path=file, format="A4", landscape=across)
    text = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True, text=True).stdout
    return [
        (float(width), float(height), [(*map(float, box), word) for *box, word in WORD.findall(inside)])
        for width, height, inside in PAGE.findall(text)
    ]


def faults(page, folder, path):
    """What is wrong with the prints of a page of Fife: cut, without its first line, with things to click, not ended."""
    found = []
    for across in (False, True):
        sheets = printed(page, folder, across=across)
        text = " ".join(word for *_, words in sheets for *_, word in words)
        found += [
            f"{word} is cut on sheet {number}"
            for number, (width, height, words) in enumerate(sheets, start=1)
            for left, top, right, bottom, word in words
            if left < 0 or right > width or top < 0 or bottom > height
        ]
        first = " ".join(word for *_, word in sheets[0][2][:40])
        if not re.match("Fife · Community Planning Outcomes Profile.*edition.*printed", first):
            found.append(f"it begins with {first}")
        if f"{path}?area=fife" not in text.replace(" ", ""):
            found.append("it does not name its link")
        found += re.findall(rf"Download these figures|Choose your area|{EXAMPLE}", text)
        # The footer closes the print: nothing before it was left out for want of room.
        if "Accessibility statement" not in " ".join(word for *_, word in sheets[-1][2]):
            found.append("it has no end")
    return found
