-- Priorities

create macro priority_since(chosen) as table
with answered as (
    select
        standing.*,
        catalogue_order,
        case when chosen <> 'first' then since_year end as since_year,
        standing.level = 'worse' as behind,
        standing.ground = 'lost' as falling_behind,
        inequality_standing.is_unequal as unequal,
        inequality_standing.* exclude (area_code, comparator, indicator, is_unequal, side, direction, measures, asked)
    from standing_since(chosen) as standing
    join indicator on indicator.indicator = standing.indicator
    left join since_choice on
        since_choice.since = chosen
        and since_choice.level = 'cpp'
        and since_choice.indicator = standing.indicator
    left join inequality_standing on
        inequality_standing.area_code = standing.area_code
        and inequality_standing.comparator = standing.comparator
        and inequality_standing.indicator = standing.indicator
)
select
    *,
    coalesce(behind::integer, 0) + coalesce(falling_behind::integer, 0) + coalesce(unequal::integer, 0) as points
from answered;
comment on macro table priority_since is 'Internal: the table priority, its changes measured since a choice of since_choice (since_year: the year that was asked for; missing for the first measured one): one row per area, comparator and indicator. Whether an outcome is unequal does not depend on the choice.';

create table priority as
select * exclude (since_year)
from priority_since('first')
order by area_code, comparator;
comment on table priority is 'One row per area, comparator and indicator: three questions, a point for each yes. behind: worse in the latest year; falling_behind: the gap moved against the area since the first year that both measured; unequal: as is_unequal of inequality_standing, whose figures stand beside it. A question without figures has no answer and no point. The figures that the answers rest on stand beside them.';
