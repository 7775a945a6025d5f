-- Compare: areas among all 32, or among the similar areas of their family group

create macro change_position_since(chosen) as table
select
    group_code,
    area_code,
    indicator,
    changed.* exclude (since, place_code, indicator, breaks_after),
    rank() over (among order by round(gain, 9) desc) as rank,
    count(*) over (partition by group_code, indicator) as ranked
from area_group
join measured_change as changed on place_code = area_code
where since = chosen and breaks_after = 0
window among as (partition by group_code, indicator);
comment on macro table change_position_since is 'Internal: cpp_change_position, the changes measured since a choice of since_choice: one row per group of CPPs, member and indicator measured in two years or more from then on.';

create table cpp_change_position as
from change_position_since('first')
order by group_code, indicator, area_code;
comment on table cpp_change_position is 'One row per group of CPPs (see area_group), member and indicator measured in two years or more: cpp_change, and the rank of its gain among those members (1 is the largest gain, equal ones share the lower number).';

create macro cpp_position_of(codes) as table
select
    'named' as group_code,
    area_code,
    indicator,
    year,
    value,
    status,
    case when value is not null then rank() over (partition by indicator, year order by rank nulls last) end as rank,
    count(value) over (partition by indicator, year) as ranked
from cpp_position
where group_code = 'all' and list_contains(codes, area_code);
comment on macro table cpp_position_of is 'cpp_position among any CPPs, named by a list of their codes: one row per CPP, indicator and observed year.';

create macro cpp_change_of(codes, chosen) as table
select
    'named' as group_code,
    * exclude (group_code, rank, ranked),
    rank() over (partition by indicator order by rank) as rank,
    count(*) over (partition by indicator) as ranked
from change_position_since(chosen)
where group_code = 'all' and list_contains(codes, area_code);
comment on macro table cpp_change_of is 'change_position_since among any CPPs, named by a list of their codes: one row per CPP and indicator measured in two years or more since a choice of since_choice.';

create macro cpp_change_tally_of(codes, chosen) as table
with position as (
    from change_position_since(chosen)
    union all by name
    from cpp_change_of(codes, chosen)
),
span as (
    select
        group_code,
        indicator,
        first_year,
        last_year,
        count(*) as areas
    from position
    group by all
),
usual as (
    select
        group_code,
        indicator,
        first(first_year order by areas desc, first_year, last_year desc) as first_year,
        first(last_year order by areas desc, first_year, last_year desc) as last_year
    from span
    group by all
)
select
    group_code,
    indicator,
    count(*) as judged,
    count(*) filter (change = 'improved') as improved,
    count(*) filter (change = 'little_change') as little_change,
    count(*) filter (change = 'worsened') as worsened,
    any_value(usual.first_year) as first_year,
    any_value(usual.last_year) as last_year
from position
join usual using (group_code, indicator)
group by all
order by group_code, indicator;
comment on macro table cpp_change_tally_of is 'cpp_change_tally since a choice of since_choice, and the same of any CPPs, named by a list of their codes, as the group named.';

create table cpp_change_tally as from cpp_change_tally_of([]::varchar[], 'first');
comment on table cpp_change_tally is 'One row per group of CPPs (see area_group) and indicator: of how many members the change is judged, how many improved, changed little and worsened, and the first and last measured year of most of them (the longest such span where several are as frequent).';

create table place_centre as
with place as (
    select
        community_code as place_code,
        data_zone_code,
        longitude,
        latitude
    from data_zone
    union all
    select
        area_code,
        data_zone_code,
        longitude,
        latitude
    from data_zone
    join community using (community_code)
),
located as (
    select
        *,
        avg(longitude) over of_place as mean_longitude,
        avg(latitude) over of_place as mean_latitude
    from place
    window of_place as (partition by place_code)
),
-- A degree of longitude is about half as long as one of latitude so far north.
placed as (
    select
        *,
        ((longitude - mean_longitude) * cos(radians(mean_latitude))) ** 2 + (latitude - mean_latitude) ** 2 as distance
    from located
)
select
    place_code,
    arg_min(longitude, (distance, data_zone_code)) as longitude,
    arg_min(latitude, (distance, data_zone_code)) as latitude
from placed
group by place_code;
comment on table place_centre is 'Internal: one row per CPP and community: where its people live, for a mark on a map: the data zone nearest to the mean of all its data zones.';
