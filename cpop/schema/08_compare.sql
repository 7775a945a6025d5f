-- Compare: areas among all 32, or among the similar areas of their family group

create table area_group as
with cpp as (
    from area where family_deprivation is not null
)
select 'all' as group_code, area_code from cpp
union all
select 'deprivation-' || family_deprivation, area_code from cpp
union all
select 'density-' || family_density, area_code from cpp
order by all;
comment on table area_group is 'One row per group and member. group_code: all (the 32 CPPs), or deprivation-N or density-N for a family group, as place_code of series.';

create table cpp_position as
with valued as (
    select
        group_code,
        area_code,
        indicator,
        year,
        value,
        case when value is not null then status end as status,
        round(sign * value, 9) as goodness
    from observation
    join area_group on area_code = place_code
    join indicator using (indicator)
    where level = 'cpp' and status <> 'projected'
)
select
    group_code,
    area_code,
    indicator,
    year,
    value,
    status,
    case when value is not null then rank() over (among order by goodness desc nulls last) end as rank,
    count(value) over (partition by group_code, indicator, year) as ranked
from valued
window among as (partition by group_code, indicator, year)
order by group_code, indicator, year, area_code;
comment on table cpp_position is 'One row per group of CPPs (see area_group), member, indicator and observed year: the value, and the rank among the members with a value, of whom there are `ranked` (1 is best, equal values share the lower number).';

create table series_change as
select
    series_improvement.*,
    first.status as first_status,
    last.status as last_status
from series_improvement
join series as first on
    first.place_code = series_improvement.place_code
    and first.indicator = series_improvement.indicator
    and first.year = first_year
join series as last on
    last.place_code = series_improvement.place_code
    and last.indicator = series_improvement.indicator
    and last.year = last_year
order by indicator, place_code;
comment on table series_change is 'One row per place (areas and family groups) and indicator: series_improvement with the status of its first and of its last value.';

create table cpp_change_position as
with change as (
    select
        group_code,
        area_code,
        series_change.* exclude (place_code),
        round(improvement, 9) as goodness
    from area_group
    join series_change on place_code = area_code
)
select
    * exclude (goodness),
    case when improvement is not null then rank() over (among order by goodness desc nulls last) end as rank,
    count(improvement) over (partition by group_code, indicator) as ranked
from change
window among as (partition by group_code, indicator)
order by group_code, indicator, area_code;
comment on table cpp_change_position is 'One row per group of CPPs (see area_group), member and indicator: the first and the last observed value, the improvement between them in per cent (above 0 is better), and the rank of that improvement among the members (1 is the largest improvement, equal ones share the lower number).';

create table area_centre as
with located as (
    select
        area_code,
        data_zone_code,
        longitude,
        latitude,
        avg(longitude) over of_area as mean_longitude,
        avg(latitude) over of_area as mean_latitude
    from data_zone
    join community using (community_code)
    window of_area as (partition by area_code)
),
-- A degree of longitude is about half as long as one of latitude so far north.
placed as (
    select
        *,
        ((longitude - mean_longitude) * cos(radians(mean_latitude))) ** 2 + (latitude - mean_latitude) ** 2 as distance
    from located
)
select
    area_code,
    arg_min(longitude, (distance, data_zone_code)) as longitude,
    arg_min(latitude, (distance, data_zone_code)) as latitude
from placed
group by area_code;
comment on table area_centre is 'One row per CPP: where its people live, for a mark on a map: the data zone nearest to the mean of all its data zones.';
