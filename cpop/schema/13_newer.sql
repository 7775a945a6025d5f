-- Newer official figures, beside the profile's own and never among them

create view newer_figure as
select
    series,
    newer.area_code,
    newer.start,
    newer.period,
    year(newer.start)::integer as year,
    newer.value,
    newer.low_95,
    newer.high_95,
    newer.status,
    scotland.value as scotland_value,
    scotland.low_95 as scotland_low_95,
    scotland.high_95 as scotland_high_95
from newer
left join (from newer where area_code = scotland()) as scotland using (series, start);
comment on view newer_figure is 'One row per newer series, area and period: value and 95% interval (both ends missing where none is published), and those of Scotland in the same period. year: the calendar year in which the period begins.';

create view newer_latest as
with newest as (
    select
        series,
        area_code,
        max(start) as start
    from newer
    where value is not null
    group by all
),
earliest as (
    select
        series,
        area_code,
        arg_min(value, start) as first_value,
        arg_min(period, start) as first_period
    from newer
    where value is not null
    group by all
)
select
    newer_figure.*,
    first_period,
    first_value,
    beside as indicator,
    case
        when area_code = scotland() or scotland_value is null then null
        when shown(value, decimals) = shown(scotland_value, decimals) then 'the_same'
        when scotland_value between low_95 and high_95 then 'not_told_apart'
        when value > scotland_value then 'higher'
        else 'lower'
    end as against_scotland
from newest
join newer_figure using (series, area_code, start)
join earliest using (series, area_code)
join newer_series using (series)
order by series_order, area_code;
comment on view newer_latest is 'One row per newer series and area: its newest figure, the first of the series (first_period, first_value), and against_scotland: how the newest stands to Scotland''s of the same period: the_same at the precision shown, not_told_apart (Scotland''s figure lies within the area''s 95% interval), higher or lower; missing for Scotland, and where Scotland has none.';
