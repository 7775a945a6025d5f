"""Tables and downloads."""

import io

import pandas as pd

from cpop import database
from cpop.catalogue import indicators
from cpop.export import csv_file, described
from cpop.queries.areas import series
from cpop.ui.table import html_table


def test_a_table_has_caption_headers_and_scopes():
    html = html_table(pd.DataFrame({"Area": ["Fife & <co>"], "Value": [1.5], "Note": [None]}), "A caption")
    assert "<caption>A caption</caption>" in html
    assert '<th scope="col">Area</th>' in html
    assert '<th scope="row">Fife &amp; &lt;co&gt;</th>' in html
    assert '<td class="number">1.5</td>' in html
    assert "no figure" in html


def test_a_download_says_what_it_holds():
    frame = pd.DataFrame(series(["S12000049"], ["child_poverty"], projected=True))
    origin = database.edition().of(communities=False)
    told = described(frame, {"S12000049": "Glasgow City"}, indicators(), origin)
    told = pd.read_csv(io.BytesIO(csv_file(told)))
    assert set(told["place"]) == {"Glasgow City"}
    assert set(told["indicator_label"]) == {"Child poverty"}
    assert set(told["unit"]) == {"% of children under 16"}
    assert set(told["status"]) == {"raw", "imputed", "projected"}
    assert set(told["attribution"]) == {database.edition().attribution}
    assert told["value"].tolist() == frame["value"].tolist()
