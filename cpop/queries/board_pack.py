"""Questions that only the board pack asks."""

from __future__ import annotations

from typing import NamedTuple

from cpop.database import rows
from cpop.queries.areas import FIRST


class Poor(NamedTuple):
    """An outcome that pulls a community down, in one of the communities with the poorest outcomes.

    position (1 is the poorest) of so many communities; value, status and year of the outcome's latest year; area_value:
    the mean of the area's communities then; area_score: standard deviations from it, below 0 is worse; is_outlier:
    beyond 4 in size; outcomes_without: the community's position by all other outcomes; place: 1 pulls most.
    """

    community_code: str
    name: str
    position: float
    communities: int
    indicator: str
    year: int
    value: float
    status: str
    area_value: float
    area_score: float
    is_outlier: bool
    outcomes_without: float | None
    place: int


def poorest(area_code: str, most: int, outcomes: int) -> list[Poor]:
    """The `most` communities of an area with the poorest outcomes, with the `outcomes` that pull each down most.

    One row a community and such an outcome, the poorest community and its poorest outcome first.
    """
    return rows(
        Poor,
        """
        with poorest as (
            select * from vulnerability
            where area_code = $area_code
            order by position, community_code
            limit $most
        )
        select
            poorest.community_code, community.name, poorest.position, communities,
            score.indicator, score.year, score.value, latest.status, area_mean.value as area_value, score.area_score,
            is_outlier, outcomes_without,
            row_number() over (
                partition by poorest.community_code order by score.area_score, score.indicator
            ) as place
        from poorest
        join community using (community_code)
        join community_score as score on score.community_code = poorest.community_code
        join community_latest as latest
            on latest.community_code = score.community_code and latest.indicator = score.indicator
        join area_mean
            on area_mean.area_code = poorest.area_code and area_mean.indicator = score.indicator
            and area_mean.year = score.year
        join community_contribution as contribution
            on contribution.community_code = score.community_code and contribution.indicator = score.indicator
        where score.area_score is not null
        qualify place <= $outcomes
        order by poorest.position, poorest.community_code, place
        """,
        area_code=area_code,
        most=most,
        outcomes=outcomes,
    )


class Vulnerable(NamedTuple):
    """A community that was among the five most vulnerable of its area, or is now; of fewer than ten, each is here.

    rank_then and rank_now: none where it was or is not among them; position now (1 the poorest) of so many communities;
    gained: the outcomes on which it gained ground on the mean of the area's communities, of the `judged` ones.
    """

    community_code: str
    name: str
    rank_then: int | None
    rank_now: int | None
    position: float
    communities: int
    has_five: bool
    gained: tuple[str, ...]
    judged: int


def vulnerable(area_code: str, since: str = FIRST) -> list[Vulnerable]:
    """The most vulnerable communities of an area. One row a community, in the order of then, then of now.

    since: one of areas.since_choices, from which the ground that each gained is measured.
    """
    return rows(
        Vulnerable,
        """
        with moved as (
            select
                community_code,
                list(indicator order by catalogue_order) filter (ground = 'gained') as gained,
                count(ground) as judged
            from raw_change_since($since)
            join indicator using (indicator)
            where area_code = $area_code
            group by community_code
        )
        select
            community_code, name, rank_then, rank_now, position, communities, has_five,
            coalesce(gained, []::varchar[]) as gained, coalesce(judged, 0) as judged
        from most_vulnerable
        join community using (community_code)
        left join moved using (community_code)
        where most_vulnerable.area_code = $area_code
        order by rank_then nulls last, rank_now, position
        """,
        area_code=area_code,
        since=since,
    )
