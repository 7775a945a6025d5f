"""The figures of one edition as plain lists and dictionaries, read from the Parquet files and the catalogue."""

from __future__ import annotations

import tomllib
from collections import defaultdict

import pyarrow.parquet

from oracle.arithmetic import deprivation_rate

SCOTLAND = "S92000003"
OBSERVED = ("raw", "imputed")


def rows(folder, name):
    """One Parquet file as a list of dictionaries; a missing value is None."""
    return pyarrow.parquet.read_table(folder / f"{name}.parquet").to_pylist()


class Edition:
    """Areas, communities, deprivation and every series of one edition.

    series[level][indicator][place] is {year: value or None}; status[level][indicator] is {year: {place: status}}.
    Scotland is kept beside the 32 areas at the level "cpp": the two are one sheet of the workbook. fields[indicator]
    is what the catalogue says of it. population[community] is {age group: people}.
    """

    def __init__(
        self, areas, communities, deprivation, observations, signs, breaks, decimals=None, fields=None, people=()
    ):
        self.areas = {row["area_code"]: row for row in areas}
        self.communities = {row["community_code"]: row for row in communities}
        self.signs = signs
        self.breaks = breaks
        self.decimals = decimals or dict.fromkeys(signs, 1)
        self.fields = fields or {}
        self.population = {
            row["community_code"]: {name: row[name] for name in row if name not in ("community_code", "year")}
            for row in people
        }
        self.income = {
            (row["community_code"], int(row["simd_edition"])): (
                row["income_deprived"],
                row["not_income_deprived"],
            )
            for row in deprivation
        }
        self.series = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
        self.status = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
        for row in observations:
            level = "cpp" if row["level"] == "scotland" else row["level"]
            indicator, place, year = row["indicator"], row["place_code"], row["year"]
            self.series[level][indicator][place][year] = row["value"]
            self.status[level][indicator][year][place] = row["status"]
        self.members = defaultdict(list)
        for code in sorted(self.communities):
            self.members[self.communities[code]["area_code"]].append(code)

    @classmethod
    def load(cls, data, catalogue):
        """The edition in a folder of Parquet files, with the directions of a catalogue file."""
        indicators = tomllib.loads(catalogue.read_text(encoding="utf-8"))
        return cls(
            rows(data, "area"),
            rows(data, "community"),
            rows(data, "deprivation"),
            rows(data, "observation"),
            {code: 1 if one["better"] == "higher" else -1 for code, one in indicators.items()},
            {
                (one["level"], code): max(other["year"] for other in fields["breaks"] if other["level"] == one["level"])
                for code, fields in indicators.items()
                for one in fields.get("breaks", ())
            },
            {code: one["decimals"] for code, one in indicators.items()},
            indicators,
            rows(data, "population"),
        )

    @property
    def cpps(self):
        """The codes of the 32 areas, without Scotland."""
        return [code for code in self.areas if code != SCOTLAND]

    @property
    def community_indicators(self):
        """The indicators that have figures for communities."""
        return [code for code in self.signs if code in self.series["community"]]

    def value(self, level, indicator, place, year):
        """One figure; None where it is missing or was never published."""
        return self.series[level][indicator].get(place, {}).get(year)

    def years(self, level, indicator, statuses=OBSERVED):
        """The years of an indicator in which some place of the level has a figure of these statuses, in order."""
        return sorted(
            year
            for year, places in self.status[level][indicator].items()
            if any(
                status in statuses and self.value(level, indicator, place, year) is not None
                for place, status in places.items()
            )
        )

    def latest_year(self, level, indicator):
        """The latest year: "the newest year with observed (raw or imputed) values" of the level.

        Read as: for each indicator by itself, so that one published late does not hide the others' newest year.
        In an edition whose indicators all end together, as this one's do, it is the same.
        """
        return self.years(level, indicator)[-1]

    def base_year(self, level, indicator):
        """The base year: "its oldest observed year in the edition's window, or the year of its newest break if that
        is later".
        """
        oldest = self.years(level, indicator)[0]
        return max(oldest, self.breaks.get((level, indicator), oldest))

    def measured_span(self, level, indicator):
        """The first and the last year with measured ("raw") figures of a level, from its newest break on.

        "An outcome with fewer than two measured years has no change": then both are None.
        """
        base = self.base_year(level, indicator)
        years = [year for year in self.years(level, indicator, statuses=("raw",)) if year >= base]
        return (years[0], years[-1]) if len(years) > 1 else (None, None)

    def observed(self, level, indicator, place):
        """The figures of one series that are observed and not missing, by year, oldest first.

        "Projected values never enter a score, a rank, a gap or an improvement rate. A missing value stays missing."
        """
        series = self.series[level][indicator].get(place, {})
        statuses = self.status[level][indicator]
        return {
            year: value
            for year, value in sorted(series.items())
            if value is not None and statuses[year][place] in OBSERVED
        }

    def rate(self, community, edition):
        """The income deprivation rate of a community in one edition of the SIMD."""
        return deprivation_rate(*self.income[community, edition])
