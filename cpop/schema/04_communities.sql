-- Communities

create table community_score as
with latest as (
    select
        place_code as community_code,
        indicator,
        year,
        value
    from observation
    join latest_year using (indicator, level, year)
    where level = 'community'
),
base as (
    select
        place_code as community_code,
        indicator,
        value as base_value
    from observation
    join base_year using (indicator, level, year)
    where level = 'community' and status <> 'projected'
),
changed as (
    select
        community_code,
        area_code,
        typology_group,
        indicator,
        sign,
        year,
        value,
        sign * (nullif(value, 0) / nullif(base_value, 0) - 1) as change
    from latest
    join community using (community_code)
    join indicator using (indicator)
    left join base using (community_code, indicator)
),
overall as (
    select
        *,
        (change - avg(change) over everyone) / nullif(stddev_samp(change) over everyone, 0) as overall_z
    from changed
    window everyone as (partition by indicator)
)
select
    community_code,
    area_code,
    indicator,
    year,
    value,
    sign * (value - avg(value) over area) / nullif(stddev_samp(value) over area, 0) as area_score,
    sign * (value - avg(value) over type) / nullif(stddev_samp(value) over type, 0) as type_score,
    change,
    (overall_z - avg(overall_z) over area) / nullif(stddev_samp(overall_z) over area, 0) as area_change_score,
    (overall_z - avg(overall_z) over type) / nullif(stddev_samp(overall_z) over type, 0) as type_change_score,
    overall_z
from overall
window
    area as (partition by indicator, area_code),
    type as (partition by indicator, typology_group)
order by indicator, community_code;
comment on table community_score is 'One row per community and indicator, latest year: scores in standard deviations within its CPP and within its typology group, change since the base year as a ratio (above 0 is better) and its scores. overall_z: change standardised over all communities of Scotland.';

create table raw_change as
with raw_span as (
    select
        indicator,
        min(year) as first_year,
        max(year) as last_year
    from observation
    where level = 'community' and status = 'raw'
    group by all
),
ends as (
    select
        community_code,
        area_code,
        vulnerable_rank,
        raw_span.indicator,
        first_year,
        last_year,
        first.value as first_value,
        last.value as last_value
    from raw_span
    cross join community
    left join observation as first on
        first.level = 'community'
        and first.place_code = community_code
        and first.indicator = raw_span.indicator
        and first.year = first_year
    left join observation as last on
        last.level = 'community'
        and last.place_code = community_code
        and last.indicator = raw_span.indicator
        and last.year = last_year
),
with_area as (
    select
        *,
        avg(first_value) over area as area_first_value,
        avg(last_value) over area as area_last_value
    from ends
    window area as (partition by area_code, indicator)
)
select
    community_code,
    area_code,
    vulnerable_rank,
    indicator,
    first_year,
    last_year,
    first_value,
    last_value,
    sign * (last_value / nullif(first_value, 0) - 1) * 100 as improvement,
    sign * (area_last_value / nullif(area_first_value, 0) - 1) * 100 as area_improvement,
    area_first_value,
    area_last_value
from with_area
join indicator using (indicator)
order by area_code, community_code, indicator;
comment on table raw_change is 'One row per community and indicator: improvement in per cent from the first to the last raw year, beside that of the unweighted mean of the CPP''s communities.';

create view vulnerable_change as
select * from raw_change where vulnerable_rank is not null;
comment on view vulnerable_change is 'One row per most vulnerable community (five of each CPP, fixed since 2006/07) and indicator: improvement in per cent from the first to the last raw year, beside that of the unweighted mean of the CPP''s communities.';
