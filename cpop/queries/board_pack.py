"""Questions that only the board pack asks."""

from __future__ import annotations

import pandas as pd

from cpop.catalogue import Area
from cpop.database import query


def poorest_communities(area: Area, most: int, outcomes: int) -> pd.DataFrame:
    """The `most` communities of an area with the poorest outcomes, with the `outcomes` that pull each down most.

    One row a community and such an outcome, the poorest community and its poorest outcome first. Columns:
    community_code, position (1 is the poorest) of so many communities; indicator, year, value, status, area_score
    (standard deviations from the mean of the area's communities, below 0 is worse), is_outlier (beyond 4 in size) and
    outcomes_without (the community's position by all other outcomes); place (1 to `outcomes`).
    """
    return query(
        """
        with poorest as (
            select * from vulnerability
            where area_code = $area_code
            order by position, community_code
            limit $most
        ),
        contribution as (
            select community_code, indicator, is_outlier, outcomes_without
            from contribution_within(community_indicators())
            where area_code = $area_code and strategic_area is null
        )
        select
            poorest.community_code, position, communities,
            score.indicator, score.year, score.value, latest.status, score.area_score,
            is_outlier, outcomes_without,
            row_number() over (
                partition by poorest.community_code order by score.area_score nulls last, score.indicator
            ) as place
        from poorest
        join community_score as score on score.community_code = poorest.community_code
        join community_latest as latest
            on latest.community_code = score.community_code and latest.indicator = score.indicator
        join contribution
            on contribution.community_code = score.community_code and contribution.indicator = score.indicator
        where score.area_score is not null
        qualify place <= $outcomes
        order by position, poorest.community_code, place
        """,
        area_code=area.code,
        most=most,
        outcomes=outcomes,
    )
