-- Priorities

create table cpp_gap as
with spread as (
    select
        indicator,
        stddev_samp(value) as deviation
    from cpp_latest
    where area_code <> scotland()
    group by all
)
select
    area_code,
    comparator,
    indicator,
    year,
    value,
    comparator_value,
    comparator_status,
    improvement,
    comparator_improvement,
    standing,
    case
        when round(value, 9) = round(comparator_value, 9) then 0
        else sign * (value - comparator_value) / nullif(deviation, 0)
    end as level_gap,
    improvement - comparator_improvement as rate_gap,
    case standing
        when 'better and improving faster' then 'ahead and pulling away'
        when 'better, improving slower' then 'ahead but losing ground'
        when 'worse, improving faster' then 'behind but catching up'
        when 'worse and improving slower' then 'behind and falling further behind'
        when 'the same' then 'level'
    end as quadrant
from cpp_standing
join spread using (indicator)
join indicator using (indicator)
order by area_code, comparator;
comment on table cpp_gap is 'One row per area, comparator (any area, or a family group as deprivation-N or density-N) and indicator: the distance from the comparator in the latest year in sample standard deviations of the 32 CPPs (level_gap, above 0 is better), the difference of the improvement rates in percentage points (rate_gap, above 0 is faster), and the standing as a quadrant.';

create table priority as
with answered as (
    select
        cpp_gap.*,
        catalogue_order,
        cpp_gap.standing like 'worse%' as behind,
        case when cpp_gap.standing is not null
            then cpp_gap.improvement <= cpp_gap.comparator_improvement end as falling_behind,
        inequality_standing.is_unequal as unequal,
        inequality_standing.* exclude (area_code, comparator, indicator, is_unequal, side, direction, measures, asked)
    from cpp_gap
    join indicator on indicator.indicator = cpp_gap.indicator
    left join inequality_standing on
        inequality_standing.area_code = cpp_gap.area_code
        and inequality_standing.comparator = cpp_gap.comparator
        and inequality_standing.indicator = cpp_gap.indicator
)
select
    answered.*,
    coalesce(behind::integer, 0) + coalesce(falling_behind::integer, 0) + coalesce(unequal::integer, 0) as points,
    cpp_latest.status,
    first_year,
    first_value,
    last_year,
    last_value
from answered
join cpp_latest using (area_code, indicator)
left join cpp_improvement using (area_code, indicator)
order by answered.area_code, comparator;
comment on table priority is 'One row per area, comparator and indicator: three questions, a point for each yes. behind: worse in the latest year; falling_behind: improvement rate no higher; unequal: as is_unequal of inequality_standing, whose figures stand beside it. A question without figures has no answer and no point. The figures that the answers rest on stand beside them.';
