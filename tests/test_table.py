"""Downloads."""

import io

import pandas as pd

from cpop import database
from cpop.catalogue import indicators
from cpop.export import csv_file, described
from cpop.queries.areas import series


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
