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

create table cpp_change_position as
with change as (
    select
        group_code,
        area_code,
        indicator,
        cpp_change.* exclude (area_code, indicator),
        round(gain, 9) as goodness
    from area_group
    join cpp_change using (area_code)
)
select
    * exclude (goodness),
    rank() over (among order by goodness desc) as rank,
    count(*) over (partition by group_code, indicator) as ranked
from change
window among as (partition by group_code, indicator)
order by group_code, indicator, area_code;
comment on table cpp_change_position is 'One row per group of CPPs (see area_group), member and indicator measured in two years or more: cpp_change, and the rank of its gain among those members (1 is the largest gain, equal ones share the lower number).';

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
