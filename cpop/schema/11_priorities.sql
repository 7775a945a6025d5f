-- Priorities

create table priority as
with answered as (
    select
        cpp_standing.*,
        catalogue_order,
        cpp_standing.level = 'worse' as behind,
        cpp_standing.ground = 'lost' as falling_behind,
        case when inequality_standing.value is not null and inequality_standing.comparator_value is not null
            then inequality_standing.value > 0
                and inequality_standing.level = 'wider'
                and coalesce(inequality_standing.direction = 'widening', false) end as unequal,
        inequality_standing.value as inequality,
        inequality_standing.comparator_value as comparator_inequality,
        inequality_standing.status as inequality_status,
        inequality_standing.level as inequality_level,
        inequality_standing.direction as inequality_direction
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
comment on table priority is 'One row per area, comparator and indicator: three questions, a point for each yes. behind: worse in the latest year; falling_behind: the gap moved against the area since the first year that both measured; unequal: the deprived fare worse, by a Duncan index wider than the comparator''s and widening. A question without figures has no answer and no point. The figures that the answers rest on stand beside them.';
