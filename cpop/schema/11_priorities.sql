-- Priorities

create table priority as
with answered as (
    select
        cpp_standing.*,
        catalogue_order,
        cpp_standing.level = 'worse' as behind,
        cpp_standing.ground = 'lost' as falling_behind,
        inequality_standing.is_unequal as unequal,
        inequality_standing.* exclude (area_code, comparator, indicator, is_unequal, side, direction, measures, asked)
    from cpp_standing
    join indicator on indicator.indicator = cpp_standing.indicator
    left join inequality_standing on
        inequality_standing.area_code = cpp_standing.area_code
        and inequality_standing.comparator = cpp_standing.comparator
        and inequality_standing.indicator = cpp_standing.indicator
)
select
    *,
    coalesce(behind::integer, 0) + coalesce(falling_behind::integer, 0) + coalesce(unequal::integer, 0) as points
from answered
order by area_code, comparator;
comment on table priority is 'One row per area, comparator and indicator: three questions, a point for each yes. behind: worse in the latest year; falling_behind: the gap moved against the area since the first year that both measured; unequal: as is_unequal of inequality_standing, whose figures stand beside it. A question without figures has no answer and no point. The figures that the answers rest on stand beside them.';
